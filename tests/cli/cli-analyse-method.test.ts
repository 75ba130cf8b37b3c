/** `jingwei analyse`: the promised shape for every file, the methods, headings with units, files with pauses. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { methods } from '#lib/scoring/registry.ts';
import { recordedLog, recording, writeFolder } from '../fixtures/recorded-session.ts';
import { requires, shared } from '../requirements.ts';
import { jingwei } from './command-line.ts';

// each test starts processes, on machines that may be busy
vi.setConfig({ testTimeout: 60_000 });

/** JSON has no NaN: a number is a number, and what is not known is null. */
const number = z.number().nullable();
const seconds = z.array(z.number().min(0));
const score = z.looseObject({
	method: z.enum(['lykken', 'within-question-z', 'rank-sum']),
	channel: z.string(),
	p: z.number()
});
/** What the program promises to print; it may print more. */
const promised = z.looseObject({
	channels: z.record(
		z.string(),
		z.looseObject({
			kind: z.enum(['eda', 'ecg', 'ppg', 'rsp', 'cardio', 'movement']),
			rateHz: z.number().positive(),
			samples: z.number(),
			eda: z
				.looseObject({
					method: z.enum(['highpass', 'smoothmedian', 'cvxeda']),
					measuredIn: z.enum(['cleaned', 'phasic']),
					tonicMean: number,
					scrs: z.array(
						z.looseObject({
							onset: z.number(),
							peak: z.number(),
							amplitude: z.number(),
							riseTime: z.number(),
							recoveryTime: number
						})
					)
				})
				.optional(),
			ecg: z.looseObject({ rPeaks: seconds, heartRateMean: number }).optional(),
			ppg: z.looseObject({ peaks: seconds, heartRateMean: number }).optional(),
			rsp: z.looseObject({ troughs: seconds, peaks: seconds, rateMean: number }).optional(),
			quality: z.looseObject({ score: z.number(), coverage: z.number() })
		})
	),
	events: z.array(z.looseObject({ time: z.number(), features: z.record(z.string(), z.unknown()) })),
	skipped: z.array(z.string()),
	scores: z.array(score).optional()
});

let folder = '';
let session = '';
beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'jingwei-analyse-'));
	session = join(folder, 'session');
	await writeFolder(session, recordedLog().events, recording());
});
afterAll(() => rmSync(folder, { recursive: true }));

async function analysed(...words: string[]) {
	const { code, stdout, stderr } = await jingwei(['analyse', ...words]);
	expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
	return promised.parse(JSON.parse(stdout));
}
function table(name: string, lines: readonly string[]): string {
	const file = join(folder, name);
	writeFileSync(file, `${lines.join('\n')}\n`);
	return file;
}

const signals = requires('shared')
	? readdirSync(shared('data/signals')).filter((name) => name.endsWith('.csv'))
	: [];
/** Kinds by the names of the columns; all others are skipped. */
const kindOf = (name: string): string | undefined =>
	({ EDA: 'eda', ECG: 'ecg', PPG: 'ppg', RSP: 'rsp', RESP: 'rsp', ABP: 'cardio' })[
		name.split('_')[0] ?? ''
	];
const rateOf = (name: string): string => {
	const told = {
		mixedsignals_ecg: '249.89',
		mixedsignals_ppg: '124.945',
		mixedsignals_rsp: '62.4725'
	};
	const odd = Object.entries(told).find(([part]) => name.includes(part));
	return odd?.[1] ?? /_(\d+)hz/.exec(name)?.[1] ?? '';
};

