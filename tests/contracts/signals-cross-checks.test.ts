/**
 * Programs that define things differently still agree in what counts: mean heart rate within 1.5 bpm, number of
 * responses within 20 %, shape of the phasic part. A pair that does not agree is listed with the reason, and has to
 * disagree.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyseEda } from '#lib/core/signal/analysis/eda-analysis.ts';
import { analyseHeart } from '#lib/core/signal/analysis/heart-analysis.ts';
import { cvxEda } from '#lib/core/signal/eda/cvx-eda.ts';
import { beatIntervals } from '#lib/core/signal/heart/heart-rate.ts';
import { requires, shared } from '../requirements.ts';
import { allReferences, raw, stored, type Reference } from './signals/references.ts';

const references = requires('shared') ? allReferences() : [];
const BEATS = [
	...['heartpy', 'biosppy_elgendi', 'biosppy_hamilton', 'r_peaks_hamilton2002'],
	...['r_peaks_elgendi2010', 'ppg_peaks_charlton']
];
const RESPONSES = [
	'biosppy_eda',
	'scr_nabian2018',
	'scr_vanhalem2020',
	'scr_kim2004',
	'scr_neurokit'
];

const DOUBLE = 'takes the second wave of a beat, or the T wave, for another beat';
const NOISE = 'noise of 12 dB: the annotated beats give 81 bpm, which is ours';
const MISSES =
	'loses or doubles the small beats of a noisy record; the other lead and the pulse give 104 bpm';
const PULSE_MISSES = 'follows the motion of a ring instead of the beats';
const SMALL = 'its least response is a share of the largest; ours is 2 % of the record’s range';
const WIGGLES = 'counts every wiggle above a share of the largest response of a filtered trace';
/** Pairs that differ. */
const DIFFERENT: Readonly<Record<string, string>> = {
	'heartpy_ppg_100hz__PPG biosppy_elgendi': DOUBLE,
	'heartpy_ppg_100hz__PPG ppg_peaks_charlton': DOUBLE,
	'heartpy_ppg_ring_32hz__PPG biosppy_elgendi': PULSE_MISSES,
	'nk_resting_5min_100hz__ECG heartpy': DOUBLE,
	'nk_ecg_bad_500hz__ECG r_peaks_hamilton2002':
		'a bad record on which programs give 55 to 58 bpm; three give 55, as here',
	'nstdb_ecg_118e12_360hz__ECG heartpy': NOISE,
	'nstdb_ecg_118e12_360hz__ECG r_peaks_elgendi2010': NOISE,
	'physionet_mixedsignals_ecg_250hz__ECG_V heartpy': DOUBLE,
	'physionet_v102s_250hz__ECG_II heartpy': MISSES,
	'physionet_v102s_250hz__ECG_II biosppy_hamilton': MISSES,
	'physionet_v102s_250hz__ECG_II r_peaks_elgendi2010': DOUBLE,
	'physionet_v102s_250hz__ECG_V heartpy': MISSES,
	'physionet_v102s_250hz__PPG heartpy': DOUBLE,
	'biosppy_eda_1000hz__EDA scr_nabian2018': WIGGLES,
	'biosppy_eda_1000hz__EDA scr_vanhalem2020': SMALL,
	'biosppy_eda_1000hz__EDA scr_kim2004': WIGGLES,
	'empatica_eda_4hz__EDA scr_nabian2018': 'a wrist without contact: all of it is noise',
	'empatica_eda_4hz__EDA scr_neurokit': 'a wrist without contact: all of it is noise',
	'ledapy_eda_long_100hz__EDA biosppy_eda': WIGGLES,
	'ledapy_eda_long_100hz__EDA scr_vanhalem2020': WIGGLES,
	'nk_eventrelated_100hz__EDA biosppy_eda': SMALL,
	'nk_eventrelated_100hz__EDA scr_neurokit': SMALL
};

/** [bpm] of plausible intervals; one program gives the rate only. */
function rateOf(of: Reference, op: string): number {
	const result = of.ops[op]!.result as number[] | { peaks?: number[]; bpm?: number };
	if (!Array.isArray(result) && result.bpm !== undefined) return result.bpm;
	const beats = Array.isArray(result) ? result : (result.peaks ?? []);
	const intervals = beatIntervals(beats.map((beat) => beat / of.meta.sampling_rate));
	const plausible = intervals.filter((one) => one.plausible);
	return (60 * plausible.length) / plausible.reduce((sum, { from, to }) => sum + to - from, 0);
}

function responsesOf(of: Reference, op: string): number {
	const result = of.ops[op]!.result as { peaks?: number[]; SCR_Peaks?: number[] };
	return (result.peaks ?? result.SCR_Peaks)!.length;
}

const pairs = references.flatMap((of) =>
	Object.keys(of.ops)
		.filter((op) => of.ops[op]!.error === undefined && [...BEATS, ...RESPONSES].includes(op))
		.map((op) => ({ of, op, name: `${of.name} ${op}` }))
);

describe.skipIf(references.length === 0)('other programs on the shared recordings', () => {
	test('nothing is listed that no reference has', () => {
		const names = pairs.map(({ name }) => name);
		expect(Object.keys(DIFFERENT).filter((name) => !names.includes(name))).toEqual([]);
	});

	const rates = pairs.filter(({ op }) => BEATS.includes(op));
	test.each(rates)('$name: mean heart rate', ({ of, op, name }) => {
		const kind = of.meta.kind === 'ecg' ? 'ecg' : 'ppg';
		const ours = analyseHeart(kind, raw(of), of.meta.sampling_rate).heartRateMean!;
		const apart = Math.abs(rateOf(of, op) - ours);
		if (name in DIFFERENT) expect(apart, DIFFERENT[name]).toBeGreaterThan(1.5);
		else expect(apart).toBeLessThanOrEqual(1.5);
	});

	const counts = pairs.filter(({ op }) => RESPONSES.includes(op));
	test.each(counts)('$name: number of responses', ({ of, op, name }) => {
		const found = analyseEda(raw(of), of.meta.sampling_rate, { isCalibrated: false });
		const theirs = responsesOf(of, op);
		const apart = Math.abs(found.scrs.length - theirs) / theirs;
		// one more or less of a handful is no difference
		const isSame = apart <= 0.2 || Math.abs(found.scrs.length - theirs) <= 1;
		expect(isSame, DIFFERENT[name] ?? String(found.scrs.length)).toBe(!(name in DIFFERENT));
	});

	/** Phasic part of a continuous decomposition analysis, at 25 Hz. */
	test.each([
		['nk_eventrelated_100hz__EDA', 0.95],
		// its optimiser ended at time constants of 0.001 and 0.076 s, ten times faster than skin: shape only
		['ledapy_eda_70s_100hz__EDA', 0.8]
	])('%s: the phasic part correlates by %f', (name, least) => {
		const file = shared(`data/signals/reference/${name}.ledapy.csv`);
		const theirs = readFileSync(file, 'utf8').trim().split('\n').slice(1).map(Number);
		const of = references.find((one) => one.name === name)!;
		const { phasic } = cvxEda(stored(of, 'lowrate_eda_clean').values, 25);
		expect(correlation([...phasic], theirs)).toBeGreaterThanOrEqual(least);
	});
});

function correlation(a: readonly number[], b: readonly number[]): number {
	const mean = (x: readonly number[]): number =>
		x.reduce((sum, value) => sum + value, 0) / x.length;
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
