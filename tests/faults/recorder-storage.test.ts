/** A disk that refuses: said, tried again, and nothing is lost in silence. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findRecorder } from '#lib/server/recorder/process.ts';
import { breaksIn, project, RecorderLab, until } from '../fixtures/recorder-lab.ts';

const TIMEOUT = { timeout: 40_000 };
/** A limit on the size of files stands for a full disk; shells count it in blocks of 512 or 1024 bytes. */
const PRLIMIT = '/usr/bin/prlimit';
const hasLimits = process.platform === 'linux' && existsSync(PRLIMIT);
const FULL_BYTES = 32_768;

describe.skipIf(!hasLimits)('a full disk', () => {
	let lab: RecorderLab;
	let recorder: ChildProcess;
	const limit = (bytes: string) =>
		spawnSync(PRLIMIT, ['--pid', String(recorder.pid), `--fsize=${bytes}:unlimited`]).status;

	beforeEach(async () => {
		lab = new RecorderLab();
		recorder = spawn(process.execPath, [join(project, 'src/recorder/main.ts')], {
			cwd: project,
			stdio: 'ignore',
			env: { ...process.env, NODE_OPTIONS: '', JINGWEI_DATA: lab.root }
		});
		for (let tries = 0; tries < 200 && !(await findRecorder(lab.root)); tries++) await sleep(50);
		await lab.start();
		await lab.open();
	}, 30_000);
	afterEach(async () => {
		await lab.close();
	}, 30_000);

	test('is told, and everything is written once there is room again', TIMEOUT, async () => {
		expect(limit(String(FULL_BYTES))).toBe(0);
		await lab.startChart();
		await until('trouble told', () => lab.noticed('storage').length > 0, 8000);
		expect(lab.noticed('storage')[0]).toMatchObject({ state: 'failing', detail: 'EFBIG' });
		await until('health tells', () => lab.client.health?.recording?.problem === 'EFBIG');
		expect(limit('unlimited')).toBe(0);
		await until('recovered', () => lab.noticed('storage').length > 1);
		const { samples, lost } = await lab.client.command('stop-chart', {});
		const reading = lab.recording();
		expect(lost).toBe(0);
		expect(breaksIn(reading, samples)).toEqual([]);
		expect(reading.problems).toEqual([]);
	});

	test('that stays full ends with a valid file and the rest declared', TIMEOUT, async () => {
		expect(limit(String(FULL_BYTES))).toBe(0);
		await lab.startChart();
		await until('trouble told', () => lab.noticed('storage').length > 0, 8000);
		const { samples, lost } = await lab.client.command('stop-chart', {});
		const reading = lab.recording();
		expect(samples).toBe(2000);
		expect(reading.channels[0]!.samples.length).toBe(samples);
		expect(lab.noticed('gap')).toMatchObject([
			{ cause: 'storage', firstSample: samples, samples: lost }
		]);
		expect(reading.problems).toEqual([]);
	});
});
