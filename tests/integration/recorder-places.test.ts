/** The recorder in unusual places: in a time lapse, on a port inside the process, in a deep folder. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { readClockFile } from '#lib/server/recorder/clock-file.ts';
import { recorderClient } from '#lib/server/recorder/process.ts';
import { Recorder } from '#recorder/recorder.ts';
import { frameOf, pattern } from '../fixtures/fake-bitalino.ts';
import { breaksIn, fakeSetup, RecorderLab } from '../fixtures/recorder-lab.ts';

const TIMEOUT = { timeout: 30_000 };
const ends: (() => Promise<void> | void)[] = [];
afterEach(async () => {
	for (const end of ends.splice(0).toReversed()) await end();
}, 30_000);

function newRoot(...deeper: string[]): string {
	const top = mkdtempSync(join(tmpdir(), 'jw-place-'));
	ends.push(() => {
		rmSync(top, { recursive: true, force: true });
	});
	const root = join(top, ...deeper);
	mkdirSync(root, { recursive: true });
	return root;
}

/** A recorder in this process with a client. */
async function recorderIn(root: string, binding: ReturnType<typeof boardInside> | null = null) {
	const recorder = new Recorder({ root, binding });
	await recorder.start();
	ends.push(() => recorder.stop());
	const client = recorderClient(root);
	await client.connect();
	ends.push(() => {
		client.close();
	});
	return client;
}

test('a minute at 100 Hz takes a second when time runs 60 times faster', TIMEOUT, async () => {
	const lab = new RecorderLab(100, 60);
	await lab.start();
	ends.push(() => lab.close());
	await lab.open();
	const { monotonicS } = await lab.startChart();
	await sleep(1100);
	const mark = { chart: 1, monotonicS: monotonicS + 30, durationS: null, text: 'half a minute' };
	const { sample } = await lab.client.command('mark', { id: 'mark-1', ...mark });
	const { samples, lost } = await lab.client.command('stop-chart', {});
	const reading = lab.recording();
	expect(lost).toBe(0);
	expect(samples).toBeGreaterThan(6000);
	expect(breaksIn(reading, samples)).toEqual([]);
	expect(reading.problems).toEqual([]);
	// 3 s of recorded time are 50 ms of a busy machine
	expect(Math.abs(sample - 3000)).toBeLessThan(300);
	const { pairs } = await readClockFile(lab.file('chart-01.clock.jsonl'));
	const last = pairs.at(-1)!;
	expect(Math.abs(last.monotonicS - monotonicS - samples / 100)).toBeLessThan(3);
});

/** A board inside this process, for systems without pseudo terminals: what serialport calls a binding. */
function boardInside(board: (heard: Buffer, say: (bytes: Uint8Array) => void) => void) {
	let said = Buffer.alloc(0);
	let wake = (): void => undefined;
	const say = (bytes: Uint8Array): void => {
		said = Buffer.concat([said, bytes]);
		wake();
	};
	const port = {
		isOpen: true,
		openOptions: { path: 'board', baudRate: 115_200 },
		async read(buffer: Buffer, offset: number, length: number) {
			while (said.length === 0 && port.isOpen) await new Promise<void>((next) => (wake = next));
			if (!port.isOpen) throw Object.assign(new Error('closed'), { canceled: true });
			const bytesRead = said.copy(buffer, offset, 0, length);
			said = said.subarray(bytesRead);
			return { buffer, bytesRead };
		},
		write: async (bytes: Buffer) => board(bytes, say),
		async close() {
			port.isOpen = false;
			wake();
		},
		...{ update: async () => undefined, set: async () => undefined, get: async () => ({}) },
		...{ flush: async () => undefined, drain: async () => undefined }
	};
	return { list: async () => [{ path: 'board', serialNumber: 'B1' }], open: async () => port };
}

test('records from a port inside the process', TIMEOUT, async () => {
	let timer: NodeJS.Timeout | undefined;
	const binding = boardInside((heard, say) => {
		for (const byte of heard)
			if (byte === 0xff) clearInterval(timer);
			else if (byte === 0x07) say(Buffer.from('BITalino_v5.2\n'));
			else if ((byte & 3) === 1) {
				const begunMs = performance.now();
				let sent = 0;
				timer = setInterval(() => {
					for (; sent < performance.now() - begunMs; sent++) say(frameOf(pattern(sent), sent));
				}, 2);
			}
	});
	const root = newRoot();
	const client = await recorderIn(root, binding);
	const list = await client.command('list-ports', {});
	expect(list.ports).toMatchObject([{ path: 'board', serialNumber: 'B1' }]);
	const setup = { ...fakeSetup('elsewhere', 1000), serialNumber: 'B1' };
	expect((await client.command('open', { setup })).path).toBe('board');
	const who = { subjectCode: 'S-001', technician: '', equipment: '' };
	await client.command('start-chart', { sessionId: 'session-1', chart: 1, ...who });
	await sleep(600);
	expect(await client.command('stop-chart', {})).toMatchObject({ lost: 0 });
	await client.command('close', {});
	clearInterval(timer);
});

test('a deep data folder has its socket in a private folder of the system', TIMEOUT, async () => {
	const root = newRoot('a-folder-with-a-long-name'.repeat(4), 'and-another-one');
	const client = await recorderIn(root);
	expect(client.hello?.root).toBe(root);
});
