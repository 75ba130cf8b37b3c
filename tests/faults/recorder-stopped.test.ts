/** The recorder stands still, as in a suspended machine, and the board resets: what the line cannot hold is declared. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accountOf } from '../fixtures/recording-account.ts';
import { RecorderLab, until } from '../fixtures/recorder-lab.ts';
import { recordFault } from './record-fault.ts';

/** At 1000 Hz more than the 64 KB that Linux keeps for a terminal. */
const SUSPENDED_MS = 10_000;
const STALLED_MS = 2000;
const CALM_MS = 700;
/** What follows a loss must be there for half a second before its length is decided. */
const AFTER_MS = 2500;

const suspended = new RecorderLab();
const stalled = new RecorderLab();
const reset = new RecorderLab(100);
const labs = [suspended, stalled, reset];
beforeAll(async () => {
	for (const lab of labs) await lab.start();
	for (const lab of labs) await lab.open();
}, 60_000);
afterAll(async () => {
	await Promise.all(labs.map((lab) => lab.close()));
}, 30_000);

/** Stops the process of the recorder while the board goes on and the line overflows. */
async function standStill(lab: RecorderLab, id: 'F09' | 'F16', ms: number): Promise<void> {
	lab.fake.isLossy = true;
	await lab.startChart();
	await sleep(CALM_MS);
	const pid = await lab.pid();
	process.kill(pid, 'SIGSTOP');
	await sleep(ms);
	process.kill(pid, 'SIGCONT');
	await sleep(AFTER_MS);
	const { samples, lost } = await lab.client.command('stop-chart', {});
	const account = accountOf(lab.recording(), samples);
	expect(account.false).toBe(0);
	expect(account.shifted).toBe(0);
	expect(account.filled).toBe(lost);
	// numbers that the line did not take, between the first and the last that was recorded
	const held = new Set(lab.fake.sent);
	const taken = Array.from(
		{ length: account.last - account.first + 1 },
		(_, i) => account.first + i
	);
	const lostExpected = taken.filter((number) => !held.has(number)).length;
	expect(lostExpected).toBeLessThan(ms);
	recordFault({
		...{ id, runs: 1, unit: 'samples', lostExpected, lostActual: account.lost, declared: lost },
		note: `process stopped for ${ms} ms at 1000 Hz; the line held the other ${ms - lostExpected} ms`
	});
}

/** The board loses power for a moment: it is asked again, and the time it was away is a gap. */
async function resetBoard(): Promise<void> {
	const lab = reset;
	lab.fake.hasBattery = true;
	await lab.startChart();
	await sleep(CALM_MS);
	lab.fake.reset();
	const state = () => lab.noticed('device').at(-1)?.state;
	await until('loss noticed', () => state() !== 'streaming');
	await until('streaming again', () => state() === 'streaming', 10_000);
	await sleep(AFTER_MS);
	const { samples, lost } = await lab.client.command('stop-chart', {});
	const account = accountOf(lab.recording(), samples);
	expect({ false: account.false, filled: account.filled }).toEqual({ false: 0, filled: lost });
	recordFault({
		...{ id: 'F07', runs: 1, unit: 'samples', lostExpected: account.lost },
		...{ lostActual: account.lost, declared: lost, tolerance: 1 },
		note: 'board reset at 100 Hz: only the clock spans it, ±1 sample'
	});
}

test('what was missed while the recorder stood still or the board was away is declared', async () => {
	await Promise.all([
		standStill(suspended, 'F09', SUSPENDED_MS),
		standStill(stalled, 'F16', STALLED_MS),
		resetBoard()
	]);
}, 60_000);
