/**
 * The skin conductance of a review as a polygraph with an automatic filter draws it: named, and for the eye only.
 *
 * @module
 */
import { MISSING, Tiles, type ChannelExtents } from '#lib/core/recording/tiles.ts';
import { LAFAYETTE_RATE_HZ, lafayetteFilter } from '#lib/core/signal/eda/lafayette-filter.ts';
import { overGaps } from '#lib/core/signal/filter/over-gaps.ts';
import { resampled } from '#lib/core/signal/sampling/resampled.ts';
import type { TraceChannel, TraceSource, Transfer } from '../../trace/strip.ts';
import { channelValues } from '../aligned/channel-values.ts';

/** Counts of a filtered trace: as fine as 24 bits are. */
const COUNTS = 2 ** 23 - 1;
/** Shortest stretch that is filtered [s]. */
const SHORTEST_S = 1;

/**
 * Skin conductance channels filtered, all others as they are. Gaps stay gaps.
 *
 * @param view the name on the strip
 */
export function withDisplayFilter(
	channels: readonly TraceChannel[],
	source: TraceSource,
	rateHz: number,
	view: string
): { readonly channels: readonly TraceChannel[]; readonly source: TraceSource } {
	const tiles = [...source.tiles];
	const shown = channels.map((channel, index) => {
		const raw = tiles[index];
		if (channel.kind !== 'eda' || raw === undefined) return channel;
		const made = filteredTiles(raw, channel.transfer, rateHz);
		tiles[index] = made.tiles;
		return { ...channel, view, transfer: made.transfer };
	});
	const { first, end, missing } = source;
	return { channels: shown, source: { first, end, missing, tiles } };
}

function filteredTiles(
	raw: ChannelExtents,
	transfer: Transfer,
	rateHz: number
): { readonly tiles: Tiles; readonly transfer: Transfer } {
	const values = overGaps(channelValues(raw, transfer), SHORTEST_S * rateHz, (part) =>
		filteredAt(part, rateHz)
	);
	const largest = values.reduce((most, value) => Math.max(most, Math.abs(value) || 0), 1e-9);
	const counts = Int32Array.from(values, (value) =>
		Number.isNaN(value) ? MISSING : Math.round((value / largest) * COUNTS)
	);
	const tiles = new Tiles(counts.length);
	tiles.append(0, counts);
	const span = { digitalMin: -COUNTS, digitalMax: COUNTS };
	return { tiles, transfer: { ...span, physicalMin: -largest, physicalMax: largest } };
}

/** The filter is defined at its own rate: there and back by straight lines. */
function filteredAt(part: Float64Array, rateHz: number): Float64Array {
	const slow = lafayetteFilter(resampled(part, rateHz, LAFAYETTE_RATE_HZ));
	const back = resampled(slow, LAFAYETTE_RATE_HZ, rateHz);
	return Float64Array.from(part, (_, i) => back[i] ?? back.at(-1) ?? 0);
}
