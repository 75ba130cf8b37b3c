import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tell } from '#lib/server/instrument/client.ts';
import { listen } from './control.ts';

test('a client that goes away in the middle leaves the others served', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'jingwei-control-'));
	const path = join(folder, 'instrument.sock');
	const server = await listen(path, () => ({
		error: { code: 'instrument/command', message: 'heard' }
	}));
	try {
		for (let i = 0; i < 20; i++)
			await new Promise<void>((resolve) => {
				const connection = createConnection(path);
				connection.on('error', () => undefined);
				connection.on('close', () => {
					resolve();
				});
				// many answers to a connection that is gone at once: writing them fails
				connection.write('{"ask":"state"}\n'.repeat(50), () => connection.destroy());
			});
		await expect(tell(path, { ask: 'state' })).rejects.toMatchObject({
			code: 'instrument/command'
		});
	} finally {
		await new Promise((resolve) => server.close(resolve));
		await rm(folder, { recursive: true, force: true });
	}
});
