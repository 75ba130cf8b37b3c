import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tell } from './client.ts';

// an error of the connection that nobody hears would end the whole process: vitest counts it as a failure
let folder = '';
let server: Server | null = null;

beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'jingwei-client-'));
});
afterEach(async () => {
	await new Promise((resolve) => server?.close(resolve) ?? resolve(null));
	server = null;
	await rm(folder, { recursive: true, force: true });
});

/** A socket that does this with whoever connects. */
async function listening(connected: Parameters<typeof createServer>[1]): Promise<string> {
	const path = join(folder, 'instrument.sock');
	const made = createServer(connected);
	server = made;
	await new Promise<void>((resolve) => {
		made.listen(path, resolve);
	});
	return path;
}

test('a socket that is gone is refused as unreachable, and nothing else happens', async () => {
	const told = tell(join(folder, 'nobody.sock'), { ask: 'state' });
	await expect(told).rejects.toMatchObject({ code: 'instrument/unreachable' });
	// time for an error that nobody hears to come up
	await new Promise((resolve) => setImmediate(resolve));
});

test('a connection that is cut before the answer is refused as unreachable', async () => {
	const path = await listening((connection) => connection.destroy());
	await expect(tell(path, { ask: 'state' })).rejects.toMatchObject({
		code: 'instrument/unreachable'
	});
});
