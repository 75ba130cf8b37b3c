/**
 * Minimum and maximum of every pixel column. Columns lie on absolute sample numbers: column k holds the samples from
 * ⌈k·s⌉ to ⌈(k+1)·s⌉−1, whatever is on the screen, so a picture that moves does not shimmer.
 *
 * @module
 */
import type { Extent, Run, Tiles } from '#lib/core/recording/tiles.ts';

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

/**
 * Fills in `count` columns from absolute column `first` on.
 *
 * @param samplesPerColumn s, > 0; below 1 some columns hold no sample
 * @param missing runs that were never recorded; a column that touches one is never joined to its neighbours
 */
export function reduceColumns(
	tiles: Tiles,
	missing: readonly Run[],
	{ first, count, samplesPerColumn }: { first: number; count: number; samplesPerColumn: number },
	into: Columns
): void {
	let run = 0;
	let from = Math.ceil(first * samplesPerColumn);
	for (let i = 0; i < count; i++) {
		const to = Math.ceil((first + i + 1) * samplesPerColumn);
		while (run < missing.length && (missing[run]?.to ?? 0) <= from) run++;
		const hole = missing[run];
		tiles.extent(from, to, extent);
		into.min[i] = extent.min;
		into.max[i] = extent.max;
		if (hole !== undefined && hole.from < to && to > from) into.state[i] = -1;
		else into.state[i] = extent.min <= extent.max ? 1 : 0;
		from = to;
	}
}
