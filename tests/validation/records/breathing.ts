/** Breaths against those of other programs. */
import { cleanRespiration } from '#lib/core/signal/respiration/clean.ts';
import { breaths } from '#lib/core/signal/respiration/cycles.ts';
import { resultOf } from '../../contracts/signals/comparison.ts';
import { allReferences, raw } from '../../contracts/signals/references.ts';
import { detection } from './matching.ts';

/** Largest distance of two ends of inspiration. [s] */
const WITHIN_S = 0.5;

const rateOf = (times: readonly number[]): number | null =>
	times.length < 2 ? null : (60 * (times.length - 1)) / (times.at(-1)! - times[0]!);

/** Ends of inspiration of each record and peer. */
export function breathingAgainstPeers() {
	return allReferences()
		.filter(({ meta }) => meta.kind === 'rsp')
		.flatMap((of) => {
			const rateHz = of.meta.sampling_rate;
			const seconds = (places: readonly number[]): number[] => places.map((at) => at / rateHz);
			const ours = seconds(breaths(cleanRespiration(raw(of), rateHz)).peaks);
			return (['khodadad', 'biosppy'] as const).map((name) => {
				const { peaks } = resultOf<{ readonly peaks: readonly number[] }>(of, `rsp_peaks_${name}`);
				const theirs = seconds(peaks);
				return {
					file: of.meta.file,
					peer: `NeuroKit2 (${name})`,
					...detection(theirs, ours, WITHIN_S),
					ratePerMinute: { ours: rateOf(ours), theirs: rateOf(theirs) }
				};
			});
		});
}
