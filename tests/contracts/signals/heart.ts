/** Heart signals against the references: how each operation is compared, or why it is not reproduced. */
import { repairedBeats } from '#lib/core/signal/hrv/beat-repair.ts';
import { cleanEcg } from '#lib/core/signal/heart/ecg-clean.ts';
import { gradientPeaks } from '#lib/core/signal/heart/gradient-peaks.ts';
import { heartRateChange } from '#lib/core/signal/heart/heart-rate.ts';
import { slopeBand, slopeBeats } from '#lib/core/signal/heart/pan-tompkins.ts';
import { cleanPpg, ppgBeats } from '#lib/core/signal/heart/ppg.ts';
import { rateSeries } from '#lib/core/signal/heart/rate-series.ts';
import { hrvFrequency } from '#lib/core/signal/hrv/frequency-domain.ts';
import { hrvTime } from '#lib/core/signal/hrv/time-domain.ts';
import { triangular } from '#lib/core/signal/hrv/triangular.ts';
import { pulseWaves } from '#lib/core/signal/pulse/amplitude.ts';
import {
	FILTER,
	PLACES,
	compared,
	matched,
	notReproduced,
	rateOf,
	resultOf,
	type Comparison,
	type Verdict
} from './comparison.ts';
import { largest, listDifferences, raw, seriesDifferences, type Reference } from './references.ts';

const ppgClean = (of: Reference): Float64Array => cleanPpg(raw(of), rateOf(of));
const OTHER_BEATS = notReproduced('another detector; two of our own are compared with each other');

function compareBeats(ours: readonly number[], of: Reference, op: string): Comparison {
	const start = Math.ceil(0.3 * rateOf(of));
	const late = (places: readonly number[]): number[] => places.filter((at) => at > start);
	return matched(PLACES, [late(ours), late(resultOf(of, op))]);
}

function compareRate(of: Reference, beatsOp: string, series: string): Comparison {
	const length = raw(of).length;
	const rate = rateSeries(resultOf(of, beatsOp), rateOf(of), length);
	return compared(1e-6, seriesDifferences(of, series, rate, 1));
}

function compareHrv(of: Reference, beatsOp: string): Comparison {
	const beats = resultOf<readonly number[]>(of, beatsOp);
	const intervals = beats.slice(1).map((beat, k) => (beat - beats[k]!) / rateOf(of));
	const ours = hrvTime(intervals, { isStrict: false });
	const theirs = resultOf<Record<string, number>>(of, 'hrv_time');
	// the peer divides the count of large differences by one too many
	const share = (intervals.length - 1) / intervals.length;
	const histogram = triangular(
		intervals.map((seconds) => 1000 * seconds),
		'published'
	);
	const pairs: [number | null, string][] = [
		[ours.meanNN, 'MeanNN'],
		[ours.sdnn, 'SDNN'],
		[ours.rmssd, 'RMSSD'],
		[ours.sdsd, 'SDSD'],
		[ours.medianNN, 'MedianNN'],
		[ours.madNN, 'MadNN'],
		[ours.minNN, 'MinNN'],
		[ours.maxNN, 'MaxNN'],
		[ours.pnn50! * share, 'pNN50'],
		[ours.pnn20! * share, 'pNN20'],
		[histogram.hti, 'HTI'],
		[histogram.tinn, 'TINN']
	];
	return compared(
		1e-9,
		listDifferences(
			pairs.map(([value]) => value),
			pairs.map(([, key]) => theirs[`HRV_${key}`]!),
			1e-6
		)
	);
}

function compareHrvFrequency(of: Reference, beatsOp: string): Comparison {
	const beats = resultOf<readonly number[]>(of, beatsOp);
	// the peer counts time by adding up intervals, from the second beat on
	let to = 0;
	const intervals = beats.slice(1).map((beat, k) => {
		const length = (beat - beats[k]!) / rateOf(of);
		to += length;
		return { from: to - length, to };
	});
	const options = { rateHz: 100, longestWindowS: Infinity, isStrict: false };
	const ours = hrvFrequency(intervals, options);
	const theirs = resultOf<Record<string, number | null>>(of, 'hrv_frequency');
	// the peer divides the spectrum by its maximum
	const scaled = (power: number | null): number | null =>
		power === null ? null : power / ours.peakDensity!;
	const pairs: [number | null, string][] = [
		[scaled(ours.vlf), 'VLF'],
		[scaled(ours.lf), 'LF'],
		[scaled(ours.hf), 'HF'],
		[scaled(ours.vhf), 'VHF'],
		[scaled(ours.total), 'TP'],
		[ours.lfHf, 'LFHF'],
		[ours.lfShare, 'LFn'],
		[ours.hfShare, 'HFn'],
		[Math.log(scaled(ours.hf)!), 'LnHF']
	];
	return compared(
		1e-6,
		listDifferences(
			pairs.map(([value]) => value),
			pairs.map(([, key]) => theirs[`HRV_${key}`]!)
		)
	);
}

