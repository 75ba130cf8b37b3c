/** `simulate`: a session from the instrument's bytes to a sealed folder, by real processes and a real port. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readEventLines } from '#lib/core/audit/event-lines.ts';
import { readEdf } from '#lib/core/recording/edf/reader.ts';
import { reduce } from '#lib/core/session/reduce.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import { presentationOrder } from '#lib/core/technique/order.ts';
import { hasPty } from '#instrument/cable/pty.ts';
import { jingwei, type Ended } from './command-line.ts';

// processes are started and a quarter of an hour is lived through, on machines that may be busy
vi.setConfig({ testTimeout: 120_000, hookTimeout: 180_000 });

interface Result {
	readonly folder: string;
	readonly outcome: string;
	readonly sentence: string;
	readonly agreement: {
		readonly agreedOutcome: string | null;
		readonly settledOutcome: string | null;
		readonly percent: number;
	};
	readonly samples: number;
	readonly lost: number;
	readonly verified: boolean;
	readonly lastHash: string;
}

let base = '';
beforeAll(async () => {
	base = await mkdtemp(join(tmpdir(), 'jingwei-simulate-'));
	await mkdir(join(base, 'tmp'));
	vi.stubEnv('TMPDIR', join(base, 'tmp'));
});
afterAll(async () => {
	vi.unstubAllEnvs();
	await rm(base, { recursive: true, force: true });
});

describe('arguments', () => {
	test.each([
		[['--subject', 'liar', '--seed', '1'], '--subject'],
		[['--subject', 'informed'], '--seed'],
		[['--subject', 'informed', '--seed', '-1'], 'seed'],
		[['--subject', 'informed', '--seed', '1', '--questions', '3'], '--questions'],
		[['--subject', 'informed', '--seed', '1', '--rate', '77'], '--rate']
	])('%j are not understood', async (words, named) => {
		const ended = await jingwei(['simulate', ...words, '--out', join(base, 'never')]);
		expect(ended.code).toBe(2);
		expect(ended.stderr).toContain(named);
		expect(existsSync(join(base, 'never'))).toBe(false);
	});

	test('a folder that holds something is left alone', async () => {
		const folder = join(base, 'used');
		await mkdir(folder);
		await writeFile(join(folder, 'notes.txt'), 'mine');
		const words = ['simulate', '--subject', 'informed', '--seed', '1', '--out', folder];
		const ended = await jingwei(words);
		expect([ended.code, await readdir(folder)]).toEqual([1, ['notes.txt']]);
	});
});

describe.skipIf(!hasPty())('a session of five questions', () => {
	let ended: Ended;
	let result: Result;
	let state: SessionState;
	const folder = (): string => join(base, 'session');
	beforeAll(async () => {
		ended = await jingwei([
			...['simulate', '--technique', 'cit', '--subject', 'informed', '--seed', '7'],
			...['--questions', '5', '--speed', '100', '--out', folder()]
		]);
		expect(ended.stderr).toBe('');
		result = JSON.parse(ended.stdout) as Result;
		state = reduce(readEventLines(await readFile(join(folder(), 'events.jsonl'), 'utf8')));
	});

	test('goes through all six steps and is sealed', () => {
		expect(ended.code).toBe(0);
		expect(state.completed).toHaveLength(6);
		expect(state.sealed?.files.length).toBeGreaterThan(10);
		expect(state.opened?.demonstration).toBe(true);
		expect(result).toMatchObject({ verified: true, lastHash: state.lastHash });
	});

	test('asks every item in the order of its seed, no sooner than 25 s after the one before', () => {
		const [chart] = state.charts;
		const { order, seed } = chart!.started;
		expect(order).toEqual(presentationOrder({ questions: state.questions, seed, chart: 1 }));
		const samples = chart!.presentations.map(({ asked }) => asked!.sample!);
		const steps = samples.slice(1).map((sample, i) => (sample - samples[i]!) / 100);
		expect(samples).toHaveLength(30);
		expect(Math.min(...steps)).toBeGreaterThan(24.9);
		expect(chart!.presentations.every(({ ended: end, answer }) => end && answer)).toBe(true);
	});

	test('leaves a recording whose annotations stand where the events say', async () => {
		const recording = readEdf(await readFile(join(folder(), 'recordings/chart-01.bdf')));
		expect(recording.problems).toEqual([]);
		expect(recording.channels[0]!.samples.length).toBeGreaterThanOrEqual(result.samples);
		const asked = recording.annotations.filter(({ text }) => / asked$/.test(text));
		const [chart] = state.charts;
		expect(asked.map(({ onsetS }) => Math.round(onsetS * 100))).toEqual(
			chart!.presentations.map(({ asked: mark }) => mark!.sample)
		);
	});

	test('says what came out in permitted words only', () => {
		expect(['responds', 'does-not-respond', 'inconclusive']).toContain(result.outcome);
		expect(ended.stdout).not.toMatch(/guilt|lying|liar|truthful|passed|failed|有罪|说谎|撒谎/);
		expect(state.conclusion?.basis).toMatchObject({ method: 'lykken', channel: 'EDA' });
	});

	test('is scored by a second scorer, blind, and says that a rule made the sheets', () => {
		const [first, second] = state.sheets;
		expect([first?.seat, second?.seat]).toEqual(['first', 'second']);
		expect(first?.scorerId).not.toBe(second?.scorerId);
		// five questions of five scored items on three channels
		expect(first?.revealed?.sheet.cells).toHaveLength(75);
		const { agreement } = result;
		expect(agreement.agreedOutcome ?? agreement.settledOutcome).toBeTypeOf('string');
		expect(agreement.percent).toBeGreaterThan(0.6);
		expect(agreement.percent).toBeLessThan(1);
		expect(state.notes.some(({ text }) => text.includes('由规则产生'))).toBe(true);
	});

	test('can be scored again to the same numbers', async () => {
		const again = await jingwei(['score', folder()]);
		expect(again.code).toBe(0);
		expect(JSON.parse(again.stdout)).toMatchObject({ identical: true, differences: [] });
	});

	test('cleans up after itself', async () => {
		expect(await readdir(join(base, 'tmp'))).toEqual([]);
	});

	test('leaves nothing behind when it is interrupted', async () => {
		const child = spawn(
			process.execPath,
			[
				...['src/cli/main.ts', 'simulate', '--subject', 'informed', '--seed', '1'],
				...['--out', join(base, 'interrupted')]
			],
			{ stdio: 'ignore' }
		);
		const places = async (): Promise<string[]> => await readdir(join(base, 'tmp'));
		await vi.waitUntil(
			async () =>
				(await places()).some((name) => existsSync(join(base, 'tmp', name, 'instrument.json'))),
			{ timeout: 60_000, interval: 50 }
		);
		const [name = ''] = await places();
		const note = await readFile(join(base, 'tmp', name, 'instrument.json'), 'utf8');
		child.kill('SIGINT');
		await vi.waitUntil(() => child.exitCode !== null, { timeout: 30_000, interval: 50 });
		expect(await places()).toEqual([]);
		const { pid } = JSON.parse(note) as { pid: number };
		expect(() => process.kill(pid, 0)).toThrow();
	});

	test('verifies, and no longer after one byte was added', async () => {
		expect((await jingwei(['verify', folder()])).code).toBe(0);
		const changed = 'recordings/chart-01.clock.jsonl';
		await appendFile(join(folder(), changed), '\n');
		const verdict = await jingwei(['verify', folder()]);
		expect(verdict.code).toBe(1);
		expect(verdict.stderr).toContain(changed);
	});
});
