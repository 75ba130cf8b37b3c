/** Mean heart rate against that of other detectors. */
import { analyseHeart } from '#lib/core/signal/analysis/heart-analysis.ts';
import { beatIntervals } from '#lib/core/signal/heart/heart-rate.ts';
import { resultOf } from '../../contracts/signals/comparison.ts';
import { allReferences, raw, type Reference } from '../../contracts/signals/references.ts';

/** Advised with the data: mean heart rates of other detectors within 1.5 bpm. */
const TOLERANCE_BPM = 1.5;

const DETECTORS: Readonly<Record<'ecg' | 'ppg', readonly (readonly [string, string])[]>> = {
	ecg: [
		['NeuroKit2 (neurokit)', 'r_peaks_neurokit'],
		['NeuroKit2 (hamilton2002)', 'r_peaks_hamilton2002'],
		['NeuroKit2 (elgendi2010)', 'r_peaks_elgendi2010'],
		['BioSPPy (hamilton)', 'biosppy_hamilton']
	],
	ppg: [
		['NeuroKit2 (elgendi)', 'ppg_peaks_elgendi'],
		['BioSPPy (elgendi)', 'biosppy_elgendi']
	]
};

/** Mean over plausible intervals, by the same gate for every detector [bpm]. */
function meanRate(beats: readonly number[]): number | null {
	const lengths = beatIntervals(beats)
		.filter(({ plausible }) => plausible)
		.map(({ from, to }) => to - from);
	const sum = lengths.reduce((total, length) => total + length, 0);
	return sum > 0 ? (60 * lengths.length) / sum : null;
}

function heartPyRate({ ops }: Reference): number | null {
	const result = ops['heartpy']?.result as { readonly bpm?: number | null } | undefined;
	return result?.bpm ?? null;
}

/** Every heart channel and every peer that gave a result. */
export function heartRatesAgainstPeers() {
	return allReferences().flatMap((of) => {
		const { kind, file, channel, sampling_rate: rateHz } = of.meta;
		if (kind !== 'ecg' && kind !== 'ppg') return [];
		const ours = analyseHeart(kind, raw(of), rateHz).heartRateMean;
		const rates: readonly (readonly [string, number | null])[] = [
			...DETECTORS[kind].map(([peer, op]) => {
				const beats = resultOf<readonly number[]>(of, op).map((at) => at / rateHz);
				return [peer, meanRate(beats)] as const;
			}),
			['HeartPy', heartPyRate(of)]
		];
		return rates.flatMap(([peer, theirs]) => {
			if (ours === null || theirs === null) return [];
			const difference = ours - theirs;
			return [
				{
					...{ file, channel, peer, ours, theirs, difference },
					met: Math.abs(difference) <= TOLERANCE_BPM
				}
			];
		});
	});
}
