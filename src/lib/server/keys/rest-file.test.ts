/** Encrypted files: any part can be read, nothing of them can be changed, and a clear file is read as it is. */
import { randomBytes, randomInt } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase, type LabDatabase } from '../database/open.ts';
import { CHUNK_BYTES, ENVELOPE_HEADER_BYTES } from './envelope.ts';
import { copyAtRest, readAtRest, sizeAtRest, streamAtRest } from './read-rest.ts';
import { envelopeOf, openAtRest } from './rest-file.ts';
import { KeyRing } from './key-ring.ts';
import { dropRing, useRing } from './rings.ts';
import { sealedLike, sealFolders } from './seal-files.ts';

let folder: string;
let database: LabDatabase;
beforeEach(async () => {
	folder = await mkdtemp(join(tmpdir(), 'jingwei-rest-'));
});
afterEach(async () => {
	await database.close();
	await rm(folder, { recursive: true });
});

const suites = ['aes-256-gcm', 'sm4-ctr-hmac-sm3'] as const;
const open = async (algorithm: (typeof suites)[number]): Promise<void> => {
	database = await openDatabase(':memory:', { file: join(folder, 'key'), algorithm });
};
const files = (): string => join(folder, 'files');
async function put(name: string, bytes: Uint8Array): Promise<string> {
	await mkdir(files(), { recursive: true });
	await writeFile(join(files(), name), bytes, { mode: 0o444 });
	return join(files(), name);
}
const seal = () => sealFolders(database.db, 'laboratory', [files(), join(folder, 'not-there')]);

describe.each(suites)('a file sealed by %s', (algorithm) => {
	test('reads like the clear one, whole and in any part', async () => {
		await open(algorithm);
		for (const size of [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES + 7]) {
			const bytes = randomBytes(size);
			const path = await put(`f-${size}`, bytes);
			expect(await seal()).toBe(1);
			expect((await readFile(path)).includes(bytes.subarray(0, 64)) && size > 63).toBe(false);
			expect((await stat(path)).mode & 0o777).toBe(0o444);
			expect((await readAtRest(path)).equals(bytes)).toBe(true);
			expect(await sizeAtRest(path)).toBe(size);
			const streamed: Buffer[] = [];
			for await (const part of streamAtRest(path)) streamed.push(part);
			expect(Buffer.concat(streamed).equals(bytes)).toBe(true);
			await copyAtRest(path, `${path}.copy`);
			expect((await readFile(`${path}.copy`)).equals(bytes)).toBe(true);
			await rm(`${path}.copy`);
			const file = await openAtRest(path);
			for (let n = 0; n < 20; n++) {
				const [from, length] = [randomInt(size + 10), randomInt(2 * CHUNK_BYTES)];
				const into = Buffer.alloc(length + 3);
				const { bytesRead } = await file.read(into, 3, length, from);
				const expected = bytes.subarray(from, from + length);
				expect(bytesRead).toBe(expected.length);
				expect(into.subarray(3, 3 + bytesRead).equals(expected)).toBe(true);
			}
			await file.close();
		}
		expect(await seal()).toBe(0);
	});

	test('shows a changed bit, a lost end, chunks exchanged, and chunks of another file', async () => {
		await open(algorithm);
		const size = 2 * CHUNK_BYTES + 100;
		const path = await put('one', randomBytes(size));
		const other = await put('two', randomBytes(size));
		await seal();
		const sealed = await readFile(path);
		const foreign = await readFile(other);
		const added = (sealed.length - ENVELOPE_HEADER_BYTES - size) / 3;
		const at = (index: number): number => ENVELOPE_HEADER_BYTES + index * (CHUNK_BYTES + added);
		const changes: Buffer[] = [
			sealed.subarray(0, sealed.length - 1),
			sealed.subarray(0, at(2)),
			sealed.subarray(0, at(1)),
			Buffer.concat([sealed, Buffer.from([0])]),
			Buffer.concat([
				sealed.subarray(0, at(0)),
				sealed.subarray(at(1), at(2)),
				sealed.subarray(at(0), at(1)),
				sealed.subarray(at(2))
			]),
			Buffer.concat([sealed.subarray(0, at(1)), foreign.subarray(at(1))]),
			Buffer.concat([
				foreign.subarray(0, ENVELOPE_HEADER_BYTES),
				sealed.subarray(ENVELOPE_HEADER_BYTES)
			])
		];
		// the id of the key apart: another one is unknown
		for (let n = 0; n < 120; n++) {
			const changed = Buffer.from(sealed);
			const place = n < 34 ? 30 + n : ENVELOPE_HEADER_BYTES + randomInt(sealed.length - 64);
			changed[place]! ^= 1 << randomInt(8);
			changes.push(changed);
		}
		for (const changed of changes) {
			const copy = join(folder, 'changed');
			await writeFile(copy, changed);
			await expect(readAtRest(copy)).rejects.toMatchObject({ code: 'keys/changed' });
		}
	});
});

test('a clear file is read as it is; what lies beside takes after its neighbour', async () => {
	await open('aes-256-gcm');
	const bytes = randomBytes(100_000);
	const clear = await put('clear', bytes);
	expect(await envelopeOf(clear)).toBeNull();
	expect((await readAtRest(clear)).equals(bytes)).toBe(true);
	expect(await sealedLike(clear, bytes)).toBe(bytes);
	await seal();
	await writeFile(join(folder, 'beside'), await sealedLike(clear, bytes));
	expect((await readFile(join(folder, 'beside'))).includes(bytes.subarray(0, 32))).toBe(false);
	expect((await readAtRest(join(folder, 'beside'))).equals(bytes)).toBe(true);
});

test('a crash while it was being encrypted leaves the clear file, and the next try ends it', async () => {
	await open('aes-256-gcm');
	const bytes = randomBytes(70_000);
	const path = await put('one', bytes);
	await writeFile(`${path}.sealing`, randomBytes(100));
	expect(await seal()).toBe(1);
	expect(await readdir(files())).toEqual(['one']);
	expect((await readAtRest(path)).equals(bytes)).toBe(true);
});

test('a changed id of the key is unknown, and no database is asked for what no id can be', async () => {
	await open('aes-256-gcm');
	const path = await put('one', randomBytes(10));
	await seal();
	const sealed = await readFile(path);
	const asked: string[] = [];
	const asking = new KeyRing(randomBytes(32), 'aes-256-gcm', async (id) => {
		asked.push(id);
		return Promise.resolve(undefined);
	});
	useRing(asking);
	for (let at = 8; at < 30; at++)
		for (const byte of [0, 0x0a, 0x2e, 0x7f, 0xff, sealed[at] === 0x41 ? 0x42 : 0x41]) {
			const changed = Buffer.from(sealed);
			changed[at] = byte;
			const copy = join(folder, 'changed');
			await writeFile(copy, changed);
			await expect(readAtRest(copy)).rejects.toMatchObject({ code: 'keys/unknown' });
		}
	dropRing(asking);
	expect(asked).toHaveLength(22);
	expect(asked.filter((id) => !/^[\w-]{22}$/.test(id))).toEqual([]);
});

test('of a laboratory whose keys are not here a file says so', async () => {
	await open('aes-256-gcm');
	const path = await put('one', randomBytes(10));
	await seal();
	await database.close();
	await expect(readAtRest(path)).rejects.toMatchObject({ code: 'keys/unknown' });
});
