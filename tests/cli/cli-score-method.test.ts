/** The command `score --method ID INPUT.json`: tables in, results out, refusals that name the place. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { ScoredTable } from '#lib/scoring/registry-tables.ts';
import { jingwei, type Ended } from './command-line.ts';

// each test starts processes, on machines that may be busy
vi.setConfig({ testTimeout: 60_000 });

let base = '';
let files = 0;
beforeAll(async () => {
	base = await mkdtemp(join(tmpdir(), 'jingwei-table-'));
});
afterAll(() => rm(base, { recursive: true }));

interface Output {
	readonly method: string;
	readonly form: string;
	readonly results: readonly ScoredTable[];
}

async function scored(method: string, table: unknown, ...more: string[]): Promise<Ended> {
	const path = join(base, `${++files}.json`);
	await writeFile(path, typeof table === 'string' ? table : JSON.stringify(table));
	return jingwei(['score', '--method', method, path, ...more]);
}
const output = ({ stdout, stderr, code }: Ended): Output => {
	expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
	return JSON.parse(stdout) as Output;
};

/** The worked example of six questions and five items. */
const details = (keyOfFirst: unknown = 2, channels = ['EDA']) => ({
	form: 'details',
	channels: channels.map((channel) => ({
		channel,
		sensor: 'eda',
		stronger: 'larger',
		questions: [
			{ questionId: '1', values: [0.21, 0.18, 0.55, 0.3, 0.12], keyIndex: keyOfFirst },
			{ questionId: '2', values: [0.15, 0.42, 0.2, 0.11, 0.09], keyIndex: 1 },
			{ questionId: '3', values: [0.33, 0.28, 0.25, 0.61, 0.4], keyIndex: 3 },
			{ questionId: '4', values: [0.1, 0.05, 0.12, 0.22, 0.31], keyIndex: 3 },
			{ questionId: '5', values: [0.44, 0.2, 0.18, 0.15, 0.09], keyIndex: 0 },
			{ questionId: '6', values: [0.27, 0.3, 0.52, 0.19, 0.14], keyIndex: 1 }
		]
	}))
});

const comparison = {
	form: 'comparison',
	sensors: [
		{ channel: 'EDA', sensor: 'eda' },
		{ channel: 'BP', sensor: 'cardio' }
	],
	charts: [1, 2, 3].map((chart) => ({
		chart,
		presentations: [
			{ questionId: 'C4', role: 'comparison', values: { EDA: 1, BP: 10 } },
			{ questionId: 'R5', role: 'relevant', values: { EDA: 2, BP: 14 } },
			{ questionId: 'N', role: 'neutral' },
			{ questionId: 'C6', role: 'comparison', values: { EDA: 1, BP: 10 } },
			{
				questionId: 'R7',
				role: 'relevant',
				values: { EDA: { value: 0.2, excluded: 'movement' }, BP: 14 }
			}
		]
	}))
};

test('the worked example: Lykken 10 with p = 40/15625, z 1.375 with p = 22/15625, rank sum 8', async () => {
	const [lykken] = output(await scored('lykken', details())).results;
	expect(lykken).toMatchObject({ statistic: 10, pKind: 'exact' });
	expect(lykken?.p).toBeCloseTo(40 / 15625, 12);
	const [z] = output(await scored('within-question-z', details())).results;
	expect(z?.statistic).toBeCloseTo(1.375, 3);
	expect(z?.p).toBeCloseTo(22 / 15625, 12);
	const [ranks] = output(await scored('rank-sum', details())).results;
	expect(ranks?.statistic).toBe(8);
	expect(ranks?.p).toBeCloseTo(28 / 15625, 12);
});

test('methods of one channel give one result per channel, joint methods one with its sensitivity', async () => {
	const two = details(2, ['EDA', 'HR']);
	expect(output(await scored('lykken', two)).results).toHaveLength(2);
	const { results } = output(await scored('leave-one-out-z', two));
	expect(results).toHaveLength(1);
	expect(results[0]?.sensitivity.map(({ kind, name }) => [kind, name])).toEqual([
		['without-channel', 'EDA'],
		['without-channel', 'HR']
	]);
});

test('a comparison table with ESS-M: totals, excluded segments, sensitivity, criticism', async () => {
	const [result] = output(await scored('ess-m', comparison)).results;
	expect(result).toMatchObject({ statistic: -12, outcome: 'significant-response' });
	expect(result?.excluded).toHaveLength(3);
	expect(result?.excluded[0]).toEqual({ where: 'chart 1 R7 EDA', reason: 'movement' });
	expect(result?.critique.length).toBeGreaterThan(3);
	const restored = result?.sensitivity.find(({ kind }) => kind === 'with-excluded');
	expect(restored).toMatchObject({ statistic: -6 });
	expect(result?.sensitivity.filter(({ kind }) => kind === 'without-chart')).toHaveLength(3);
});

describe('refusals', () => {
	test.each([
		['channels[0].questions[0].keyIndex', 'lykken', details(9)],
		['channels[0].questions[0].keyIndex', 'lykken', details('two')],
		['channels[1].channel', 'lykken', details(2, ['EDA', 'EDA'])],
		['form', 'lykken', { form: 'no-such' }],
		[
			'charts[0].presentations[0].values.HR',
			'ess-m',
			{
				...comparison,
				charts: [
					{
						chart: 1,
						presentations: [{ questionId: 'C', role: 'comparison', values: { HR: 1 } }]
					}
				]
			}
		]
	])('name %s', async (path, method, table) => {
		const { code, stderr, stdout } = await scored(method, table);
		expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
		expect(stderr).toContain(`jingwei: ${path}: `);
	});

	test('an unknown method, a table of another form, a file that is no JSON', async () => {
		expect((await scored('astrology', details())).stderr).toContain('expected one of lykken, ');
		expect((await scored('ess-m', details())).stderr).toContain('of the form comparison');
		const broken = await scored('lykken', '{"form": ');
		expect(broken).toMatchObject({ code: 1, stdout: '' });
		expect(broken.stderr).toContain('expected JSON in ');
		expect((await scored('lykken', details(), '--seed', 'x')).code).toBe(2);
	});
});

test('--methods lists every method, --help the schema of the table', async () => {
	const list = await jingwei(['score', '--methods']);
	const ids = (JSON.parse(list.stdout) as { id: string }[]).map(({ id }) => id);
	expect(ids).toEqual(
		expect.arrayContaining(['lykken', 'within-question-z', 'rank-sum', 'searching', 'ess-m'])
	);
	const help = (await jingwei(['score', '--help'])).stdout;
	for (const id of ids) expect(help).toContain(id);
	expect(() => {
		JSON.parse(help.slice(help.indexOf('{')));
	}).not.toThrow();
	expect(help).toContain('"keyIndex"');
});
