/**
 * Gets finished data records onto the disk, off the sampling path: write, fdatasync, then announce, then
 * patch the count in the header. A disk that refuses is tried again until it takes the records; one that takes its
 * time is told of while it does.
 *
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { SLOW_DISK } from '#lib/core/recording/recorder-messages.ts';

/** Most records written at once. */
const BATCH = 32;
/** A refusing disk is tried again this often [ms]. */
const RETRY_MS = 500;
/** At the end a refusing disk is given this long [ms]. */
const LAST_CHANCE_MS = 2000;
/** Somebody is told when the disk has not answered for this long [ms]. */
const SLOW_MS = 800;

/** The writer's time; a test has one of its own. */
export interface WriterTime {
	/** [ms] from any beginning. */
	nowMs(): number;
	sleep(ms: number): Promise<unknown>;
	/** Calls back later unless what it gives back is called before. */
	after(ms: number, call: () => void): () => void;
}

/** Real time. */
export const realTime: WriterTime = {
	nowMs: () => performance.now(),
	sleep,
	after(ms, call) {
		const timer = setTimeout(call, ms);
		return () => clearTimeout(timer);
	}
};

/** What the writer tells. */
export interface RecordWriterListener {
	/** This many records are on disk; `delayMs` = longest time one of them waited since it was complete. */
	written(records: number, delayMs: number): void;
	/** The disk refuses (text) or takes records again (null). */
	trouble(problem: string | null): void;
}

/** Where records go. */
export interface RecordStore {
	/** Puts records on a disk, behind those before; they are there when it returns. When it fails none is. */
	append(records: readonly Uint8Array[]): Promise<void>;
	/** Counts in the header what the file holds. */
	count(): Promise<void>;
	/** Why the place where they belong refuses, though another took them; null = it takes. */
	readonly problem: string | null;
}

/** Writes the records of one chart in order. */
export class RecordWriter {
	readonly #store: Promise<RecordStore>;
	readonly #time: WriterTime;
	readonly #listener: RecordWriterListener;
	readonly #queue: { readonly record: Uint8Array; readonly sinceMs: number }[] = [];
	#written: number;
	#loop: Promise<void> | null = null;
	#problem: string | null = null;
	#lastChanceMs = Infinity;

	constructor(
		store: Promise<RecordStore>,
		listener: RecordWriterListener,
		time: WriterTime = realTime,
		written = 0
	) {
		this.#written = written;
		this.#time = time;
		this.#store = store;
		// whoever creates the files tells why they could not be
		store.catch(() => undefined);
		this.#listener = listener;
	}

	/** Records on a disk. */
	get written(): number {
		return this.#written;
	}

	/** Records in memory that are not on disk. */
	get waiting(): number {
		return this.#queue.length;
	}

	/** Takes a complete record. Returns at once. */
	push(record: Uint8Array): void {
		this.#queue.push({ record, sinceMs: this.#time.nowMs() });
		this.#loop ??= this.#run();
	}

	/** Resolves when everything is on disk, or when the disk refuses to the end (see `waiting`). */
	async finish(): Promise<void> {
		this.#lastChanceMs = this.#time.nowMs() + LAST_CHANCE_MS;
		await this.#loop;
	}

	/** Forgets everything: there will be no file. */
	abandon(): void {
		this.#lastChanceMs = -Infinity;
		this.#queue.length = 0;
	}

	async #run(): Promise<void> {
		while (this.#queue.length > 0) {
			const answered = this.#time.after(SLOW_MS, () => {
				if (this.#problem === null) this.#is(SLOW_DISK);
			});
			try {
				this.#is(await this.#writeBatch());
			} catch (error) {
				this.#is(problemOf(error));
				if (this.#time.nowMs() > this.#lastChanceMs) break;
				await this.#time.sleep(RETRY_MS);
			} finally {
				answered();
			}
		}
		this.#loop = null;
	}

	/** Gives back why the data folder refuses, though another took the batch. */
	async #writeBatch(): Promise<string | null> {
		const batch = this.#queue.slice(0, BATCH);
		const store = await this.#store;
		await store.append(batch.map((entry) => entry.record));
		this.#queue.splice(0, batch.length);
		this.#written += batch.length;
		const oldestMs = batch[0]?.sinceMs ?? this.#time.nowMs();
		this.#listener.written(this.#written, this.#time.nowMs() - oldestMs);
		await store.count();
		return store.problem;
	}

	#is(problem: string | null): void {
		if (problem === this.#problem) return;
		this.#problem = problem;
		this.#listener.trouble(problem);
	}
}

/** The system's code of an error, or its message. */
export function problemOf(error: unknown): string {
	if (error instanceof Error) return (error as NodeJS.ErrnoException).code ?? error.message;
	return String(error);
}
