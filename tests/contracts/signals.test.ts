/** The signal code against the plain definitions and published detectors in the shared data folder. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { cleanEda } from '#lib/core/signal/eda/clean.ts';
import { largestRise } from '#lib/core/signal/eda/largest-rise.ts';
import { skinResponses } from '#lib/core/signal/eda/scr.ts';
import { rPeaks } from '#lib/core/signal/heart/ecg.ts';
import { heartRateChange } from '#lib/core/signal/heart/heart-rate.ts';
import { cleanPpg, ppgBeats } from '#lib/core/signal/heart/ppg.ts';
import { cleanRespiration } from '#lib/core/signal/respiration/clean.ts';
import {
	lineLength,
	meanLineLength,
	standardisedTrace
} from '#lib/core/signal/respiration/line-length.ts';
import { requires, shared } from '../requirements.ts';

/** What the reference holds of one channel; only what is used here. */
interface Reference {
	readonly meta: {
		readonly file: string;
		readonly channel: string;
		readonly sampling_rate: number;
		readonly event_times_s: readonly number[];
	};
	readonly ops: Readonly<Record<string, { readonly result: unknown }>>;
}
type EventRow = Readonly<Record<string, unknown>> & { readonly t: number };

const folder = (path: string): string => shared(`data/signals/${path}`);
const reference = (name: string): Reference =>
	JSON.parse(readFileSync(folder(`reference/${name}.json`), 'utf8')) as Reference;
const result = (of: Reference, op: string): unknown => of.ops[op]!.result;

/** One column of a CSV file. */
function column(path: string, name: string): Float64Array {
	const [head, ...rows] = readFileSync(folder(path), 'utf8').trim().split('\n');
	const at = head!.split(',').indexOf(name);
	return Float64Array.from(rows, (row) => {
		const cell = row.split(',')[at];
		return cell === undefined || cell === '' ? Number.NaN : Number(cell);
	});
}

/** The channel's raw samples; missing ones filled as the reference did: linear inside, nearest at the ends. */
function raw({ meta }: Reference): Float64Array {
	const signal = column(meta.file, meta.channel);
	const known = [...signal.keys()].filter((i) => !Number.isNaN(signal[i]));
	signal.fill(signal[known[0]!]!, 0, known[0]);
	signal.fill(signal[known.at(-1)!]!, known.at(-1));
	known.slice(1).forEach((to, k) => {
		const from = known[k]!;
		for (let i = from + 1; i < to; i++)
			signal[i] = signal[from]! + ((signal[to]! - signal[from]!) * (i - from)) / (to - from);
	});
	return signal;
}

/** Largest difference to the stored samples of a series, relative to the largest stored value. */
function seriesError(name: string, series: string, signal: Float64Array): number {
	const index = column(`reference/${name}.series.csv`, 'i');
	const stored = column(`reference/${name}.series.csv`, series);
	const largest = stored.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
	return (
		index.reduce((worst, i, k) => Math.max(worst, Math.abs(signal[i]! - stored[k]!)), 0) / largest
	);
}

/** Equal to a relative 1e-9, the tolerance of the reference. */
function expectSame(actual: number | null, expected: unknown, scale = 1): void {
	if (expected === null) expect(actual).toBeNull();
	else
		expect(Math.abs(actual! - Number(expected))).toBeLessThanOrEqual(
			1e-9 * Math.max(scale, Math.abs(Number(expected)))
		);
}

const EDA = [
	'nk_eventrelated_100hz__EDA',
	'biosppy_eda_1000hz__EDA',
	'ledapy_eda_70s_100hz__EDA',
	'ledapy_eda_long_100hz__EDA',
	'empatica_eda_4hz__EDA'
];
const PPG = [
	'nk_resting_5min_100hz__PPG',
	'heartpy_ppg_100hz__PPG',
	'heartpy_ppg_ring_32hz__PPG',
	'physionet_mixedsignals_ppg_125hz__PPG',
	'physionet_mixedsignals_ppg_125hz__ABP',
	'physionet_v102s_250hz__PPG'
];
const ECG = ['nk_ecg_1000hz__ECG', 'nk_eventrelated_100hz__ECG', 'nk_resting_5min_100hz__ECG'];
const RSP = [
	'nk_eventrelated_100hz__RSP',
	'nk_resting_5min_100hz__RSP',
	'biosppy_resp_1000hz__RESP',
	'physionet_mixedsignals_rsp_62hz__RSP',
	'physionet_v102s_250hz__RSP'
];

describe.skipIf(!requires('shared'))('skin conductance', () => {
	describe.each(EDA)('%s', (name) => {
		const of = reference(name);
		const rateHz = of.meta.sampling_rate;
		const clean = cleanEda(raw(of), rateHz);
		const largest = clean.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

		test('is cleaned as by NeuroKit', () => {
			expect(seriesError(name, 'eda_clean_nk', clean)).toBeLessThan(1e-9);
		});

		test('trough-to-peak responses have the defined places and sizes', () => {
			const expected = result(of, 'oracle_ttp_scr') as Record<string, number[]>;
			// records in counts were measured with a threshold the reference does not tell: its smallest response
			const threshold =
				name.includes('_long') || name.includes('biosppy')
					? Math.min(...expected['amplitudes']!) * (1 - 1e-9)
					: 0.01;
			const found = skinResponses(clean, threshold);
			expect(found.map((r) => r.onset)).toEqual(expected['onsets']);
			expect(found.map((r) => r.peak)).toEqual(expected['peaks']);
			found.forEach((r, i) => {
				expectSame(r.amplitude, expected['amplitudes']![i], largest);
			});
		});

		test('the largest rise of each event is as defined', () => {
			for (const row of result(of, 'oracle_event_eda') as EventRow[])
				for (const onsetFrom of [0.5, 1]) {
					const expected = row[`max_rise_${onsetFrom}_5`] as Record<string, number | null>;
					const options = { time: row.t, onsetFrom, onsetTo: 5, extra: 5 };
					const rise = largestRise(clean, rateHz, options);
					expectSame(rise.amplitude, expected['amplitude'], largest);
					expect([rise.from, rise.to]).toEqual([expected['i'], expected['j']]);
				}
		});
	});
});

