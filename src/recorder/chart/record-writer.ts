/**
 * Gets finished data records onto the disk, off the sampling path: write, fdatasync, then announce, then
 * patch the count in the header. A disk that refuses is tried again until it takes the records.
 *
 * @module
 */
import type { FileHandle } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Most records written at once. */
const BATCH = 32;
/** A refusing disk is tried again this often [ms]. */
const RETRY_MS = 500;
/** At the end a refusing disk is given this long [ms]. */
const LAST_CHANCE_MS = 2000;

/** What the writer tells. */
export interface RecordWriterListener {
	/** This many records are on disk; `delayMs` = longest time one of them waited since it was complete. */
	written(records: number, delayMs: number): void;
	/** The disk refuses (text) or takes records again (null). */
	trouble(problem: string | null): void;
}

/** How the file is laid out. */
export interface RecordLayout {
	readonly headerBytes: number;
	readonly recordBytes: number;
	/** The header's count field for this many records. */
	count(records: number): { readonly offset: number; readonly bytes: Uint8Array };
	/** Runs before each record is made durable, e.g. to write the clock lines that belong to it. */
	before(): Promise<void>;
}

/** Writes the records of one file in order. */
export class RecordWriter {
	readonly #file: Promise<FileHandle>;
	readonly #layout: RecordLayout;
	readonly #listener: RecordWriterListener;
	readonly #queue: { readonly record: Uint8Array; readonly sinceMs: number }[] = [];
	#written = 0;
	#loop: Promise<void> | null = null;
	#problem: string | null = null;
	#lastChanceMs = Infinity;

	constructor(file: Promise<FileHandle>, layout: RecordLayout, listener: RecordWriterListener) {
		this.#file = file;
		// whoever creates the file tells why it could not be
		file.catch(() => undefined);
		this.#layout = layout;
		this.#listener = listener;
	}

	/** Records on disk. */
	get written(): number {
		return this.#written;
	}

	/** Records in memory that are not on disk. */
	get waiting(): number {
		return this.#queue.length;
	}

	/** Takes a complete record. Returns at once. */
	push(record: Uint8Array): void {
		this.#queue.push({ record, sinceMs: performance.now() });
		this.#loop ??= this.#run();
	}

	/** Resolves when everything is on disk, or when the disk refuses to the end (see `waiting`). */
	async finish(): Promise<void> {
		this.#lastChanceMs = performance.now() + LAST_CHANCE_MS;
		await this.#loop;
	}

	/** Forgets everything: there will be no file. */
	abandon(): void {
		this.#lastChanceMs = -Infinity;
		this.#queue.length = 0;
	}

	async #run(): Promise<void> {
		while (this.#queue.length > 0) {
			try {
				await this.#writeBatch();
				this.#is(null);
			} catch (error) {
				this.#is(problemOf(error));
				if (performance.now() > this.#lastChanceMs) break;
				await sleep(RETRY_MS);
			}
		}
		this.#loop = null;
	}

	async #writeBatch(): Promise<void> {
		const { headerBytes, recordBytes } = this.#layout;
		const batch = this.#queue.slice(0, BATCH);
		const bytes = Buffer.concat(batch.map((entry) => entry.record));
		const file = await this.#file;
		await this.#layout.before();
		await writeAll(file, bytes, headerBytes + this.#written * recordBytes);
		await file.datasync();
		this.#queue.splice(0, batch.length);
		this.#written += batch.length;
		const oldestMs = batch[0]?.sinceMs ?? performance.now();
		this.#listener.written(this.#written, performance.now() - oldestMs);
		const field = this.#layout.count(this.#written);
		await writeAll(file, field.bytes, field.offset);
	}

	#is(problem: string | null): void {
		if (problem === this.#problem) return;
		this.#problem = problem;
		this.#listener.trouble(problem);
	}
}

/** Writes all bytes at a position; the system may take fewer at once. */
export async function writeAll(
	file: FileHandle,
	bytes: Uint8Array,
	position: number
): Promise<void> {
	let done = 0;
	while (done < bytes.length) {
		const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done);
		done += bytesWritten;
	}
}

/** The system's code of an error, or its message. */
export function problemOf(error: unknown): string {
	if (error instanceof Error) return (error as NodeJS.ErrnoException).code ?? error.message;
	return String(error);
}
