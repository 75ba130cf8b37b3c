import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { EventData } from '#lib/core/session/event.ts';
import { reduce } from '#lib/core/session/reduce.ts';
import { sheetPlaces } from '#lib/core/sheet/cells.ts';
import { sheetCommitment } from '#lib/core/sheet/sheet.ts';
import { compareSheets } from '#lib/scoring/sheet-comparison.ts';
import { recordedLog, recording, writeFolder } from '../fixtures/recorded-session.ts';
import { jingwei, type Ended } from './command-line.ts';

// each test starts processes, on machines that may be busy
vi.setConfig({ testTimeout: 60_000 });

interface Analysis {
	readonly measurements: EventData<'chart-measured'>['measurements'];
	readonly scores: EventData<'score-recorded'>['scores'];
}
interface Result {
	readonly session: string;
	readonly recorded: Analysis | null;
	readonly recomputed: Analysis;
	readonly identical: boolean | null;
	readonly differences: readonly string[];
}

let base = '';
let folders = 0;
beforeAll(async () => {
	base = await mkdtemp(join(tmpdir(), 'jingwei-score-'));
});
afterAll(() => rm(base, { recursive: true }));

/** A session folder with what `complete` adds to the log; gives back what `score` prints. */
async function scored(
	complete: (log: ReturnType<typeof recordedLog>) => void,
	bytes: Uint8Array = recording()
): Promise<Ended & { result: Result }> {
	const log = recordedLog();
	complete(log);
	const folder = join(base, String(++folders));
	await writeFolder(folder, log.events, bytes);
	const ended = await jingwei(['score', folder]);
	return { ...ended, result: JSON.parse(ended.stdout) as Result };
}
const nothing = (): void => undefined;
const record =
	({ measurements, scores }: Analysis) =>
	(log: ReturnType<typeof recordedLog>) => {
		log.add('chart-measured', { software: 'test', measurements });
		log.add('score-recorded', { software: 'test', scores });
	};

describe('a session that was never scored', () => {
	test('is measured from its recording and scored', async () => {
		const { code, stderr, result } = await scored(nothing);
		expect([code, stderr]).toEqual([0, '']);
		expect(result).toMatchObject({ session: 'session-0001', recorded: null, identical: null });
		const lykken = result.recomputed.scores.find(
			(s) => s.channel === 'EDA' && s.method === 'lykken'
		);
		expect(lykken).toMatchObject({ statistic: 10, pKind: 'exact' });
		// question 2 lost an item to the gap: 1/(5·4·5·5·5)
		expect(lykken!.p).toBeCloseTo(1 / 2500, 12);
		expect(result.recomputed.measurements).toHaveLength(60);
	});

	test('says which item a gap took out', async () => {
		const { result } = await scored(nothing);
		const excluded = result.recomputed.measurements.filter((row) => row.exclusion !== '');
		expect(excluded.map((row) => [row.channel, row.presentation, row.exclusion])).toEqual([
			['EDA', 10, 'gap'],
			['RSP', 10, 'gap']
		]);
	});
});

describe('a session that was scored', () => {
	test('is found identical, to the last digit', async () => {
		const { result: first } = await scored(nothing);
		const { code, result } = await scored(record(first.recomputed));
		expect([code, result.identical, result.differences]).toEqual([0, true, []]);
		expect(result.recorded).toEqual(result.recomputed);
	});

	test('with another value in the log is found different, and exits 1', async () => {
		const { recomputed } = (await scored(nothing)).result;
		const measurements = recomputed.measurements.map((row) =>
			row.channel === 'EDA' && row.presentation === 3 ? { ...row, value: 0.5 } : row
		);
		const ended = await scored(record({ ...recomputed, measurements }));
		expect(ended.code).toBe(1);
		expect(ended.result.identical).toBe(false);
		expect(ended.result.differences).toHaveLength(1);
		expect(ended.result.differences[0]).toMatch(/^chart 1 presentation 3 EDA: value 0.5, now 0.9/);
		expect(ended.stderr).toMatch(/^jingwei: 1 differences, first: chart 1 presentation 3 EDA/);
	});

	test('with a response drawn into the recording is found different', async () => {
		const { recomputed } = (await scored(nothing)).result;
		const bytes = recording();
		// flattens the third presentation of the first question: seconds 82–90
		const record100 = 100 * 3 * 2 + 120;
		for (let second = 81; second < 90; second++) {
			const at = 256 * 4 + second * record100;
			for (let i = 0; i < 100; i++) bytes.set([0, 0x34, 0], at + 3 * i);
		}
		const ended = await scored(record(recomputed), bytes);
		expect(ended.code).toBe(1);
		expect(ended.result.differences.some((line) => line.includes('EDA lykken'))).toBe(true);
	});

	test('a measurement that a person took out stays out', async () => {
		const reason = 'cough heard on the audio';
		const exclude = { chart: 1, presentation: 3, channel: 'EDA', reason };
		const { result } = await scored((log) => {
			log.add('measurement-excluded', exclude);
		});
		const lykken = result.recomputed.scores.find(
			(s) => s.channel === 'EDA' && s.method === 'lykken'
		);
		expect(lykken!.perQuestion[0]).toEqual({ questionId: 'q1', value: null });
		expect(lykken!.statistic).toBe(8);
	});
});