function compareEventHeart(of: Reference, beatsOp: string): Comparison {
	const beats = resultOf<readonly number[]>(of, beatsOp).map((beat) => beat / rateOf(of));
	const intervals = beats.slice(1).map((to, k) => ({ from: beats[k]!, to, plausible: true }));
	type Row = {
		readonly t: number;
		readonly baseline_bpm: number | null;
		readonly change_bpm_0_15s: readonly (number | null)[];
	};
	const differences = resultOf<readonly Row[]>(of, 'oracle_event_hr').flatMap((row) => {
		const found = heartRateChange(intervals, row.t, { before: 3, seconds: 15, leastCovered: 0 });
		return [
			...listDifferences([found.baseline], [row.baseline_bpm]),
			...listDifferences(found.change, row.change_bpm_0_15s, 100)
		];
	});
	return compared(FILTER, differences);
}

const heart = (beatsOp: string): Record<string, Verdict> => ({
	hrv_time: (of) => compareHrv(of, beatsOp),
	oracle_event_hr: (of) => compareEventHeart(of, beatsOp),
	heartpy: notReproduced('another detector; gives up on two of the records')
});

/** Operations on pulses. */
export const ppg: Record<string, Verdict> = {
	ppg_clean_elgendi: (of) => compared(FILTER, seriesDifferences(of, 'ppg_clean', ppgClean(of))),
	ppg_peaks_elgendi: (of) =>
		compareBeats(ppgBeats(ppgClean(of), rateOf(of)), of, 'ppg_peaks_elgendi'),
	ppg_peaks_charlton: notReproduced(
		'MSPTDfast: the peer takes diastolic waves for beats on clean records'
	),
	biosppy_elgendi: OTHER_BEATS,
	ppg_rate: (of) => compareRate(of, 'ppg_peaks_elgendi', 'ppg_rate'),
	ppg_peaks_kubios: (of) => {
		const theirs = resultOf<{ readonly peaks: readonly number[] }>(of, 'ppg_peaks_kubios').peaks;
		const ours = repairedBeats(resultOf(of, 'ppg_peaks_elgendi'), 'neurokit').beats;
		return matched(PLACES, [ours, theirs]);
	},
	ppg_quality_templatematch: notReproduced('a curve between beats; ours is one number per beat'),
	oracle_pulse_amplitude: (of) => {
		const theirs = resultOf<Record<string, number[]>>(of, 'oracle_pulse_amplitude');
		const waves = pulseWaves(ppgClean(of), resultOf(of, 'ppg_peaks_elgendi'));
		const sizes = theirs['amplitude'] ?? theirs['amplitudes'] ?? [];
		return compared(
			FILTER,
			listDifferences(
				waves.map((w) => w.trough),
				theirs['trough']!
			),
			listDifferences(
				waves.map((w) => w.peak),
				theirs['peak']!
			),
			listDifferences(
				waves.map((w) => w.amplitude),
				sizes,
				largest(ppgClean(of))
			)
		);
	},
	...heart('ppg_peaks_elgendi')
};

/** Operations on electrocardiograms. */
export const ecg: Record<string, Verdict> = {
	hrv_frequency: (of) => compareHrvFrequency(of, 'r_peaks_neurokit'),
	ecg_clean_neurokit: (of) =>
		compared(FILTER, seriesDifferences(of, 'ecg_clean_nk', cleanEcg(raw(of), rateOf(of)))),
	ecg_clean_pantompkins: (of) =>
		compared(FILTER, seriesDifferences(of, 'ecg_clean_pt', slopeBand(raw(of), rateOf(of)))),
	r_peaks_neurokit: (of) =>
		compareBeats(gradientPeaks(cleanEcg(raw(of), rateOf(of)), rateOf(of)), of, 'r_peaks_neurokit'),
	r_peaks_pantompkins: (of) =>
		compareBeats(slopeBeats(raw(of), rateOf(of)), of, 'r_peaks_pantompkins'),
	r_peaks_neurokit_kubios: (of) => {
		const theirs = resultOf<{ readonly ECG_R_Peaks: readonly number[] }>(
			of,
			'r_peaks_neurokit_kubios'
		);
		const ours = repairedBeats(resultOf(of, 'r_peaks_neurokit'), 'neurokit').beats;
		return matched(PLACES, [ours, theirs.ECG_R_Peaks]);
	},
	r_peaks_hamilton2002: OTHER_BEATS,
	r_peaks_elgendi2010: OTHER_BEATS,
	biosppy_hamilton: OTHER_BEATS,
	ecg_rate: (of) => compareRate(of, 'r_peaks_neurokit', 'ecg_rate'),
	ecg_quality_averageqrs: notReproduced(
		'relative to the record: its worst beat always has quality 0'
	),
	ecg_quality_zhao2018: notReproduced(
		'one word for a whole record; ours is by second and by question'
	),
	...heart('r_peaks_neurokit')
};
