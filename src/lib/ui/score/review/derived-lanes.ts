/**
 * Strips that are computed from what was recorded and named so: skin conductance without its level, and the heart rate
 * of each second. They stand beside the raw strips and never in their place.
 *
 * @module
 */
import { isLabError } from '#lib/core/errors.ts';
import { Tiles } from '#lib/core/recording/tiles.ts';
import { meanHeartRate } from '#lib/core/signal/heart/heart-rate.ts';
import { channelIntervals } from '#lib/core/signal/measure/heart-rate-mean.ts';
import type { MeasurementSettings } from '#lib/core/signal/measure/settings.ts';
import type { TraceChannel, TraceSource, Transfer } from '../../trace/strip.ts';
import { channelValues, phasicValues } from '../aligned/channel-values.ts';

/** Counts of a computed trace: as fine as 24 bits are. */
const COUNTS = 2 ** 23 - 1;
/** Smallest range a computed trace is given: zero would have no scale. */
const LEAST_RANGE = 1e-9;

/** What the lanes are called. */
export interface LaneNames {
	phasic(channel: string): string;
	heartRate(channel: string): string;
	/** Written on the strips: how they were computed. */
	readonly phasicView: string;
	readonly heartRateView: string;
}

/** One computed strip. */
export interface DerivedLane {
	readonly channel: TraceChannel;
	readonly tiles: Tiles;
}

/**
 * The computed strips of a whole recording; a channel that is too short, too slow or without beats gives none.
 *
 * @param source all samples are here
 */
export function derivedLanes(
	channels: readonly TraceChannel[],
	source: TraceSource,
	rateHz: number,
	settings: MeasurementSettings,
	names: LaneNames
): DerivedLane[] {
	return channels.flatMap((channel, index) => {
		const tiles = source.tiles[index];
		const isHeart = channel.kind === 'ppg' || channel.kind === 'ecg';
		if (tiles === undefined || (channel.kind !== 'eda' && !isHeart)) return [];
		const values = channelValues(tiles, channel.transfer);
		const made = computed(() =>
			isHeart
				? secondRates(values, channel.kind, rateHz, settings)
				: phasicValues(values, rateHz, settings)
		);
		if (made === null || made.every((value) => Number.isNaN(value))) return [];
		const { name, kind, unit } = channel;
		const lane = isHeart
			? { name: names.heartRate(name), unit: 'bpm' as const, view: names.heartRateView }
			: { name: names.phasic(name), unit, view: names.phasicView };
		return [laneOf({ kind, ...lane }, made)];
	});
}

/** Channels and source with lanes behind what was there; the strips are put in order by their kind. */
export function withLanes(
	channels: readonly TraceChannel[],
	source: TraceSource,
	lanes: readonly DerivedLane[]
): { readonly channels: readonly TraceChannel[]; readonly source: TraceSource } {
	if (lanes.length === 0) return { channels, source };
	const holes = channels.map((_, index) => source.holes?.[index]);
	return {
		channels: [...channels, ...lanes.map(({ channel }) => channel)],
		source: {
			...{ first: source.first, end: source.end, missing: source.missing },
			...{ known: source.known ?? source.end, version: source.version ?? 0 },
			tiles: [...source.tiles, ...lanes.map(({ tiles }) => tiles)],
			holes: [...holes, ...lanes.map(({ tiles }) => tiles.missing)]
		}
	};
}

/** A signal that cannot be computed is no lane; anything else is a bug. */
function computed(make: () => Float64Array): Float64Array | null {
	try {
		return make();
	} catch (error) {
		if (isLabError(error) && error.code.startsWith('signal/')) return null;
		throw error;
	}
}

/** Mean heart rate of each whole second, at each of its samples [bpm]; NaN where beats are unclear. */
function secondRates(
	values: Float64Array,
	kind: string,
	rateHz: number,
	{ bridgeS, heartRateChange }: MeasurementSettings
): Float64Array {
	const intervals = channelIntervals({ kind, values }, rateHz, bridgeS);
	const rates = new Float64Array(values.length).fill(Number.NaN);
	for (let second = 0; second * rateHz < values.length; second++) {
		const { bpm, covered } = meanHeartRate(intervals, second, second + 1);
		if (bpm === null || covered < heartRateChange.leastCovered) continue;
		rates.fill(bpm, Math.ceil(second * rateHz), Math.ceil((second + 1) * rateHz));
	}
	return rates;
}

function laneOf(channel: Omit<TraceChannel, 'transfer'>, values: Float64Array): DerivedLane {
	const largest = values.reduce((most, value) => Math.max(most, Math.abs(value) || 0), LEAST_RANGE);
	const tiles = new Tiles(values.length);
	const counts = Int32Array.from(values, (value) => Math.round((value / largest) * COUNTS));
	for (let from = 0; from < values.length;) {
		const isHole = Number.isNaN(values[from]);
		let to = from + 1;
		while (to < values.length && Number.isNaN(values[to]) === isHole) to++;
		tiles.append(from, counts.subarray(from, to), isHole);
		from = to;
	}
	const span = { digitalMin: -COUNTS, digitalMax: COUNTS };
	const transfer: Transfer = { ...span, physicalMin: -largest, physicalMax: largest };
	return { channel: { ...channel, transfer }, tiles };
}