describe('a value that a person measured anew', () => {
	/** Presentation 3 is the key of question 1; its rise begins 2 s after the onset at 80 s. */
	const anew = (value: number, automatic: number) => ({
		...{ chart: 1, presentation: 3, channel: 'EDA', fromSample: 8150, toSample: 8220 },
		...{ value, automatic, reason: 'only the beginning of the rise' }
	});

	test('counts in place of the automatic one, and is measured anew between the same points', async () => {
		const { result: first } = await scored(nothing);
		const row = first.recomputed.measurements.find(
			({ channel, presentation }) => channel === 'EDA' && presentation === 3
		);
		const automatic = row!.value!;
		const wrong = await scored((log) => {
			log.add('measurement-overridden', anew(0.1, automatic));
		});
		expect(wrong.code).toBe(1);
		expect(wrong.result.differences).toHaveLength(1);
		const [, value] = /measured anew: value 0.1, now ([\d.]+)$/.exec(wrong.result.differences[0]!)!;
		// a fifth of a second of the rise: some, but not all of it
		expect(Number(value)).toBeGreaterThan(0);
		expect(Number(value)).toBeLessThan(automatic);
		const right = await scored((log) => {
			log.add('measurement-overridden', anew(Number(value), automatic));
		});
		expect([right.code, right.result.differences]).toEqual([0, []]);
		const lykken = right.result.recomputed.scores.find(
			(s) => s.channel === 'EDA' && s.method === 'lykken'
		);
		expect(lykken!.perQuestion[0]!.value).toBeLessThan(2);
	});

	test('with another automatic value than the recording has is found different', async () => {
		const { code, stderr } = await scored((log) => {
			log.add('measurement-overridden', anew(0.1, 99));
		});
		expect(code).toBe(1);
		expect(stderr).toMatch(
			/^jingwei: 2 differences, first: chart 1 presentation 3 EDA measured anew/
		);
	});
});

describe('score sheets', () => {
	const limits = { respondsAtOrBelow: 0.05, doesNotRespondAtOrAbove: 0.3 };
	const technique = {
		kind: 'recognition' as const,
		scoring: { ...limits, methods: ['lykken'], source: 'test' }
	};
	const agreement = { leastWeightedKappa: 0.4, method: 'lykken' };
	type Log = ReturnType<typeof recordedLog>;

	/** Two sheets of the recording; `change` spoils what is revealed or what is said of them. */
	function sheets(change: { readonly score?: number; readonly p?: number }): (log: Log) => void {
		return ({ events, add }) => {
			const state = reduce(events);
			const places = sheetPlaces(state);
			const made = (['first', 'second'] as const).map((seat, s) => {
				const cells = places.map(({ chart, presentation, channel }) => ({
					...{ chart, presentation, channel, note: '' },
					// presentation 3 of each question is its key
					score: presentation % 6 === 3 ? 2 : (presentation + s) % 2
				}));
				const sheet = { scale: 'seven-position' as const, cells, remark: '' };
				return { seat, sheet, nonce: String(s + 1).repeat(32) };
			});
			add('scorer-named', { seat: 'second', scorerId: 'u2', task: 'task-0001' });
			for (const { seat, sheet, nonce } of made)
				add('sheet-committed', { seat, commitment: sheetCommitment(nonce, sheet) });
			const { questions } = state;
			const given = { places, questions, technique, columns: [], agreement, seed: 7 };
			const found = compareSheets({ sheets: made, ...given });
			const [one, two] = structuredClone(made);
			if (change.score !== undefined) two!.sheet.cells[0]!.score = change.score;
			for (const revealed of [one!, two!]) add('sheet-revealed', revealed);
			const outcomes = found.outcomes.map((o) => ({ ...o, p: change.p ?? o.p }));
			add('sheets-compared', { software: 'test', ...found, outcomes });
		};
	}

	test('that were committed and compare as recorded are found identical', async () => {
		const { code, result } = await scored(sheets({}));
		expect([code, result.differences]).toEqual([0, []]);
	});

	test('that were changed after they were committed are found', async () => {
		const { code, result } = await scored(sheets({ score: -3 }));
		expect(code).toBe(1);
		expect(result.differences[0]).toBe('second sheet: not the one that was committed');
		expect(result.differences.some((line) => line.startsWith('sheets compared pairs 0'))).toBe(
			true
		);
	});

	test('of which something else was said than they come to are found', async () => {
		const { code, result } = await scored(sheets({ p: 0.9 }));
		expect(code).toBe(1);
		expect(result.differences).toHaveLength(2);
		expect(result.differences[0]).toMatch(/^sheets compared outcomes 0 p: 0.9, now 0.00/);
	});
});

describe('what is no session', () => {
	test('is refused in one line', async () => {
		const { code, stdout, stderr } = await jingwei(['score', join(base, 'nowhere')]);
		expect([code, stdout]).toEqual([1, '']);
		expect(stderr).toMatch(
			/^jingwei: expected a session folder with events.jsonl, got .*nowhere\n$/
		);
	});

	test('no folder at all is a usage error', async () => {
		expect((await jingwei(['score'])).code).toBe(2);
	});
});
