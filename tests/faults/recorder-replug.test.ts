/** An instrument with a serial number comes back at another port, and another one takes its place. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SerialPort } from 'serialport';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readEdf } from '#lib/core/recording/edf/reader.ts';
import type { RecorderNotice } from '#lib/core/recording/recorder-messages.ts';
import { recorderClient } from '#lib/server/recorder/process.ts';
import { readFileSync } from 'node:fs';
import type { PortBinding } from '#recorder/port/connection.ts';
import { Recorder } from '#recorder/recorder.ts';
import { FakeBitalino } from '../fixtures/fake-bitalino.ts';
import { accountOf } from '../fixtures/recording-account.ts';
import { fakeSetup, SESSION, until } from '../fixtures/recorder-lab.ts';
import { recordFault } from './record-fault.ts';

const RATE_HZ = 100;
const root = mkdtempSync(join(tmpdir(), 'jw-replug-'));
const [own, foreign] = [new FakeBitalino(RATE_HZ), new FakeBitalino(RATE_HZ)];
/** What is plugged in where: names of ports that a system would give. */
const plugged = new Map<string, { readonly board: FakeBitalino; readonly serialNumber: string }>();
const opened: string[] = [];
const system = SerialPort.binding as unknown as PortBinding;
const binding: PortBinding = {
	list: async () =>
		[...plugged].map(([path, { serialNumber }]) => ({ path, serialNumber, vendorId: '0403' })),
	open: async (options) => {
		const there = plugged.get(options.path);
		if (!there) throw new Error(`no ${options.path}`);
		opened.push(there.serialNumber);
		return system.open({ ...options, path: there.board.path });
	}
};
const recorder = new Recorder({ root, binding });
const client = recorderClient(root);
const notices: RecorderNotice[] = [];
const state = () => notices.findLast((one) => one.notice === 'device');

beforeAll(async () => {
	await recorder.start();
	client.listen({ notice: (notice) => notices.push(notice) });
	await client.connect();
});
afterAll(async () => {
	client.close();
	await recorder.stop();
	own.close();
	foreign.close();
	rmSync(root, { recursive: true, force: true });
});

test('it is known by its serial number; another in its place is not recorded from', async () => {
	own.hasBattery = true;
	plugged.set('USB0', { board: own, serialNumber: 'OWN' });
	const setup = { ...fakeSetup('USB0', RATE_HZ), serialNumber: 'OWN' };
	await client.command('open', { setup });
	const who = { subjectCode: 'S-001', technician: '', equipment: '' };
	await client.command('start-chart', { sessionId: SESSION, chart: 1, ...who });
	await sleep(1000);
	plugged.set('USB0', { board: foreign, serialNumber: 'FOREIGN' });
	own.unplug();
	await until('loss noticed', () => state()?.state === 'lost', 5000);
	await sleep(900);
	expect(opened).toEqual(['OWN']);
	own.plugIn();
	const backMs = performance.now();
	plugged.set('USB1', { board: own, serialNumber: 'OWN' });
	await until('found again', () => state()?.state === 'streaming', 5000);
	const foundMs = Math.round(performance.now() - backMs);
	await sleep(1200);
	const { samples, lost } = await client.command('stop-chart', {});
	const file = join(root, 'recordings', SESSION, 'chart-01.bdf');
	const account = accountOf(readEdf(readFileSync(file)), samples);
	expect(opened).toEqual(['OWN', 'OWN']);
	expect({ false: account.false, sentByOther: foreign.sent.length }).toEqual({
		...{ false: 0, sentByOther: 0 }
	});
	recordFault({
		...{ id: 'F02', runs: 1, unit: 'samples', lostExpected: account.lost },
		...{ lostActual: account.lost, declared: lost, tolerance: 1 },
		note: `100 Hz; found at another port ${foundMs} ms after it was back; the foreign board was never opened`
	});
}, 30_000);
