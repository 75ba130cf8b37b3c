/**
 * Charts that ended, or were found at the start, while the disk had no room to put them together and seal them: tried
 * again until it has.
 *
 * @module
 */
import type { RecorderNotice } from '#lib/core/recording/recorder-messages.ts';
import type { ChartLog } from './chart-log.ts';
import { recoverCharts } from './recover.ts';

/** It is tried again after this long, then after twice as long, and so on [ms]. */
const FIRST_RETRY_MS = 2000;
const LONGEST_RETRY_MS = 30_000;

/** What is left open, and who is told when it is sealed. */
export class UnsealedCharts {
	readonly #root: string;
	readonly #log: ChartLog;
	readonly #tell: (notice: RecorderNotice) => void;
	/** What was said of each already. */
	readonly #said = new Map<string, string>();
	#areThere = false;
	#triedMs = -Infinity;
	#waitMs = FIRST_RETRY_MS;

	constructor(root: string, log: ChartLog, tell: (notice: RecorderNotice) => void) {
		this.#root = root;
		this.#log = log;
		this.#tell = tell;
	}

	/** Whether one is left. */
	get areThere(): boolean {
		return this.#areThere;
	}

	/** Whether one is left and it is time to try. */
	get isDue(): boolean {
		return this.#areThere && performance.now() - this.#triedMs >= this.#waitMs;
	}

	/** A chart ended without its seal, or was found without one. */
	note(): void {
		this.#areThere = true;
		this.#triedMs = performance.now();
		this.#waitMs = FIRST_RETRY_MS;
	}

	/** Puts together and seals what can be. No chart may be running. */
	async seal(): Promise<void> {
		this.#areThere = false;
		const closed = await recoverCharts(this.#root, (file, error) => {
			this.#areThere = true;
			this.#say(file, error);
		});
		this.#triedMs = performance.now();
		this.#waitMs = Math.min(2 * this.#waitMs, LONGEST_RETRY_MS);
		const known = new Set(this.#log.unacknowledged.map(({ file }) => file));
		for (const notice of closed) {
			if (known.has(notice.file)) continue;
			this.#log.closed(notice);
			this.#tell(notice);
		}
	}

	#say(file: string, error: unknown): void {
		const text = String(error);
		if (this.#said.get(file) === text) return;
		this.#said.set(file, text);
		console.error(`recorder: cannot repair ${file}, it is tried again:`, error);
	}
}
