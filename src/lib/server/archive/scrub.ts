/**
 * Looking for rot: every sealed folder of this station is read again once a week, spread over the week, and compared with
 * its manifest and the log. One that is not what was sealed is brought back from the archive where there is one.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { verifyPackage } from '#lib/core/audit/package.ts';
import { isLabError } from '#lib/core/errors.ts';
import { verifyInterviewPackage } from '#lib/core/interview/package.ts';
import { readPackage } from '../sealed-folder.ts';
import type { Wanted } from './from-elsewhere.ts';
import { sealedFolder } from './upload-queue.ts';

/** One sealed folder. */
export type SealedOne = Pick<Wanted, 'kind' | 'id'>;

/** What looking needs. */
export interface ScrubOptions {
	readonly dataFolder: string;
	readonly now: () => number;
	/** Hash of the last event of a log. */
	readonly lastHash: (one: SealedOne) => Promise<string>;
	/** Whether a chart is being recorded: then nothing is read. */
	readonly isBusy: () => boolean;
	/** Brings a folder back from the archive, checked; false = there is no copy. */
	readonly repair: (one: SealedOne) => Promise<boolean>;
	/** Told of a folder that is not what was sealed, and whether it is again. */
	readonly found: (one: SealedOne, fault: string, isRepaired: boolean) => Promise<void>;
	readonly problem: (error: unknown) => void;
}

/** How the sealed folders do. */
export interface ScrubState {
	readonly folders: number;
	/** Not what was sealed, now. */
	readonly damaged: number;
	/** Brought back since this process was started. */
	readonly repaired: number;
	/** When the one that was looked at longest ago was [ms since 1970]; null = one was never. */
	readonly oldestMs: number | null;
}

const DAY_MS = 86_400_000;
/** Every folder is read again after so long [ms]. */
const EVERY_MS = 7 * DAY_MS;
/** A damaged one is tried again after so long [ms]: the archive may be back. */
const AGAIN_MS = 3_600_000;
/** Longest pause between two looks [ms]. */
const TICK_MS = 600_000;
/** What was looked at when, below the data folder. Lost, everything is looked at again. */
const NOTES = 'scrub.json';

const notes = z.strictObject({
	checked: z.record(z.string(), z.number()),
	damaged: z.array(z.string())
});

const keyOf = ({ kind, id }: SealedOne): string => `${kind}/${id}`;

/** One per web process. */
export class Scrub {
	readonly #options: ScrubOptions;
	readonly #checked = new Map<string, number>();
	readonly #damaged = new Set<string>();
	#folders: readonly SealedOne[] = [];
	#repaired = 0;
	#timer: NodeJS.Timeout | null = null;
	#running: Promise<unknown> = Promise.resolve();

	constructor(options: ScrubOptions) {
		this.#options = options;
	}

	/** Begins to look in the background. */
	async start(): Promise<void> {
		await this.#readNotes();
		this.#folders = await this.#list();
		this.#wait();
	}

