/** Skin conductance against the references: how each operation is compared, or why it is not reproduced. */
import { cleanEda } from '#lib/core/signal/eda/clean.ts';
import { cvxEda } from '#lib/core/signal/eda/cvx-eda.ts';
import { largestRise } from '#lib/core/signal/eda/largest-rise.ts';
import { relativeResponses } from '#lib/core/signal/eda/relative-responses.ts';
import { skinResponses } from '#lib/core/signal/eda/scr.ts';
import { smoothMedian } from '#lib/core/signal/eda/smooth-median.ts';
import { tonicPhasic } from '#lib/core/signal/eda/tonic-phasic.ts';
import { decimated } from '#lib/core/signal/sampling/decimated.ts';
import {
	FILTER,
	compared,
	slowFilter,
	notReproduced,
	rateOf,
	resultOf,
	type Comparison,
	type Verdict
} from './comparison.ts';
import {
	largest,
	listDifferences,
	raw,
	seriesDifferences,
	stored,
	type Reference
} from './references.ts';

const edaClean = (of: Reference): Float64Array => cleanEda(raw(of), rateOf(of));
const lowRate = (of: Reference): Float64Array =>
	decimated(edaClean(of), of.meta.low_rate!.factor, { isSmooth: true });

const OTHER_SCR = notReproduced(
	'another definition of a response, relative to the largest of the record; amplitudes are absolute here'
);

interface NeuroKitResponses {
	readonly SCR_Onsets: readonly (number | null)[];
	readonly SCR_Peaks: readonly number[];
	readonly SCR_Height: readonly number[];
	readonly SCR_Amplitude: readonly (number | null)[];
	readonly SCR_RiseTime: readonly (number | null)[];
	readonly SCR_RecoveryTime: readonly (number | null)[];
}

function compareResponses(
	phasic: Float64Array,
	rateHz: number,
	theirs: NeuroKitResponses
): Comparison {
	const ours = relativeResponses(phasic, rateHz);
	const scale = largest(phasic);
	const seconds = (key: 'riseTime' | 'recoveryTime') => ours.map((one) => one[key]);
	return compared(
		1e-8,
		listDifferences(
			ours.map((r) => r.peak),
			theirs.SCR_Peaks
		),
		listDifferences(
			ours.map((r) => r.onset),
			theirs.SCR_Onsets
		),
		listDifferences(
			ours.map((r) => r.height),
			theirs.SCR_Height,
			scale
		),
		listDifferences(
			ours.map((r) => r.amplitude),
			theirs.SCR_Amplitude,
			scale
		),
		listDifferences(seconds('riseTime'), theirs.SCR_RiseTime, 1),
		listDifferences(seconds('recoveryTime'), theirs.SCR_RecoveryTime, 1)
	);
}

/** Pearson’s correlation of two traces. */
export function correlation(a: Float64Array, b: Float64Array): number {
	const mean = (x: Float64Array): number => x.reduce((s, v) => s + v, 0) / x.length;
	const [ma, mb] = [mean(a), mean(b)];
	let [xy, xx, yy] = [0, 0, 0];
	a.forEach((value, i) => {
		const [x, y] = [value - ma, b[i]! - mb];
		xy += x * y;
		xx += x * x;
		yy += y * y;
	});
	return xy / Math.sqrt(xx * yy);
}

