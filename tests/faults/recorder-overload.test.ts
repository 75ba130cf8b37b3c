/** Other programs want more processors than there are: what the sensors send is recorded all the same. */
import { spawn, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accountOf } from '../fixtures/recording-account.ts';
import { RecorderLab } from '../fixtures/recorder-lab.ts';
import { recordFault } from './record-fault.ts';

/** So many programs that never wait, for each processor. */
const PER_PROCESSOR = 2;
const BUSY_MS = 4000;
const CALM_MS = 700;

const lab = new RecorderLab();
const busy: ChildProcess[] = [];
beforeAll(async () => {
	await lab.start();
	await lab.open();
}, 60_000);
afterAll(async () => {
	for (const one of busy) one.kill('SIGKILL');
	await lab.close();
}, 30_000);

test('no sample is lost while every processor is wanted by others', async () => {
	// the line keeps what fits and drops the rest, as a real one does
	lab.fake.isLossy = true;
	await lab.startChart();
	await sleep(CALM_MS);
	for (let index = 0; index < PER_PROCESSOR * availableParallelism(); index++)
		busy.push(spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }));
	await sleep(BUSY_MS);
	for (const one of busy) one.kill('SIGKILL');
	await sleep(CALM_MS);
	const { samples, lost } = await lab.client.command('stop-chart', {});
	const account = accountOf(lab.recording(), samples);
	expect({ false: account.false, shifted: account.shifted }).toEqual({ false: 0, shifted: 0 });
	expect(samples).toBeGreaterThan(BUSY_MS);
	recordFault({
		...{ id: 'F29', runs: 1, unit: 'samples', lostExpected: 0 },
		...{ lostActual: account.lost, declared: lost },
		note: `${busy.length} programs that never wait on ${availableParallelism()} processors for ${BUSY_MS} ms, 1000 Hz`
	});
}, 60_000);
