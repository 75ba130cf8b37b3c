/**
 * Appends lines of JSON to a file; they wait in memory until `write` puts them on disk.
 *
 * @module
 */
import type { ClockLine } from '#lib/core/recording/clock-lines.ts';
import type { Disk } from '#lib/disk/disk.ts';
import { AppendFile } from './append-file.ts';

/** A clock file being written. */
export class LineFile {
	readonly #file: AppendFile;
	/** Lines that lie elsewhere until this file takes them [bytes]. */
	#elsewhere = 0;
	#waiting: string[] = [];

	private constructor(file: AppendFile) {
		this.#file = file;
	}

	/** Creates a file that must not exist. */
	static async create(disk: Disk, path: string): Promise<LineFile> {
		return new LineFile(await AppendFile.create(disk, path, new Uint8Array(0)));
	}

	/** Opens the clock file of a chart that goes on; all of it is kept. */
	static async reopen(disk: Disk, path: string, bytes: number): Promise<LineFile> {
		return new LineFile(await AppendFile.reopen(disk, path, new Uint8Array(0), bytes));
	}

	/** Takes a line. Returns at once. */
	add(line: ClockLine): void {
		this.#waiting.push(`${JSON.stringify(line)}\n`);
	}

	/** Puts the waiting lines on disk. When that fails they wait on. */
	async write(): Promise<void> {
		const count = this.#waiting.length;
		if (count === 0) return;
		await this.#file.append(Buffer.from(this.#waiting.join('')));
		this.#waiting.splice(0, count);
	}

	/** Where the next line belongs in the file [bytes]. */
	get end(): number {
		return this.#file.size + this.#elsewhere;
	}

	/** Gives the waiting lines to another file; they wait on when that fails. Then nothing is written until they are `restored`. */
	async writeElsewhere(write: (lines: Uint8Array) => Promise<void>): Promise<void> {
		const count = this.#waiting.length;
		const lines = Buffer.from(this.#waiting.join(''));
		await write(lines);
		this.#waiting.splice(0, count);
		this.#elsewhere += lines.length;
	}

	/** Puts lines on disk that lay elsewhere; those that are there already are left alone. */
	async restore(at: number, lines: Uint8Array): Promise<void> {
		if (lines.length === 0 || at < this.#file.size) return;
		await this.#file.append(lines);
		this.#elsewhere -= lines.length;
	}

	/** Reads what is on disk. */
	read(at: number, bytes: number): Promise<Uint8Array> {
		return this.#file.read(at, bytes);
	}

	async close(): Promise<void> {
		await this.#file.close();
	}
}

/** Lines that may come before their file is there. */
export class EarlyLines {
	readonly #early: ClockLine[] = [];
	#file: LineFile | null = null;
	/** Resolves when the lines so far are in the file's hands, rejects when there is none. */
	readonly ready: Promise<void>;

	constructor(files: Promise<{ readonly lines: LineFile }>) {
		this.ready = files.then(({ lines }) => {
			for (const line of this.#early.splice(0)) lines.add(line);
			this.#file = lines;
		});
	}

	/** Takes a line. Returns at once. */
	add(line: ClockLine): void {
		if (this.#file) this.#file.add(line);
		else this.#early.push(line);
	}
}
