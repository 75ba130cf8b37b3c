import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase, type LabDatabase } from '../database/open.ts';
import { browserKey } from './browser-key.ts';

let folder: string;
let opened: LabDatabase[];
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'jingwei-browser-key-'));
	opened = [];
});
afterEach(async () => {
	for (const database of opened) await database.close();
	await rm(folder, { recursive: true });
});

type Algorithm = 'aes-256-gcm' | 'sm4-ctr-hmac-sm3';
async function open(name: string, algorithm: Algorithm = 'aes-256-gcm'): Promise<LabDatabase> {
	const place = { file: join(folder, `key-${name}`), algorithm };
	const database = await openDatabase(join(folder, `${name}.sqlite`), place);
	opened.push(database);
	return database;
}
const asked = { account: 'tester-1', browser: 'A'.repeat(22) };

test.each(['aes-256-gcm', 'sm4-ctr-hmac-sm3'] as const)(
	'a laboratory with %s gives a browser the same 32 bytes after every start, and no other browser or person',
	async (algorithm) => {
		const database = await open('one', algorithm);
		const key = await browserKey(database.db, asked);
		expect(key).toHaveLength(32);
		await database.close();
		const again = await open('one', algorithm);
		expect(await browserKey(again.db, asked)).toEqual(key);
		// where one part ends and the next begins is part of the question
		for (const other of [
			{ ...asked, account: 'tester-2' },
			{ ...asked, browser: 'B'.repeat(22) },
			{ account: 'tester-1A', browser: 'A'.repeat(21) }
		])
			expect(await browserKey(again.db, other)).not.toEqual(key);
		expect(await browserKey((await open('two', algorithm)).db, asked)).not.toEqual(key);
	}
);

test('when the key of the laboratory was destroyed there is none to be had', async () => {
	const { db } = await open('one');
	await db
		.updateTable('data_key')
		.set({ wrapped: null })
		.where('scope', '=', 'laboratory')
		.execute();
	await expect(browserKey(db, asked)).rejects.toMatchObject({ code: 'keys/destroyed' });
});
