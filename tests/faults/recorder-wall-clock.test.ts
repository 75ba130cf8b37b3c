/** Somebody sets the clock of the machine, and the years in which counters of seconds end: recorded time goes on. */
import { spawn } from 'node:child_process';
import { existsSync, globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readClockFile } from '#lib/server/recorder/clock-file.ts';
import { findRecorder } from '#lib/server/recorder/process.ts';
import { accountOf } from '../fixtures/recording-account.ts';
import { project, RecorderLab } from '../fixtures/recorder-lab.ts';
import { recordFault } from './record-fault.ts';

const [library = ''] = globSync('/usr/lib/*/faketime/libfaketime.so.1');
const HOUR_S = 3600;
const lab = new RecorderLab(100);
const file = join(lab.root, 'faketime');

/** Sets the wall clock of the recorder off by so much [s]. */
const setOff = (seconds: number) => {
	writeFileSync(file, `${seconds >= 0 ? '+' : ''}${Math.round(seconds)}\n`);
};
const until = (date: string) => (Date.parse(date) - Date.now()) / 1000;

/** Wall clock at start, and what is done to it while the chart runs. */
const charts: readonly { start: () => number; then: readonly (() => number)[]; year: string }[] = [
	{
		start: () => 0,
		then: [() => HOUR_S, () => -HOUR_S],
		year: new Date().toISOString().slice(0, 4)
	},
	{ start: () => until('2038-01-19T03:14:06Z'), then: [], year: '2038' },
	{ start: () => until('2100-02-28T23:59:58Z'), then: [], year: '2100' }
];

describe.skipIf(!existsSync(library))('the wall clock', () => {
	beforeAll(async () => {
		setOff(0);
		spawn(process.execPath, [join(project, 'src/recorder/main.ts')], {
			cwd: project,
			stdio: 'ignore',
			env: {
				...process.env,
				...{ NODE_OPTIONS: '', JINGWEI_DATA: lab.root, LD_PRELOAD: library },
				...{ FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1', DONT_FAKE_MONOTONIC: '1' }
			}
		});
		for (let tries = 0; tries < 300 && !(await findRecorder(lab.root)); tries++) await sleep(50);
		await lab.start();
		await lab.open();
	}, 40_000);
	afterAll(() => lab.close(), 30_000);

	test('set by an hour, in 2038 and in 2100: no sample is lost and none moves', async () => {
		for (const [i, { start, then, year }] of charts.entries()) {
			setOff(start());
			await sleep(100);
			await lab.startChart(i + 1);
			await sleep(1200);
			for (const next of then) {
				setOff(next());
				await sleep(1300);
			}
			if (then.length === 0) await sleep(1500);
			const { samples, lost } = await lab.client.command('stop-chart', {});
			const reading = lab.recording(i + 1);
			const account = accountOf(reading, samples);
			expect(reading.problems).toEqual([]);
			expect({ false: account.false, shifted: account.shifted }).toEqual({ false: 0, shifted: 0 });
			expect(reading.header.start?.slice(0, 4)).toBe(year);
			const { pairs } = await readClockFile(lab.file(`chart-0${i + 1}.clock.jsonl`));
			const steps = pairs.slice(1).map((pair, at) => pair.monotonicS - pairs[at]!.monotonicS);
			expect(Math.min(...steps)).toBeGreaterThanOrEqual(0);
			expect(Math.max(...steps)).toBeLessThan(2);
			const noted = reading.annotations.filter(({ text }) => text.startsWith('wall clock set by'));
			expect(noted.map(({ text }) => Math.round(parseFloat(text.slice(17))))).toEqual(
				then.length === 0 ? [] : [HOUR_S, -2 * HOUR_S]
			);
			recordFault({
				...{ id: 'F08', runs: Math.max(1, then.length), unit: 'samples', lostExpected: 0 },
				...{ lostActual: account.lost, declared: lost },
				...(i === 0 && {
					note: 'a step of the wall clock stands in the recording; one-time codes under it are not measured'
				})
			});
		}
	}, 60_000);
});
