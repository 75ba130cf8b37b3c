/**
 * Minimum and maximum of every pixel column. Columns lie on absolute sample numbers: column k holds the samples from
 * ⌈k·s⌉ to ⌈(k+1)·s⌉−1, whatever is on the screen, so a picture that moves does not shimmer. Where a column holds many
 * of samples its edges are moved to the next whole tile, by no more than 1/2 of a column: every sample still has one
 * column, and two hours are drawn without reaching for single samples, which need not even be here.
 *
 * @module
 */
import { grainOf, SMALLEST_TILE } from '../recording/tile-levels.ts';
import type { ChannelExtents, Extent, Run } from '../recording/tiles.ts';
import { reduceLevel, reduceSamples } from './level-columns.ts';

/** Reduced columns; index 0 is the column asked for first. */
export interface Columns {
	readonly min: Float64Array;
	readonly max: Float64Array;
	/** 1 = holds samples and no hole; 0 = no samples because the columns are narrower than a sample; −1 = a hole. */
	readonly state: Int8Array;
}

/** Room for this many columns. */
export function columnsFor(count: number): Columns {
	return {
		min: new Float64Array(count),
		max: new Float64Array(count),
		state: new Int8Array(count)
	};
}

const extent: Extent = { min: 0, max: 0 };

/** Columns from an absolute one on. */
export interface ColumnRun {
	readonly first: number;
	readonly count: number;
	/** s, > 0; below 1 some columns hold no sample. */
	readonly samplesPerColumn: number;
}

/**
 * Fills in `count` columns from absolute column `first` on.
 *
 * @param missing runs that were never recorded; a column that touches one is never joined to its neighbours
 * @param known so many columns at the beginning are filled in already
 */
export function reduceColumns(
	tiles: ChannelExtents,
	missing: readonly Run[],
	{ first, count, samplesPerColumn }: ColumnRun,
	into: Columns,
	known = 0
): void {
	const grain = grainOf(samplesPerColumn);
	const perColumn = samplesPerColumn / grain;
	const edge = (index: number): number => Math.ceil((first + index) * perColumn) * grain;
	const levelOf = (size: number) => tiles.level?.(size, edge(known), edge(count)) ?? null;
	const level = levelOf(grain);
	const within = grain === 1 && perColumn >= SMALLEST_TILE ? levelOf(SMALLEST_TILE) : null;
	if (level !== null && within !== null)
		reduceSamples(level, within, { first, count, perColumn }, into, known);
	else if (level !== null) reduceLevel(level, { first, count, perColumn }, into, known);
	else
		for (let i = known; i < count; i++) {
			tiles.extent(edge(i), edge(i + 1), extent);
			into.min[i] = extent.min;
			into.max[i] = extent.max;
		}
	for (let i = known; i < count; i++)
		into.state[i] = (into.min[i] as number) <= (into.max[i] as number) ? 1 : 0;
	markHoles(missing, edge, { known, count }, into.state);
}

/** A column that touches a hole is a hole. */
function markHoles(
	missing: readonly Run[],
	edge: (index: number) => number,
	{ known, count }: { known: number; count: number },
	state: Int8Array
): void {
	let run = 0;
	if (missing.length === 0) return;
	for (let i = known, from = edge(known); i < count; i++) {
		const to = edge(i + 1);
		while (run < missing.length && (missing[run]?.to ?? 0) <= from) run++;
		const hole = missing[run];
		if (hole !== undefined && hole.from < to && to > from) state[i] = -1;
		from = to;
	}
}

let scratch = columnsFor(16);

/** A few columns, not kept: valid until the next call. */
export function few(tiles: ChannelExtents, missing: readonly Run[], run: ColumnRun): Columns {
	if (scratch.state.length < run.count) scratch = columnsFor(2 * run.count);
	reduceColumns(tiles, missing, run, scratch);
	return scratch;
}

/**
 * The columns of one strip, kept from frame to frame: of a picture that moves only those are reduced that have come.
 * What is recorded never changes, so a column that was complete stays what it is.
 */
export class KeptColumns {
	#columns: Columns = columnsFor(1);
	#tiles: ChannelExtents | null = null;
	#version = 0;
	#samplesPerColumn = 0;
	#first = 0;
	/** Complete columns from the first on. */
	#known = 0;

	/**
	 * The columns of a run, valid until the next call.
	 *
	 * @param version another one = finer data came of what was known coarsely
	 */
	reduce(tiles: ChannelExtents, missing: readonly Run[], run: ColumnRun, version = 0): Columns {
		const { first, count, samplesPerColumn } = run;
		const shift = first - this.#first;
		const isSame =
			tiles === this.#tiles &&
			version === this.#version &&
			samplesPerColumn === this.#samplesPerColumn;
		const known = isSame && shift >= 0 ? Math.min(count, Math.max(0, this.#known - shift)) : 0;
		const before = this.#columns;
		if (before.state.length < count) this.#columns = columnsFor(count);
		if (known > 0 && (shift > 0 || before !== this.#columns))
			for (const part of ['min', 'max', 'state'] as const)
				this.#columns[part].set(before[part].subarray(shift, shift + known));
		reduceColumns(tiles, missing, run, this.#columns, known);
		this.#tiles = tiles;
		this.#version = version;
		this.#samplesPerColumn = samplesPerColumn;
		this.#first = first;
		// the last one may lack samples at its end
		const complete = Math.floor(tiles.end / samplesPerColumn) - 1 - first;
		this.#known = Math.max(0, Math.min(count, complete));
		return this.#columns;
	}
}
