/** Respiration against the references: how each operation is compared, or why it is not reproduced. */
import { rateSeries } from '#lib/core/signal/heart/rate-series.ts';
import { hrvTime } from '#lib/core/signal/hrv/time-domain.ts';
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
	slowFilter,
	notReproduced,
	rateOf,
	resultOf,
	worst,
	type Verdict
} from './comparison.ts';
import { listError, raw, seriesError, unmatchedShare, type Reference } from './references.ts';

const rspClean = (of: Reference): Float64Array => cleanRespiration(raw(of), rateOf(of));

const breathsOf = (of: Reference): Breaths => resultOf(of, 'rsp_peaks_khodadad');
const OTHER_BREATHS = notReproduced('0.1–0.35 Hz takes away breaths faster than 21 a minute');

/** Operations on respiration. */
export const rsp: Record<string, Verdict> = {
	rsp_clean_khodadad: (of) => ({
		error: seriesError(of, 'rsp_clean', rspClean(of)),
		tolerance: slowFilter(of)
	}),
	rsp_clean_biosppy: OTHER_BREATHS,
	rsp_peaks_khodadad: (of) => {
		const ours = breaths(rspClean(of), 'next');
		const error = worst(
			unmatchedShare(ours.peaks, breathsOf(of).peaks),
			unmatchedShare(ours.troughs, breathsOf(of).troughs)
		);
		return { error, tolerance: PLACES };
	},
	rsp_peaks_biosppy: OTHER_BREATHS,
	biosppy_resp: OTHER_BREATHS,
	rsp_rate: (of) => {
		const rate = rateSeries(breathsOf(of).troughs, rateOf(of), raw(of).length);
		return { error: seriesError(of, 'rsp_rate', rate, 1), tolerance: 1e-6 };
	},
	rsp_amplitude: (of) => ({
		error: seriesError(of, 'rsp_amplitude', breathAmplitude(rspClean(of), breathsOf(of))),
		tolerance: 1e-6
	}),
	rsp_symmetry: notReproduced(
		'a curve between breaths; ours is the share of inspiration of each breath'
	),
	rsp_phase: (of) => {
		const { phase, completion } = breathPhase(breathsOf(of), raw(of).length);
		const error = worst(
			seriesError(of, 'rsp_phase', phase),
			seriesError(of, 'rsp_phase_completion', completion)
		);
		return { error, tolerance: 1e-11 };
	},
	rsp_rrv: (of) => {
		const { troughs } = breathsOf(of);
		const intervals = troughs.slice(1).map((at, k) => (at - troughs[k]!) / rateOf(of));
		const ours = hrvTime(intervals, { isStrict: false });
		const theirs = resultOf<Record<string, number>>(of, 'rsp_rrv');
		const keys = ['MeanBB', 'SDBB', 'RMSSD', 'SDSD', 'MedianBB', 'MadBB'];
		const values = [ours.meanNN, ours.sdnn, ours.rmssd, ours.sdsd, ours.medianNN, ours.madNN];
		const error = listError(
			values,
			keys.map((key) => theirs[`RRV_${key}`]!)
		);
		return { error, tolerance: 1e-9 };
	},
	rsp_rvt_harrison: notReproduced(
		'by breath here, so that one suppressed breath shows; see volumePerTime'
	),
	oracle_event_rll: (of) => {
		const z = standardisedTrace(rspClean(of));
		type Row = { readonly t: number } & Record<string, number | null>;
		const errors = resultOf<readonly Row[]>(of, 'oracle_event_rll').flatMap((row) =>
			(['euclid', 'abs'] as const).map((mode) => {
				const window = { time: row.t, duration: 10, mode };
				return listError(
					[lineLength(z, rateOf(of), window), meanLineLength(z, rateOf(of), window)],
					[row[`rll_${mode}_10s`]!, row[`rll_${mode}_mean10`]!]
				);
			})
		);
		return { error: worst(...errors), tolerance: slowFilter(of) };
	}
};
