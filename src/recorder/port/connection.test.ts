import { SerialPort } from 'serialport';
import { afterEach, expect, test } from 'vitest';
import { openPty, type PtyPair } from '../../../tests/fixtures/pty-pair.ts';
import { openConnection, type PortOptions } from './connection.ts';

const listener = { data: () => undefined, closed: () => undefined };
let pair: PtyPair;
let holder: SerialPort;
afterEach(async () => {
	if (holder.isOpen) await new Promise((resolve) => holder.close(resolve));
	pair.unplug();
});

/** A port that another one holds. */
async function held(): Promise<PortOptions> {
	pair = openPty(() => undefined);
	const options = { path: pair.path, baudRate: 115_200, binding: null };
	holder = new SerialPort({ path: options.path, baudRate: options.baudRate, autoOpen: false });
	await new Promise<void>((resolve, reject) => {
		holder.open((error) => (error ? reject(error) : resolve()));
	});
	return options;
}

test('a port that somebody holds for a moment is opened when it is free', async () => {
	const options = await held();
	const opening = openConnection(options, listener);
	setTimeout(() => {
		holder.close();
	}, 200);
	const connection = await opening;
	expect(holder.isOpen).toBe(false);
	await connection.close();
});

test('a port that somebody keeps is refused, with the reason', async () => {
	const options = await held();
	await expect(openConnection(options, listener)).rejects.toThrow('Cannot lock port');
});
