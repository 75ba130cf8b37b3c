/** The instrument over its cables: the serial stream inside one process, a pseudo-terminal between processes. */
import { SerialPortStream } from '@serialport/stream';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { SerialPort } from 'serialport';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { InstrumentPlace } from '#lib/core/virtual/instrument-commands.ts';
import bitalino from '#lib/devices/bitalino.ts';
import type { Frame } from '#lib/devices/types.ts';
import {
	runningInstrument,
	startInstrument,
	stopInstrument
} from '#lib/server/instrument/process.ts';
import { createInProcessCable } from '#instrument/cable/binding.ts';
import { hasPty } from '#instrument/cable/pty.ts';
import { createClock } from '#instrument/clock.ts';
import { VirtualInstrument } from '#instrument/instrument.ts';

const OPTIONS = { channels: ['A1', 'A2', 'A3', 'A4'], rateHz: 1000, settings: {} };
const folders: string[] = [];
const processes: ChildProcess[] = [];

afterEach(() => {
	for (const child of processes.splice(0)) child.kill('SIGKILL');
	for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** What both kinds of serial port have in common here. */
interface HostPort {
	on(event: 'data', listener: (bytes: Buffer) => void): unknown;
	on(
		event: 'close',
		listener: (error: (Error & { disconnected?: boolean }) | null) => void
	): unknown;
	write(bytes: Buffer): boolean;
	close(done: () => void): void;
	destroy(): unknown;
}

/** The opening conversation, then frames. */
async function stream(
	port: HostPort,
	enough: number
): Promise<{ frames: Frame[]; firmware: string }> {
	let received = Buffer.alloc(0);
	const decoder = bitalino.decoder(OPTIONS);
	const frames: Frame[] = [];
	let isStreaming = false;
	port.on('data', (bytes) => {
		if (isStreaming) frames.push(...decoder.push(bytes));
		else received = Buffer.concat([received, bytes]);
	});
	const replies: Uint8Array[] = [];
	for (const { send, reply } of bitalino.start(OPTIONS)) {
		received = Buffer.alloc(0);
		isStreaming = send[0] === 0x3d;
		port.write(Buffer.from(send));
		if (!reply) continue;
		await vi.waitUntil(() => reply(received) !== null, { timeout: 5000, interval: 5 });
		replies.push(received);
	}
	await vi.waitUntil(() => frames.length >= enough, { timeout: 10_000, interval: 5 });
	return { frames, firmware: bitalino.identify(replies)?.firmware ?? 'none' };
}

const folder = (): string => {
	const path = mkdtempSync(join(tmpdir(), 'jingwei-instrument-'));
	folders.push(path);
	return path;
};

async function startProcess(data: string, ...args: string[]): Promise<ChildProcess> {
	const child = spawn(
		join('node_modules', '.bin', 'node'),
		['src/instrument/main.ts', '--data', data, ...args],
		{ stdio: ['ignore', 'pipe', 'inherit'] }
	);
	processes.push(child);
	await vi.waitUntil(() => existsSync(join(data, 'instrument.json')) || child.exitCode !== null, {
		timeout: 10_000,
		interval: 20
	});
	return child;
}

const placeOf = (data: string): InstrumentPlace =>
	JSON.parse(readFileSync(join(data, 'instrument.json'), 'utf8')) as InstrumentPlace;

async function openPort(path: string): Promise<SerialPort> {
	const port = new SerialPort({ path, baudRate: 115_200, autoOpen: false });
	await new Promise<void>((resolve, reject) => {
		port.open((error) => {
			if (error) reject(error);
			else resolve();
		});
	});
	return port;
}

async function tell(socket: string, command: object): Promise<Record<string, unknown>> {
	const connection = connect(socket);
	connection.write(`${JSON.stringify(command)}\n`);
	for await (const line of createInterface({ input: connection })) {
		connection.destroy();
		return JSON.parse(line) as Record<string, unknown>;
	}
	throw new Error('no answer');
}

const expectUnbroken = (frames: readonly Frame[]): void => {
	expect(frames.filter(({ lostBefore }) => lostBefore > 0)).toEqual([]);
};

describe('inside one process', () => {
	test('a serial stream gets every frame, and a pulled cable is a disconnect', async () => {
		const cable = createInProcessCable();
		const instrument = new VirtualInstrument({
			source: { counts: () => [100, 200, 300, 400, 500, 600], hear: () => undefined },
			plug: cable.plug,
			clock: createClock(1),
			crystalPpm: 0,
			lapse: 1,
			onPath: () => undefined
		});
		instrument.start();
		try {
			const port = new SerialPortStream({
				binding: cable.binding as never,
				path: instrument.path ?? '',
				baudRate: 115_200
			}) as unknown as HostPort;
			const closed = new Promise<boolean>((resolve) => {
				port.on('close', (error) => {
					resolve(error?.disconnected === true);
				});
			});
			const { frames, firmware } = await stream(port, 200);
			expect(firmware).toBe('v5.2');
			expect(frames[7]?.values).toEqual([100, 200, 300, 400]);
			expectUnbroken(frames);
			instrument.hear({ hear: 'unplug', forS: 0.05 }, createClock(1)());
			expect(await closed).toBe(true);
			await vi.waitUntil(() => instrument.path === 'virtual:2');
			expect(instrument.mode).toBe('idle');
		} finally {
			instrument.stop();
		}
	});
});

describe.skipIf(!hasPty())('in its own process on a pseudo-terminal', { timeout: 30_000 }, () => {
	test('streams to a real serial port, survives being unplugged, and ends when told', async () => {
		const data = folder();
		const child = await startProcess(data, '--subject', 'informed', '--seed', '5');
		const first = placeOf(data);
		expect(first).toMatchObject({ pid: child.pid, serialNumber: 'VIRTUAL-0001' });

		const port = await openPort(first.path);
		port.on('error', () => undefined);
		const { frames, firmware } = await stream(port, 1000);
		expect(firmware).toBe('v5.2');
		expectUnbroken(frames);
		expect(frames.every(({ values: [eda = 0] }) => eda > 10 && eda < 900)).toBe(true);

		expect(await tell(first.socket, { hear: 'unplug', forS: 1 })).toMatchObject({ ok: true });
		// serialport misses some hang-ups; that the port is gone is what the recorder looks at too
		await vi.waitUntil(() => !existsSync(first.path), { timeout: 5000, interval: 5 });
		expect(existsSync(join(data, 'instrument.json'))).toBe(false);
		await vi.waitUntil(() => existsSync(join(data, 'instrument.json')), { timeout: 5000 });
		if (port.isOpen) port.destroy();
		const again = await openPort(placeOf(data).path);
		expectUnbroken((await stream(again, 100)).frames);
		await new Promise<void>((resolve) => {
			again.close(() => {
				resolve();
			});
		});

		child.kill('SIGTERM');
		await vi.waitUntil(() => child.exitCode !== null, { timeout: 5000 });
		expect(child.exitCode).toBe(0);
		expect(existsSync(join(data, 'instrument.json'))).toBe(false);
	});

	test('a stalled radio shows as at most one step of the sequence counter', async () => {
		const data = folder();
		await startProcess(data);
		const { path, socket } = placeOf(data);
		const port = await openPort(path);
		const counting = stream(port, 3000);
		await vi.waitUntil(async () => (await tell(socket, { ask: 'state' }))['mode'] === 'live', {
			timeout: 5000
		});
		await tell(socket, { hear: 'stall', forS: 1 });
		const { frames } = await counting;
		expect(frames.filter(({ lostBefore }) => lostBefore > 0).length).toBeLessThanOrEqual(1);
		port.destroy();
	});

	test('refuses a second one for the same data, wrong arguments and wrong commands', async () => {
		const data = folder();
		await startProcess(data);
		const second = spawn(join('node_modules', '.bin', 'node'), [
			...['src/instrument/main.ts', '--data', data]
		]);
		let said = '';
		second.stderr.on('data', (text: Buffer) => (said += text.toString()));
		await vi.waitUntil(() => second.exitCode !== null, { timeout: 10_000 });
		expect(second.exitCode).toBe(1);
		expect(said).toContain('instrument/already-running');

		const other = await startProcess(folder(), '--subject', 'liar').catch(() => null);
		expect(other?.exitCode).toBe(1);
		const { socket } = placeOf(data);
		expect(await tell(socket, { hear: 'music' })).toMatchObject({
			error: { code: 'instrument/command' }
		});
		expect(await tell(socket, { configure: { subject: 'uninformed', seed: 9 } })).toMatchObject({
			subject: 'uninformed',
			seed: 9
		});
	});

	test('is adopted by whoever asks for it next, with another subject in the chair', async () => {
		const data = folder();
		const first = await startInstrument({ data, choice: { subject: 'informed', seed: 1 } });
		try {
			const choice = { subject: 'non-responder', seed: 8 } as const;
			const again = await startInstrument({ data, choice });
			expect(again).toEqual(first);
			expect(await tell(first.socket, { ask: 'state' })).toMatchObject(choice);
		} finally {
			await stopInstrument(data);
		}
		expect(await runningInstrument(data)).toBe(null);
		expect(() => process.kill(first.pid, 0)).toThrow();
	});
});
