/**
 * Appends lines of JSON to a file; they wait in memory until `write` puts them on disk.
 *
 * @module
 */
import { open, type FileHandle } from 'node:fs/promises';
import type { ClockLine } from '#lib/core/recording/clock-lines.ts';
import { writeAll } from './record-writer.ts';

/** A clock file being written. */
export class LineFile {
	readonly #file: FileHandle;
	#waiting: string[] = [];
	#size: number;

	private constructor(file: FileHandle, size: number) {
		this.#file = file;
		this.#size = size;
	}

	/** Creates a file that must not exist, or with `append` goes on after `size` bytes of one that does. */
	static async open(path: string, append: { readonly size: number } | null): Promise<LineFile> {
		return new LineFile(await open(path, append ? 'r+' : 'wx', 0o600), append?.size ?? 0);
	}

	/** Takes a line. Returns at once. */
	add(line: ClockLine): void {
		this.#waiting.push(`${JSON.stringify(line)}\n`);
	}

	/** Puts the waiting lines on disk. When that fails they wait on. */
	async write(): Promise<void> {
		const count = this.#waiting.length;
		if (count === 0) return;
		const bytes = Buffer.from(this.#waiting.join(''));
		await writeAll(this.#file, bytes, this.#size);
		await this.#file.datasync();
		this.#size += bytes.length;
		this.#waiting.splice(0, count);
	}

	async close(): Promise<void> {
		await this.#file.close();
	}
}
