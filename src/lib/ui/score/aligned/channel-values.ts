/**
 * A channel of a recording as values, raw or filtered, for pictures of single questions.
 *
 * @module
 */
import { MISSING, type ChannelExtents } from '#lib/core/recording/tiles.ts';
import { cleanEda } from '#lib/core/signal/eda/clean.ts';
import { tonicPhasic, TONIC_HZ } from '#lib/core/signal/eda/tonic-phasic.ts';
import { bridged, overGaps } from '#lib/core/signal/filter/over-gaps.ts';
import type { MeasurementSettings } from '#lib/core/signal/measure/settings.ts';
import { physical, type Transfer } from '../../trace/strip.ts';

/** Continuation of both ends: three time constants of the slow filter [s]. */
const PAD_S = 3 / TONIC_HZ;
/** Shortest stretch that is filtered [s]. */
const SHORTEST_S = 5;

/** Values of all samples, NaN where nothing was recorded, shape [samples]. */
export function channelValues(tiles: ChannelExtents, transfer: Transfer): Float64Array {
	return Float64Array.from({ length: tiles.end }, (_, index) => {
		const counts = tiles.at(index);
		return counts === MISSING ? Number.NaN : physical(transfer, counts);
	});
}

/**
 * Skin conductance without its level: low-passed like the measurement, then what is slower than 0.05 Hz taken off.
 * Lost samples stay lost, however short the gap.
 *
 * @param values of the whole chart
 */
export function phasicValues(
	values: Float64Array,
	rateHz: number,
	{ bridgeS, scrAmplitude }: Pick<MeasurementSettings, 'bridgeS' | 'scrAmplitude'>
): Float64Array {
	const joined = bridged(values, Math.floor(bridgeS * rateHz));
	const phasic = overGaps(joined, Math.max(16, SHORTEST_S * rateHz), (part) => {
		const clean = cleanEda(part, rateHz, scrAmplitude.cutoffHz);
		return tonicPhasic(clean, rateHz, { padS: PAD_S }).phasic;
	});
	return phasic.map((value, index) => (Number.isNaN(values[index]) ? Number.NaN : value));
}
