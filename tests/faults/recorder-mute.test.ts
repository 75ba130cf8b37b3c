/** A port on which nobody answers as the instrument does: said within 2 s, refused later, never a chart on it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createRandom } from '#lib/core/random.ts';
import { recorderClient } from '#lib/server/recorder/process.ts';
import { Recorder } from '#recorder/recorder.ts';
import { openPty, type PtyPair } from '../fixtures/pty-pair.ts';
import { fakeSetup, until } from '../fixtures/recorder-lab.ts';
import { recordFault } from './record-fault.ts';

/** Somebody is told within this time of the opening [ms]; reliability plan F06. */
const PLAN_MS = 2000;

const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
	for (const end of ends.splice(0).toReversed()) await end();
});

const WHO = { sessionId: 'session-1', subjectCode: 'S-001', technician: '', equipment: '' };
const REFUSED = { code: 'recorder/not-streaming' };

/**
 * Opens a board on a recorder of its own, and tries to start a chart when it is told that no frames come, and when the
 * board is refused. Gives back what was told and when, and the refusal and how long it took [ms].
 */
async function refusalOf(behave: (heard: number, port: PtyPair) => void) {
	const root = mkdtempSync(join(tmpdir(), 'jw-mute-'));
	ends.push(() => {
		rmSync(root, { recursive: true, force: true });
	});
	const recorder = new Recorder({ root });
	await recorder.start();
	const client = recorderClient(root);
	await client.connect();
	const port: PtyPair = openPty((bytes) => {
		for (const byte of bytes) behave(byte, port);
	});
	ends.push(async () => {
		client.close();
		await recorder.stop();
		port.unplug();
	});
	const sinceMs = performance.now();
	const tookMs = (): number => Math.round(performance.now() - sinceMs);
	const telling = new Promise<{ bytes: number; toldMs: number }>((resolve) => {
		client.listen({
			health: ({ device, noFramesYet }) => {
				if (device === 'opening' && noFramesYet) resolve({ ...noFramesYet, toldMs: tookMs() });
			}
		});
	});
	const opening = client.command('open', { setup: fakeSetup(port.path, 1000) }).then(
		() => 'opened',
		(error: unknown) => (error as { code: string }).code
	);
	const told = await telling;
	await expect(client.command('start-chart', { ...WHO, chart: 1 })).rejects.toMatchObject(REFUSED);
	// the refusal did not wait for the end of the opening
	expect(client.health?.device).toBe('opening');
	const code = await opening;
	const refusedMs = tookMs();
	await expect(client.command('start-chart', { ...WHO, chart: 1 })).rejects.toMatchObject(REFUSED);
	await until('told no more', () => client.health?.device === 'closed');
	expect(client.health?.noFramesYet).toBeUndefined();
	return { ...told, code, refusedMs };
}

test(
	'wrong speed, silence, a board that never streams, a blocked line: told within 2 s, no chart',
	{ timeout: 60_000 },
	async () => {
		const chance = createRandom(6);
		const noise = () => Uint8Array.from({ length: 40 }, () => chance.integer(256));
		const cases = await Promise.all([
			refusalOf((_heard, port) => port.send(noise())),
			refusalOf(() => undefined),
			refusalOf((heard, port) => {
				if (heard === 0x07) port.send(Buffer.from('BITalino_v5.2\n'));
			}),
			// a port is emptied when it is opened: blocked from the first byte on
			refusalOf((heard, port) => {
				if (heard === 0xff) void port.block();
			})
		]);
		expect(cases.map(({ code }) => code)).toEqual([
			...['device/no-reply', 'device/no-reply', 'device/no-samples', 'device/no-reply']
		]);
		const bytes = cases.map((one) => one.bytes);
		expect(bytes).toEqual([expect.any(Number), 0, 'BITalino_v5.2\n'.length, 0]);
		expect(bytes[0]).toBeGreaterThan(0);
		expect(Math.max(...cases.map(({ toldMs }) => toldMs))).toBeLessThanOrEqual(PLAN_MS);
		recordFault({
			...{
				id: 'F06',
				runs: cases.length,
				unit: 'charts started',
				lostExpected: 0,
				lostActual: 0,
				declared: 0
			},
			note:
				`“no valid frames yet” told after ${cases.map(({ toldMs }) => toldMs).join(', ')} ms, a start refused then and later; ` +
				`connecting is given up after ${cases.map(({ refusedMs }) => refusedMs).join(', ')} ms, ` +
				'because a radio link may take 3 s to answer and a board that resets 5 s to stream'
		});
	}
);
