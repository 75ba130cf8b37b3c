/**
 * The charts of this recorder run: the one that runs, and what is remembered of those that are closed.
 *
 * @module
 */
import { placeSample } from '#lib/core/recording/clock-fit.ts';
import { nodeDisk, type Disk } from '#lib/disk/disk.ts';
import type { ChartClosed } from './chart-files.ts';
import { chartPaths } from './chart-plan.ts';

interface Remembered {
	readonly rateHz: number;
	readonly pairs: { readonly sample: number; readonly monotonicS: number }[];
}

const keyOf = (sessionId: string, chart: number): string => `${sessionId}/${chart}`;

/** Clock pairs of all charts, and closing notices nobody has acknowledged. */
export class ChartLog {
	readonly #disk: Disk;
	readonly #root: string;
	readonly #charts = new Map<string, Remembered>();
	readonly #closed = new Map<string, ChartClosed>();

	constructor(root: string, disk: Disk = nodeDisk) {
		this.#disk = disk;
		this.#root = root;
	}

	/** Closed charts that are not acknowledged. */
	get unacknowledged(): readonly ChartClosed[] {
		return [...this.#closed.values()];
	}

	/** A chart begins. */
	began(sessionId: string, chart: number, rateHz: number): void {
		this.#charts.set(keyOf(sessionId, chart), { rateHz, pairs: [] });
	}

	/** A clock pair of a chart. */
	paired(sessionId: string, chart: number, sample: number, monotonicS: number): void {
		this.#charts.get(keyOf(sessionId, chart))?.pairs.push({ sample, monotonicS });
	}

	/** A chart is sealed. */
	closed(notice: ChartClosed): void {
		this.#closed.set(keyOf(notice.sessionId, notice.chart), notice);
	}

	/** Where a time falls in a chart; null when the chart is not known or the time is before it. */
	place(sessionId: string, chart: number, monotonicS: number): number | null {
		const found = this.#charts.get(keyOf(sessionId, chart));
		const sample = found ? placeSample(found.pairs, monotonicS, found.rateHz) : null;
		return sample === null || Math.round(sample) < 0 ? null : Math.round(sample);
	}

	/** The notice has arrived for good. */
	async acknowledge(sessionId: string, chart: number): Promise<void> {
		await this.#disk.remove(chartPaths(this.#root, sessionId, chart).closed);
		this.#closed.delete(keyOf(sessionId, chart));
	}
}
