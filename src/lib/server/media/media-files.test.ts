import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync, chmodSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { isMediaKept, keepMedia, LARGEST_MEDIA, mediaFolder, readMedia } from './media-files.ts';

const data = mkdtempSync(join(tmpdir(), 'jingwei-media-'));
afterAll(() => rm(data, { recursive: true, force: true }));

const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('the rest')]);
const keep = (bytes: Uint8Array, name = 'tin.png', session = 's1') =>
	keepMedia(data, session, { bytes, name });

test('a file is kept by its content, once, and read back byte by byte', async () => {
	const file = await keep(png);
	const sha256 = createHash('sha256').update(png).digest('hex');
	expect(file).toEqual({ sha256, bytes: png.length, type: 'image/png', name: 'tin.png' });
	expect(await keep(png, 'again.png')).toMatchObject({ sha256 });
	expect(readdirSync(mediaFolder(data, 's1'))).toEqual([sha256]);
	expect((await readMedia(data, 's1', sha256)).bytes.equals(png)).toBe(true);
});

test.each([
	['nothing', new Uint8Array(0), 'media/empty'],
	['a page', Buffer.from('<html><script>alert(1)</script>'), 'media/type'],
	['a drawing with a script', Buffer.from('<svg onload="alert(1)">'), 'media/type'],
	['too much', Buffer.concat([png, Buffer.alloc(LARGEST_MEDIA)]), 'media/too-large']
])('%s is refused', async (_, bytes, code) => {
	await expect(keep(bytes, 'x.png', 's2')).rejects.toMatchObject({ code });
});

test('a name never becomes a path, and another session has no such file', async () => {
	expect((await keep(png, '../../etc/\u0000passwd')).name).toBe('passwd');
	expect((await keep(png, '..\\..\\')).name).toMatch(/^[0-9a-f]{8}[.]png$/);
	const { sha256 } = await keep(png);
	for (const [session, name] of [
		['s3', sha256],
		['s1', '../../jingwei.sqlite'],
		['s1', '0'.repeat(64)]
	] as const)
		await expect(readMedia(data, session, name)).rejects.toMatchObject({ code: 'media/not-found' });
});

test('an event may name what is kept, and only with its own length and type', async () => {
	const file = await keep(png);
	const naming = (one: object) => ({ items: [{ stimulus: { file: one } }] });
	expect(await isMediaKept(data, 's1', naming(file))).toBe(true);
	expect(await isMediaKept(data, 's1', { text: 'no file at all' })).toBe(true);
	expect(await isMediaKept(data, 's1', naming({ ...file, type: 'audio/wav' }))).toBe(false);
	expect(await isMediaKept(data, 's1', naming({ ...file, sha256: '1'.repeat(64) }))).toBe(false);
	expect(await isMediaKept(data, 's9', naming(file))).toBe(false);
	const place = join(mediaFolder(data, 's1'), file.sha256);
	chmodSync(place, 0o644);
	writeFileSync(place, readFileSync(place).subarray(1));
	expect(await isMediaKept(data, 's1', naming(file))).toBe(false);
});