/** Intervals between reference beats; the reference takes all of them. */
const intervalsOf = (beats: readonly number[], rateHz: number) =>
	beats
		.slice(1)
		.map((beat, i) => ({ from: beats[i]! / rateHz, to: beat / rateHz, plausible: true }));

function expectHeartRates(of: Reference, beatsOp: string): void {
	const intervals = intervalsOf(result(of, beatsOp) as number[], of.meta.sampling_rate);
	const options = { before: 3, seconds: 15, leastCovered: 0 };
	for (const row of result(of, 'oracle_event_hr') as EventRow[]) {
		const { baseline, change } = heartRateChange(intervals, row.t, options);
		expectSame(baseline, row['baseline_bpm']);
		const expected = row['change_bpm_0_15s'] as (number | null)[];
		expected.forEach((value, second) => {
			expectSame(change[second] ?? null, value, 100);
		});
	}
}

describe.skipIf(!requires('shared'))('finger pulse', () => {
	describe.each(PPG)('%s', (name) => {
		const of = reference(name);
		const rateHz = of.meta.sampling_rate;
		const clean = cleanPpg(raw(of), rateHz);

		test('is cleaned as by NeuroKit', () => {
			expect(seriesError(name, 'ppg_clean', clean)).toBeLessThan(1e-9);
		});

		test('beats are those of NeuroKit, but for the one it loses in the first 0.3 s', () => {
			const beats = ppgBeats(clean, rateHz).filter((beat) => beat > 0.3 * rateHz);
			const expected = result(of, 'ppg_peaks_elgendi') as number[];
			const missing = expected.filter((beat) => !beats.some((b) => Math.abs(b - beat) <= 1));
			const extra = beats.filter((beat) => !expected.some((b) => Math.abs(b - beat) <= 1));
			expect(missing.length + extra.length).toBeLessThanOrEqual(0.005 * expected.length);
		});

		test('heart rate changes by the second as defined', () => {
			expectHeartRates(of, 'ppg_peaks_elgendi');
		});
	});
});

/** Share of `truth` found within a tolerance. */
const foundShare = (truth: readonly number[], found: readonly number[], within: number): number =>
	truth.filter((t) => found.some((f) => Math.abs(f - t) <= within)).length / truth.length;

describe.skipIf(!requires('shared'))('electrocardiogram', () => {
	test.each(ECG)('%s: R waves are those of NeuroKit within 50 ms', (name) => {
		const of = reference(name);
		const rateHz = of.meta.sampling_rate;
		// the first second is the detector's learning time; one record has 30 s of noise
		const found = rPeaks(raw(of), rateHz).filter((p) => p > rateHz);
		const expected = (result(of, 'r_peaks_neurokit') as number[]).filter((p) => p > rateHz);
		expect(foundShare(expected, found, 0.05 * rateHz)).toBeGreaterThan(0.98);
		expect(foundShare(found, expected, 0.05 * rateHz)).toBeGreaterThan(0.98);
	});

	test.each(ECG)('%s: heart rate changes by the second as defined', (name) => {
		expectHeartRates(reference(name), 'r_peaks_neurokit');
	});

	test('a noisy record with annotated beats: sensitivity 0.987, precision 0.93', () => {
		const file = 'nstdb_ecg_118e12_360hz.csv';
		const manifest = JSON.parse(readFileSync(folder('manifest.json'), 'utf8')) as {
			readonly file: string;
			readonly annotations?: { readonly beats?: readonly number[] };
		}[];
		const truth = manifest.find((entry) => entry.file === file)!.annotations!.beats!;
		const rateHz = 360;
		const found = rPeaks(column(file, 'ECG'), rateHz);
		expect(truth).toHaveLength(162);
		expect(foundShare(truth, found, 0.15 * rateHz)).toBeGreaterThan(0.987);
		expect(foundShare(found, truth, 0.15 * rateHz)).toBeGreaterThan(0.93);
	});
});

describe.skipIf(!requires('shared'))('respiration', () => {
	describe.each(RSP)('%s', (name) => {
		const of = reference(name);
		const rateHz = of.meta.sampling_rate;
		const clean = cleanRespiration(raw(of), rateHz);

		test('is cleaned as by NeuroKit', () => {
			expect(seriesError(name, 'rsp_clean', clean)).toBeLessThan(rateHz >= 1000 ? 1e-7 : 1e-9);
		});

		test('line lengths are as defined', () => {
			const z = standardisedTrace(clean);
			for (const row of result(of, 'oracle_event_rll') as EventRow[])
				for (const mode of ['euclid', 'abs'] as const) {
					const window = { time: row.t, duration: 10, mode };
					expectSame(lineLength(z, rateHz, window), row[`rll_${mode}_10s`]);
					expectSame(meanLineLength(z, rateHz, window), row[`rll_${mode}_mean10`]);
				}
		});
	});
});
