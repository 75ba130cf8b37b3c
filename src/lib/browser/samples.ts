/**
 * Samples of the charts that this tab saw: growing typed arrays, by chart.
 *
 * @module
 */
import type { Block } from '../core/recording/block.ts';
import { Tiles, type Run } from '../core/recording/tiles.ts';

/** How much of a preview is kept [s]; it is not a recording. */
const PREVIEW_S = 130;
/** Number of the preview among the charts. */
export const PREVIEW = 0;

/** Samples of one chart, shape [channels][samples]. */
export class ChartSamples {
	readonly rateHz: number;
	readonly tiles: readonly Tiles[];

	/** @param expectedS room to make at once [s] */
	constructor(channels: number, rateHz: number, expectedS = 600) {
		this.rateHz = rateHz;
		this.tiles = Array.from({ length: channels }, () => new Tiles(expectedS * rateHz));
	}

	/** Index of the first sample still kept. */
	get first(): number {
		return this.tiles[0]?.first ?? 0;
	}
	/** Index after the last sample. */
	get end(): number {
		return this.tiles[0]?.end ?? 0;
	}
	/** Samples that never arrived, here or at the recorder. */
	get missing(): readonly Run[] {
		return this.tiles[0]?.missing ?? [];
	}

	/** Adds a run of raw counts, shape [channels][samples]. */
	append(first: number, channels: readonly ArrayLike<number>[], isGap = false): void {
		this.tiles.forEach((tiles, channel) => tiles.append(first, channels[channel] ?? [], isGap));
	}
}

/**
 * Adds a run of counts in which declared gaps are written as the digital minimum, as in a recording's file.
 *
 * @param gaps runs of samples that never arrived, in order
 */
export function appendRecorded(
	into: ChartSamples,
	first: number,
	channels: readonly Int32Array[],
	gaps: readonly Run[]
): void {
	const end = first + (channels[0]?.length ?? 0);
	const add = (from: number, to: number, isGap: boolean): void => {
		if (to <= from) return;
		const part = channels.map((counts) => counts.subarray(from - first, to - first));
		into.append(from, part, isGap);
	};
	let at = first;
	for (const gap of gaps) {
		const [from, to] = [Math.max(at, gap.from), Math.min(end, gap.to)];
		if (to <= from) continue;
		add(at, from, false);
		add(from, to, true);
		at = to;
	}
	add(at, end, false);
}

/** Everything that came on the stream of this tab. */
export class LiveSamples {
	readonly #charts = new Map<number, ChartSamples>();
	#rateHz: number;
	/** Index at the recorder of the preview's first sample here. */
	#previewStart = 0;

	/** @param rateHz nominal rate until the recorder says which */
	constructor(rateHz = 1000) {
		this.#rateHz = rateHz;
	}

	/** The samples of a chart (0 = preview); null = none came yet. */
	chart(number: number): ChartSamples | null {
		return this.#charts.get(number) ?? null;
	}

	/** The device streams at this rate [Hz]; a chart that began keeps its own. */
	setRate(rateHz: number): void {
		this.#rateHz = rateHz;
		const preview = this.#charts.get(PREVIEW);
		if (preview !== undefined && preview.rateHz !== rateHz) this.#charts.delete(PREVIEW);
	}

	/** Another recorder run or another device: the preview begins anew. */
	forgetPreview(): void {
		this.#charts.delete(PREVIEW);
	}

	/** The samples of a chart, made when there are none yet, to be filled from the server's disk. */
	open(chart: number, channels: number, rateHz: number): ChartSamples {
		const known = this.#charts.get(chart);
		if (known?.tiles.length === channels) return known;
		const made = new ChartSamples(channels, rateHz);
		this.#charts.set(chart, made);
		return made;
	}

	/** Takes a block of the stream. */
	take(block: Block): void {
		if (block.chart === PREVIEW) this.#takePreview(block);
		else this.#of(block).append(block.firstSample, block.channels, block.gap);
	}

	#of({ chart, channels }: Block): ChartSamples {
		const known = this.#charts.get(chart);
		if (known?.tiles.length === channels.length) return known;
		const made = new ChartSamples(channels.length, this.#rateHz, chart === PREVIEW ? 180 : 600);
		this.#charts.set(chart, made);
		return made;
	}

	/** A preview may have run for hours before this tab came: it is counted from the first block seen. */
	#takePreview(block: Block): void {
		const before = this.#charts.get(PREVIEW);
		if (before !== undefined && block.firstSample < this.#previewStart + before.end)
			this.#charts.delete(PREVIEW);
		const samples = this.#of(block);
		if (samples.end === 0) this.#previewStart = block.firstSample;
		samples.append(block.firstSample - this.#previewStart, block.channels, block.gap);
		if (samples.end - samples.first < 2 * PREVIEW_S * samples.rateHz) return;
		const keptFrom = samples.end - PREVIEW_S * samples.rateHz;
		samples.tiles.forEach((tiles) => tiles.forgetBefore(keptFrom));
	}
}
