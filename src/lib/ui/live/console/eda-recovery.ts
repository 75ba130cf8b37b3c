/**
 * Reads the newest skin conductance of a chart, as far as it came to this tab, for the recovery indicator.
 *
 * @module
 */
import type { ChartSamples } from '#lib/browser/samples.ts';
import type { RecoverySettings } from '#lib/core/desk/desk-settings.ts';
import { MISSING } from '#lib/core/recording/tiles.ts';
import { recoveryOf, type Recovery } from '#lib/core/signal/stream/recovery.ts';
import { physical, type TraceChannel } from '../../trace/strip.ts';

/** As the line shows it. */
export type ShownRecovery = Recovery;

/** Enough to see a response by; the trace itself is never thinned [Hz]. */
const LOOK_HZ = 20;
/** Longer ago than this nobody waits for a response [s]. */
const LONGEST_S = 120;

/**
 * The state of recovery now.
 *
 * @param sinceOnsetS seconds since the onset of the item, by the workstation's clock
 * @returns null without a channel of skin conductance in µS, or long after the item
 */
export function edaRecovery(
	samples: ChartSamples,
	channels: readonly TraceChannel[],
	sinceOnsetS: number,
	settings: RecoverySettings
): ShownRecovery | null {
	const index = channels.findIndex(({ kind, unit }) => kind === 'eda' && unit === 'uS');
	const [channel, tiles] = [channels[index], samples.tiles[index]];
	if (channel === undefined || tiles === undefined || sinceOnsetS > LONGEST_S) return null;
	const step = Math.max(1, Math.round(samples.rateHz / LOOK_HZ));
	const rateHz = samples.rateHz / step;
	const onset = Math.ceil(settings.baselineS * rateHz);
	const count = onset + Math.floor(sinceOnsetS * rateHz);
	const values = Float64Array.from({ length: Math.max(0, count) }, (_, i) => {
		const counts = tiles.at(tiles.end - 1 - (count - 1 - i) * step);
		return counts === MISSING ? Number.NaN : physical(channel.transfer, counts);
	});
	return recoveryOf(values, rateHz, onset, settings);
}