	/** Ends the work in the background. */
	async stop(): Promise<void> {
		if (this.#timer !== null) clearTimeout(this.#timer);
		this.#timer = null;
		await this.#running;
	}

	get state(): ScrubState {
		const times = this.#folders.map((one) => this.#checked.get(keyOf(one)));
		return {
			...{ folders: this.#folders.length, damaged: this.#damaged.size, repaired: this.#repaired },
			oldestMs: times.includes(undefined) ? null : Math.min(...(times as number[]))
		};
	}

	/**
	 * Looks at the folder whose turn it is.
	 *
	 * @returns whether one was due
	 */
	async next(): Promise<boolean> {
		this.#folders = await this.#list();
		const nowMs = this.#options.now();
		const due = this.#folders
			.map((one) => {
				const key = keyOf(one);
				const pause = this.#damaged.has(key) ? AGAIN_MS : EVERY_MS;
				return { one, dueMs: (this.#checked.get(key) ?? -Infinity) + pause };
			})
			.filter(({ dueMs }) => dueMs <= nowMs)
			.toSorted((a, b) => a.dueMs - b.dueMs)[0];
		if (due === undefined) return false;
		await this.#look(due.one);
		this.#checked.set(keyOf(due.one), nowMs);
		await this.#writeNotes();
		return true;
	}

	async #look(one: SealedOne): Promise<void> {
		const key = keyOf(one);
		const fault = await this.#faultOf(one);
		if (fault === null) {
			this.#damaged.delete(key);
			return;
		}
		const wasKnown = this.#damaged.has(key);
		this.#damaged.add(key);
		const isRepaired = await this.#repair(one);
		if (isRepaired) {
			this.#damaged.delete(key);
			this.#repaired++;
		}
		if (isRepaired || !wasKnown) await this.#options.found(one, fault, isRepaired);
	}

	async #repair(one: SealedOne): Promise<boolean> {
		try {
			return (await this.#options.repair(one)) && (await this.#faultOf(one)) === null;
		} catch (error) {
			// the alarm stays, and it is tried again in an hour
			this.#options.problem(error);
			return false;
		}
	}

	/** What is wrong with a folder; null = nothing, or its records were destroyed. */
	async #faultOf(one: SealedOne): Promise<string | null> {
		const folder = sealedFolder(this.#options.dataFolder, { kind: one.kind, owner_id: one.id });
		const verify = one.kind === 'session' ? verifyPackage : verifyInterviewPackage;
		try {
			const { fault, lastHash } = verify(await readPackage(folder));
			if (fault !== null) return fault.message;
			return lastHash === (await this.#options.lastHash(one)) ? null : 'another folder';
		} catch (error) {
			if (isLabError(error) && error.code === 'keys/destroyed') return null;
			// a file that is not there is a finding like one that is changed
			if (isMissing(error)) return error.message;
			throw error;
		}
	}

	async #list(): Promise<SealedOne[]> {
		const archive = join(this.#options.dataFolder, 'archive');
		const names = async (folder: string): Promise<string[]> =>
			existsSync(folder)
				? (await readdir(folder, { withFileTypes: true }))
						.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
						.map(({ name }) => name)
				: [];
		const sessions = (await names(archive)).filter((name) => name !== 'interviews');
		const interviews = await names(join(archive, 'interviews'));
		return [
			...sessions.map((id) => ({ kind: 'session' as const, id })),
			...interviews.map((id) => ({ kind: 'interview' as const, id }))
		];
	}

	#wait(): void {
		// more folders than pauses in a week: shorter pauses
		const pause = Math.min(TICK_MS, EVERY_MS / (2 * Math.max(1, this.#folders.length)));
		this.#timer = setTimeout(() => {
			this.#running = (this.#options.isBusy() ? Promise.resolve() : this.next())
				.catch((error: unknown) => this.#options.problem(error))
				.finally(() => {
					if (this.#timer !== null) this.#wait();
				});
		}, pause);
		this.#timer.unref();
	}

	async #readNotes(): Promise<void> {
		const text = await readFile(join(this.#options.dataFolder, NOTES), 'utf8').catch(() => '');
		const read = notes.safeParse(text === '' ? null : safeJson(text));
		if (!read.success) return;
		for (const [key, ms] of Object.entries(read.data.checked)) this.#checked.set(key, ms);
		for (const key of read.data.damaged) this.#damaged.add(key);
	}

	async #writeNotes(): Promise<void> {
		const there = new Set(this.#folders.map(keyOf));
		for (const key of this.#damaged) if (!there.has(key)) this.#damaged.delete(key);
		const checked = Object.fromEntries([...this.#checked].filter(([key]) => there.has(key)));
		const text = JSON.stringify({ checked, damaged: [...this.#damaged] });
		await writeFile(join(this.#options.dataFolder, NOTES), text, { mode: 0o600 });
	}
}

function isMissing(error: unknown): error is Error {
	return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

function safeJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		// cut off while it was written: everything is looked at again
		return null;
	}
}
