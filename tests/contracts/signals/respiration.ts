/** Respiration against the references: how each operation is compared, or why it is not reproduced. */
import { rateSeries } from '#lib/core/signal/heart/rate-series.ts';
import { hrvTime } from '#lib/core/signal/hrv/time-domain.ts';
import { hilbertVolumePerTime } from '#lib/core/signal/respiration/hilbert-volume.ts';
import { cleanRespiration } from '#lib/core/signal/respiration/clean.ts';
import { breathAmplitude, breathPhase } from '#lib/core/signal/respiration/cycle-series.ts';
import { breaths, type Breaths } from '#lib/core/signal/respiration/cycles.ts';
import {
	lineLength,
	meanLineLength,
	standardisedTrace
} from '#lib/core/signal/respiration/line-length.ts';
import {
	PLACES,
	compared,
	matched,
	slowFilter,
	notReproduced,
	rateOf,
	resultOf,
	type Verdict
} from './comparison.ts';
import { listDifferences, raw, seriesDifferences, type Reference } from './references.ts';

const rspClean = (of: Reference): Float64Array => cleanRespiration(raw(of), rateOf(of));

const breathsOf = (of: Reference): Breaths => resultOf(of, 'rsp_peaks_khodadad');
const OTHER_BREATHS = notReproduced('0.1–0.35 Hz takes away breaths faster than 21 a minute');

/** Operations on respiration. */
export const rsp: Record<string, Verdict> = {
	rsp_clean_khodadad: (of) =>
		compared(slowFilter(of), seriesDifferences(of, 'rsp_clean', rspClean(of))),
	rsp_clean_biosppy: OTHER_BREATHS,
	rsp_peaks_khodadad: (of) => {
		const ours = breaths(rspClean(of), 'next');
		const { peaks, troughs } = breathsOf(of);
		return matched(PLACES, [ours.peaks, peaks], [ours.troughs, troughs]);
	},
	rsp_peaks_biosppy: OTHER_BREATHS,
	biosppy_resp: OTHER_BREATHS,
	rsp_rate: (of) => {
		const rate = rateSeries(breathsOf(of).troughs, rateOf(of), raw(of).length);
		return compared(1e-6, seriesDifferences(of, 'rsp_rate', rate, 1));
	},
	rsp_amplitude: (of) => {
		const amplitude = breathAmplitude(rspClean(of), breathsOf(of));
		return compared(1e-6, seriesDifferences(of, 'rsp_amplitude', amplitude));
	},
	rsp_symmetry: notReproduced(
		'a curve between breaths; ours is the share of inspiration of each breath'
	),
	rsp_phase: (of) => {
		const { phase, completion } = breathPhase(breathsOf(of), raw(of).length);
		return compared(
			1e-11,
			seriesDifferences(of, 'rsp_phase', phase),
			seriesDifferences(of, 'rsp_phase_completion', completion)
		);
	},
	rsp_rrv: (of) => {
		const { troughs } = breathsOf(of);
		const intervals = troughs.slice(1).map((at, k) => (at - troughs[k]!) / rateOf(of));
		const ours = hrvTime(intervals, { isStrict: false });
		const theirs = resultOf<Record<string, number>>(of, 'rsp_rrv');
		const keys = ['MeanBB', 'SDBB', 'RMSSD', 'SDSD', 'MedianBB', 'MadBB'];
		const values = [ours.meanNN, ours.sdnn, ours.rmssd, ours.sdsd, ours.medianNN, ours.madNN];
		return compared(
			1e-9,
			listDifferences(
				values,
				keys.map((key) => theirs[`RRV_${key}`]!)
			)
		);
	},
	rsp_rvt_harrison: (of) => {
		const ours = hilbertVolumePerTime(rspClean(of), rateOf(of));
		return compared(1e-4, seriesDifferences(of, 'rsp_rvt_harrison', ours));
	},
	oracle_event_rll: (of) => {
		const z = standardisedTrace(rspClean(of));
		type Row = { readonly t: number } & Record<string, number | null>;
		const differences = resultOf<readonly Row[]>(of, 'oracle_event_rll').flatMap((row) =>
			(['euclid', 'abs'] as const).flatMap((mode) => {
				const window = { time: row.t, duration: 10, mode };
				return listDifferences(
					[lineLength(z, rateOf(of), window), meanLineLength(z, rateOf(of), window)],
					[row[`rll_${mode}_10s`]!, row[`rll_${mode}_mean10`]!]
				);
			})
		);
		return { ...compared(slowFilter(of), differences), advised: 1e-9 };
	}
};
