/**
 * What a chart being recorded needs, tells and ends with.
 *
 * @module
 */
import type { Disk } from '#lib/disk/disk.ts';
import type { ChartGap } from './chart-content.ts';
import type { ChartClosed } from './chart-files.ts';
import type { WriterTime } from './record-writer.ts';

/** What a running chart tells. */
export interface ChartListener {
	/** More samples are safely on disk. */
	written(): void;
	/** The disk refuses (text) or takes again (null). */
	trouble(problem: string | null): void;
	/** Samples that arrived but did not get onto the disk, declared when the chart closes. */
	unwritten(gap: ChartGap): void;
}

/** How a chart ended. */
export interface EndedChart {
	/** Samples on a disk, gaps included. */
	readonly samples: number;
	/** Samples lost and declared. */
	readonly lost: number;
	/** null = a part of it lies in the spill folder: it is sealed when the data folder has room for it. */
	readonly notice: ChartClosed | null;
}

/** What a recording is written to. */
export interface ChartPlace {
	readonly disk: Disk;
	readonly time: WriterTime;
}
