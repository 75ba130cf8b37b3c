/** `jingwei analyse` as a process: tables, EDF and BDF files, session folders. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { recordedLog, recording, writeFolder } from '../fixtures/recorded-session.ts';
import { requires, shared } from '../requirements.ts';
import { jingwei } from './command-line.ts';

// each test starts processes, on machines that may be busy
vi.setConfig({ testTimeout: 60_000 });

interface Output {
	readonly channels: Readonly<Record<string, ChannelOutput>>;
	readonly events: readonly {
		readonly time: number;
		readonly features: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
	}[];
	readonly skipped: readonly string[];
}
interface ChannelOutput {
	readonly kind: string;
	readonly unit: string;
	readonly rateHz: number;
	readonly eda?: {
		readonly tonicMean: number;
		readonly scrs: readonly Record<
			'onset' | 'peak' | 'amplitude' | 'riseTime' | 'recoveryTime',
			number
		>[];
	};
	readonly ecg?: { readonly rPeaks: readonly number[]; readonly heartRateMean: number };
	readonly ppg?: { readonly peaks: readonly number[]; readonly heartRateMean: number };
	readonly rsp?: {
		readonly troughs: readonly number[];
		readonly peaks: readonly number[];
		readonly rateMean: number;
	};
	readonly quality: { readonly score: number; readonly coverage: number };
}

let folder = '';
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'jingwei-analyse-'))));
afterAll(() => rmSync(folder, { recursive: true }));

async function analysed(...words: string[]): Promise<Output> {
	const { code, stdout, stderr } = await jingwei(['analyse', ...words]);
	expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
	return JSON.parse(stdout) as Output;
}
const resultOf = <T>(name: string, op: string): T => {
	const text = readFileSync(shared(`data/signals/reference/${name}.json`), 'utf8');
	return (JSON.parse(text) as { ops: Record<string, { result: T }> }).ops[op]!.result;
};

describe.skipIf(!requires('shared'))('recordings of published programs', () => {
	test('skin, heart and breathing of one table at its events', async () => {
		const file = shared('data/signals/nk_eventrelated_100hz.csv');
		const { channels, events, skipped } = await analysed(
			file,
			'--rate',
			'100',
			'--events',
			'10.24,49.57'
		);
		expect(Object.keys(channels)).toEqual(['ECG', 'EDA', 'RSP']);
		expect(skipped).toEqual(['Photosensor']);
		const { scrs, tonicMean } = channels['EDA']!.eda!;
		expect(tonicMean).toBeCloseTo(14.4, 0);
		const oracle = resultOf<Record<'onsets' | 'amplitudes', number[]>>(
			'nk_eventrelated_100hz__EDA',
			'oracle_ttp_scr'
		);
		const large = oracle.onsets.filter((_, k) => oracle.amplitudes[k]! >= 0.02);
		expect(scrs.map(({ onset }) => onset)).toEqual(large.map((at) => at / 100));
		expect(channels['ECG']!.ecg!.heartRateMean).toBeCloseTo(60.9, 0);
		expect(channels['RSP']!.rsp!.rateMean).toBeGreaterThan(15);
		expect(events.map(({ time }) => time)).toEqual([10.24, 49.57]);
		expect(events[0]!.features['EDA']).toMatchObject({
			amplitude: expect.closeTo(3.5646, 3) as number
		});
	});

	test('a table told by --map, at a rate that is not whole', async () => {
		const file = shared('data/signals/physionet_mixedsignals_ecg_250hz.csv');
		const { channels, skipped } = await analysed(
			file,
			'--rate',
			'249.89',
			'--map',
			'ECG_II=ecg[mV]'
		);
		expect(Object.keys(channels)).toEqual(['ECG_II']);
		expect(skipped).toEqual(['ECG_III', 'ECG_V']);
		const { ecg, quality, rateHz } = channels['ECG_II']!;
		expect(rateHz).toBe(249.89);
		const theirs = resultOf<number[]>(
			'physionet_mixedsignals_ecg_250hz__ECG_II',
			'r_peaks_neurokit'
		);
		const late = theirs.map((at) => at / 249.89).filter((at) => at > 6);
		const found = late.filter((at) => ecg!.rPeaks.some((own) => Math.abs(own - at) < 0.06));
		expect(found.length / late.length).toBeGreaterThan(0.98);
		expect(quality.coverage).toBeCloseTo(0.982, 3);
	});
});

describe('a session with one recorded chart', () => {
	const session = async (): Promise<string> => {
		const path = join(folder, 'session');
		await writeFolder(path, recordedLog().events, recording());
		return path;
	};

	test('its recording as a file: kinds from the labels, the lost second missing', async () => {
		const file = join(folder, 'chart.bdf');
		writeFileSync(file, recording());
		const { channels } = await analysed(file);
		expect(channels['EDA']).toMatchObject({ kind: 'eda', rateHz: 100, unit: 'uS' });
		expect(channels['EDA']!.eda!.scrs.length).toBeGreaterThan(20);
		expect(channels['EDA']!.quality.coverage).toBeLessThan(1);
		expect(channels['EDA']!.quality.coverage).toBeGreaterThan(0.99);
		// 1.6 rad/s
		expect(channels['RSP']!.rsp!.rateMean).toBeCloseTo((60 * 1.6) / (2 * Math.PI), 0);
	});

	test('its folder: at its own questions, the gap named', async () => {
		const { channels, events } = await analysed(await session());
		expect(Object.keys(channels)).toEqual(['EDA', 'RSP']);
		expect(channels['EDA']!.quality.coverage).toBeLessThan(1);
		expect(events.length).toBeGreaterThan(25);
		expect(events[2]).toMatchObject({ questionId: 'q1', itemId: 'q1i2' });
		// items in order, the third of each question is the key
		const sizes = events.slice(0, 6).map((event) => Number(event.features['EDA']!['amplitude']));
		expect(Math.max(...sizes)).toBe(sizes[2]);
		const holed = events.find(({ time }) => Math.abs(time - 255) < 1)!;
		expect(holed.features['EDA']).toMatchObject({ amplitude: null });
	});

	test('a chart it does not have is refused', async () => {
		const { code, stderr } = await jingwei(['analyse', await session(), '--chart', '7']);
		expect(code).toBe(2);
		expect(stderr).toContain('chart of 1');
	});
});

describe('tables of our own', () => {
	const table = (name: string, lines: readonly string[]): string => {
		const file = join(folder, name);
		writeFileSync(file, `${lines.join('\n')}\n`);
		return file;
	};
	const rows = Array.from({ length: 6000 }, (_, i) => {
		const t = i / 100;
		const pulse = Math.exp(-(((((t * 1.25) % 1) - 0.5) * 9) ** 2));
		const kiloOhm = 1000 / (5 + Math.exp(-(((t - 30) / 1.5) ** 2)) - 0.001 * t);
		return `${t.toFixed(2)};${kiloOhm.toFixed(6)};${pulse.toFixed(5)}`;
	});

	test('the rate comes from a column of seconds, resistance becomes conductance', async () => {
		const file = table('told.csv', ['time;skin;finger', ...rows]);
		const map = 'skin=eda[kOhm],finger=ppg[V]';
		const { channels, events } = await analysed(file, '--map', map, '--events', '26');
		expect(channels['skin']).toMatchObject({
			rateHz: expect.closeTo(100, 6) as number,
			unit: 'uS'
		});
		const { scrs, tonicMean } = channels['skin']!.eda!;
		expect(scrs).toHaveLength(1);
		expect(scrs[0]!.peak).toBeCloseTo(30, 1);
		expect(scrs[0]!.amplitude).toBeCloseTo(1, 1);
		expect(tonicMean).toBeCloseTo(5, 0);
		expect(channels['finger']!.ppg!.heartRateMean).toBeCloseTo(75, 1);
		expect(Object.keys(events[0]!.features)).toEqual(['skin', 'finger']);
	});

	test.each([
		['no rate', ['eda', '1', '2'], [], 2, '--rate'],
		['a column that is not there', ['eda', '1'], ['--rate', '4', '--map', 'x=eda'], 2, 'x'],
		['a kind that is none', ['eda', '1'], ['--rate', '4', '--map', 'eda=brain'], 2, 'kind'],
		['no numbers', ['eda'], ['--rate', '4'], 1, 'numbers'],
		['an event that is no time', ['eda', '1'], ['--rate', '4', '--events', '1,x'], 2, 'seconds']
	])('%s is refused on one line', async (_, lines, words, exit, says) => {
		const file = table('refused.csv', lines);
		const { code, stdout, stderr } = await jingwei(['analyse', file, ...words]);
		expect({ code, stdout }).toEqual({ code: exit, stdout: '' });
		expect(stderr).toMatch(new RegExp(`^jingwei: .*${says}.*\n$`));
	});
});