describe.skipIf(signals.length === 0)('files of others', () => {
	test.each(signals)(
		'%s: the promised shape, kinds by name, times inside the recording',
		async (name) => {
			const { channels, events } = await analysed(
				...[shared(`data/signals/${name}`), '--rate', rateOf(name), '--events', '5, 1e6']
			);
			expect(Object.keys(channels).length).toBeGreaterThan(0);
			for (const [column, { kind, eda, ecg, ppg, rsp, rateHz, samples }] of Object.entries(
				channels
			)) {
				expect(kind).toBe(kindOf(column));
				expect({ eda, ecg, ppg, rsp, cardio: {} }).toHaveProperty(kind);
				const times = [...(ecg?.rPeaks ?? []), ...(ppg?.peaks ?? []), ...(rsp?.troughs ?? [])];
				expect(Math.max(0, ...times)).toBeLessThan(samples / rateHz);
				expect(times).toEqual(times.toSorted((a, b) => a - b));
				// what the recording does not reach is null
				const late = Object.values(events[1]!.features[column] as object);
				expect(late.filter((value) => typeof value === 'number')).toEqual([]);
			}
			expect(events.map(({ time }) => time)).toEqual([5, 1e6]);
		}
	);

	test.each(['good.edf', 'good.bdf', 'minus1.edf', 'crash_partial.edf'])('%s', async (name) => {
		const { channels } = await analysed(shared(`data/edf/made-here/${name}`));
		const kinds = Object.entries(channels).map(([label, { kind, rateHz }]) => [
			label,
			kind,
			rateHz
		]);
		expect(kinds).toEqual([
			['EDA', 'eda', 10],
			['ECG II', 'ecg', 250],
			['Resp chest', 'rsp', 25]
		]);
	});

	test('a pause between the records of a file is missing time, not nothing', async () => {
		const { channels } = await analysed(shared('data/edf/made-here/disc.edf'));
		const { samples, rateHz, quality } = channels['ECG II']!;
		// eleven seconds recorded, from 0 to 18.25 s
		expect(samples / rateHz).toBeCloseTo(18.25, 1);
		expect(quality.coverage).toBeCloseTo(11 / 18.25, 2);
	});

	test.each([
		['bvp_sample.txt', 'CH1', 'ppg', 1000],
		['eda_hot_surface.txt', 'A3', 'eda', 1000],
		['signal_sample_single_hub_RESPIRATION_2018_7_5.txt', 'PORT1_CHN1', 'rsp', 1000]
	])('OpenSignals %s: rate and sensor from its own notes', async (name, column, kind, rateHz) => {
		const { channels } = await analysed(shared(`data/opensignals/${name}`));
		expect(Object.keys(channels)).toEqual([column]);
		expect(channels[column]).toMatchObject({ kind, rateHz });
	});
});