/** Operations on skin conductance. */
export const eda: Record<string, Verdict> = {
	eda_clean_neurokit: (of) => compared(FILTER, seriesDifferences(of, 'eda_clean_nk', edaClean(of))),
	eda_clean_biosppy: notReproduced(
		'5 Hz and a running mean: another trace; one cleaning is enough'
	),
	eda_phasic_highpass: (of) => {
		const clean = edaClean(of);
		const { tonic, phasic } = tonicPhasic(clean, rateOf(of), { parts: 'independent' });
		return compared(
			slowFilter(of),
			seriesDifferences(of, 'eda_tonic_highpass', tonic),
			seriesDifferences(of, 'eda_phasic_highpass', phasic, largest(clean))
		);
	},
	eda_phasic_smoothmedian: (of) => {
		const clean = edaClean(of);
		const { tonic, phasic } = smoothMedian(clean, rateOf(of), 'zero');
		// stored with 12 digits, of a trace that itself differs by the filter's rounding
		return compared(
			FILTER,
			seriesDifferences(of, 'eda_tonic_median', tonic),
			seriesDifferences(of, 'eda_phasic_median', phasic, largest(clean))
		);
	},
	lowrate: (of) => compared(FILTER, seriesDifferences(of, 'lowrate_eda_clean', lowRate(of))),
	cvxeda_original_zscored: (of) => {
		const y = lowRate(of);
		const ours = cvxEda(y, of.meta.low_rate!.fs);
		const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
		const sd = Math.sqrt(y.reduce((sum, value) => sum + (value - mean) ** 2, 0) / y.length);
		const phasic = ours.phasic.map((value) => value / sd);
		const tonic = ours.tonic.map((value) => (value - mean) / sd);
		const isAsGood = ours.objective <= of.meta.cvxeda_orig_obj! * (1 + 1e-6);
		return compared(
			5e-4,
			seriesDifferences(of, 'lowrate_cvxorig_phasic', phasic, 1),
			seriesDifferences(of, 'lowrate_cvxorig_tonic', tonic, 1),
			isAsGood ? [] : [Infinity]
		);
	},
	eda_phasic_cvxeda_nk: (of) => {
		// likeness only: the peer leaves the first two samples of the driver free, so that a response from before the
		// record, even a negative one, may explain its beginning; in raw units the level then bends for minutes
		const ours = cvxEda(lowRate(of), of.meta.low_rate!.fs, { isStandardised: false });
		const theirs = stored(of, 'lowrate_eda_phasic_cvx').values;
		const error = 1 - correlation(ours.phasic, theirs);
		return {
			error,
			...{ tolerance: 0.02, advised: 1e-3 },
			median: error,
			count: theirs.length,
			measure: '1 − correlation'
		};
	},
	eda_phasic_sparseda: notReproduced('the peer leaves the last 70 s at zero (known bug)'),
	scr_neurokit: (of) => {
		const { phasic } = tonicPhasic(edaClean(of), rateOf(of), { parts: 'independent' });
		return compareResponses(phasic, rateOf(of), resultOf(of, 'scr_neurokit'));
	},
	scr_neurokit_on_cvx: (of) =>
		compareResponses(
			stored(of, 'lowrate_eda_phasic_cvx').values,
			of.meta.low_rate!.fs,
			resultOf(of, 'scr_neurokit_on_cvx')
		),
	scr_kim2004: OTHER_SCR,
	scr_gamboa2008: OTHER_SCR,
	scr_nabian2018: OTHER_SCR,
	scr_vanhalem2020: OTHER_SCR,
	biosppy_eda: OTHER_SCR,
	oracle_ttp_scr: (of) => {
		const theirs = resultOf<Record<'onsets' | 'peaks' | 'amplitudes', number[]>>(
			of,
			'oracle_ttp_scr'
		);
		const clean = edaClean(of);
		// traces in counts were measured with a threshold the reference does not tell: its smallest response
		const least = Math.min(...theirs.amplitudes);
		const found = skinResponses(clean, least > 0.02 ? least * (1 - 1e-9) : 0.01);
		return compared(
			FILTER,
			listDifferences(
				found.map((r) => r.onset),
				theirs.onsets
			),
			listDifferences(
				found.map((r) => r.peak),
				theirs.peaks
			),
			listDifferences(
				found.map((r) => r.amplitude),
				theirs.amplitudes,
				largest(clean)
			)
		);
	},
	oracle_event_eda: (of) => {
		const clean = edaClean(of);
		type Row = { readonly t: number } & Record<string, Record<string, number | null>>;
		const differences = resultOf<readonly Row[]>(of, 'oracle_event_eda').flatMap((row) =>
			[0.5, 1].map((onsetFrom) => {
				const theirs = row[`max_rise_${onsetFrom}_5`]!;
				const options = { time: row.t, onsetFrom, onsetTo: 5, extra: 5 };
				const rise = largestRise(clean, rateOf(of), options);
				const isSame = rise.from === theirs['i'] && rise.to === theirs['j'];
				const size = Math.abs(rise.amplitude - theirs['amplitude']!) / largest(clean);
				return isSame ? size : Infinity;
			})
		);
		return compared(FILTER, differences);
	},
	eda_autocor: notReproduced('says nothing about single responses'),
	eda_sympathetic_posada: notReproduced(
		'needs minutes without events; not a measure of a question'
	),
	nk_eda_eventrelated: notReproduced(
		'the time axis of its epochs is stretched by n/(n − 1) (known bug)'
	)
};