describe('methods', () => {
	/** A slow level and one response of 1 uS at 30 s. */
	const burst = (t: number): number =>
		t < 0 ? 0 : 2.707 * (Math.exp(-t / 2) - Math.exp(-t / 0.7));
	const skin = ['EDA', ...Array.from({ length: 1800 }, (_, i) => String(5 + burst(i / 30 - 29)))];

	test.each([
		['highpass', 'cleaned', 0.95],
		['smoothmedian', 'phasic', 0.25],
		['cvxeda', 'phasic', 0.8]
	])('%s: says itself, measures in the %s trace', async (method, measuredIn, least) => {
		const { channels, events } = await analysed(
			...[table('skin.csv', skin), '--rate', '30', '--events', '28', '--method', method]
		);
		const { eda } = channels['EDA']!;
		expect(eda).toMatchObject({ method, measuredIn });
		const largest = eda!.scrs.toSorted((a, b) => b.amplitude - a.amplitude)[0]!;
		expect(largest.amplitude).toBeGreaterThan(least);
		expect(largest.amplitude).toBeLessThan(1.05);
		expect(largest.peak).toBeCloseTo(30.2, 0);
		expect(events[0]!.features['EDA']).toMatchObject({ amplitude: largest.amplitude });
		expect(eda!.tonicMean).toBeCloseTo(5, 0);
	});

	test('highpass when nothing is said; R waves by a second detector', async () => {
		const file = table('heart.csv', [
			'EDA,ECG',
			...Array.from({ length: 6000 }, (_, i) => {
				const beat = Math.exp(-(((((i / 80) % 1) - 0.5) * 40) ** 2));
				return `5,${beat}`;
			})
		]);
		const plain = await analysed(file, '--rate', '100');
		expect(plain.channels['EDA']!.eda).toMatchObject({
			method: 'highpass',
			scrs: [],
			tonicMean: 5
		});
		expect(plain.channels['ECG']!.ecg).toMatchObject({ method: 'pan-tompkins' });
		const other = await analysed(file, '--rate', '100', '--method', 'ecg=gradient');
		expect(other.channels['ECG']!.ecg).toMatchObject({ method: 'gradient' });
		expect(other.channels['ECG']!.ecg!.heartRateMean).toBeCloseTo(75, 1);
	});

	test('a session with scoring methods: their scores of every channel, in the order asked for', async () => {
		const none = await analysed(session);
		expect(none.scores).toBeUndefined();
		const { scores, channels } = await analysed(
			...[session, '--method', 'rank-sum', '--method', 'lykken', '--method', 'cvxeda']
		);
		expect(scores!.map(({ method }) => method)).toEqual([
			...['rank-sum', 'rank-sum', 'lykken', 'lykken']
		]);
		expect(scores!.map(({ channel }) => channel)).toEqual(['EDA', 'RSP', 'EDA', 'RSP']);
		expect(channels['EDA']!.eda!.method).toBe('cvxeda');
	});

	test.each([
		[
			'an unknown one',
			['--method', 'wavelet'],
			'highpass, smoothmedian, cvxeda.*lykken.*got wavelet'
		],
		['a score of a table', ['--method', 'lykken'], 'session folder.*lykken'],
		['a detector of another kind', ['--method', 'ppg=gradient'], 'ecg=gradient']
	])('%s is refused on one line', async (_, words, says) => {
		const { code, stdout, stderr } = await jingwei([
			...['analyse', table('refused.csv', ['EDA', '1', '2']), '--rate', '4', ...words]
		]);
		expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
		expect(stderr).toMatch(new RegExp(`^jingwei: .*${says}.*\n$`));
	});

	test('the help names every method', async () => {
		const { stdout } = await jingwei(['analyse', '--help']);
		for (const word of ['highpass', 'smoothmedian', 'cvxeda', 'ecg=gradient', '--map', '--events'])
			expect(stdout).toContain(word);
		for (const { id } of methods) expect(stdout).toContain(id);
	});
});

describe('headings', () => {
	const rows = Array.from({ length: 600 }, (_, i) => `${20 * i},${200 + i / 100},${i % 7}`);

	test('a unit in brackets is the unit; milliseconds are milliseconds', async () => {
		const file = table('units.csv', ['Time [ms],EDA [kOhm],RESP [V]', ...rows]);
		const { channels } = await analysed(file);
		expect(Object.keys(channels)).toEqual(['EDA', 'RESP']);
		expect(channels['EDA']).toMatchObject({ unit: 'uS', rateHz: expect.closeTo(50, 6) as number });
		expect(channels['EDA']!.eda!.tonicMean).toBeCloseTo(4.93, 1);
		expect(channels['RESP']).toMatchObject({ unit: 'V' });
	});

	test('a column may be mapped with or without its unit', async () => {
		const file = table('mapped.csv', ['a [ms],b [kOhm],b [V]', ...rows]);
		const whole = await analysed(file, '--rate', '50', '--map', 'b [kOhm]=eda');
		expect(Object.keys(whole.channels)).toEqual(['b [kOhm]']);
		expect(whole.channels['b [kOhm]']!['unit']).toBe('uS');
		const short = await analysed(file, '--rate', '50', '--map', 'a=movement[g]');
		expect(short.channels['a']).toMatchObject({ kind: 'movement', unit: 'g' });
		expect(short.skipped).toEqual(['b [kOhm]', 'b [V]']);
	});

	test('two columns of one name are both there', async () => {
		const { channels } = await analysed(table('twice.csv', ['x,EDA,EDA', ...rows]), '--rate', '50');
		expect(Object.keys(channels)).toEqual(['EDA', 'EDA (2)']);
	});
});
