import { expect, test } from 'vitest';
import { hashFile } from './hash-file.ts';

test('a file is hashed in a worker as the browser itself hashes it, and tells how far it is', async () => {
	const part = new Uint8Array(1024 * 1024).map((_, i) => (i * 31) % 251);
	const file = new File([...Array<BlobPart>(20).fill(part)], 'AV-1.mp4');
	const read: number[] = [];
	const sha256 = await hashFile(file, (bytes) => read.push(bytes)).sha256;
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
	expect(sha256).toBe([...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
	expect(read.length).toBeGreaterThanOrEqual(2);
	expect(read.every((bytes, i) => bytes > (read[i - 1] ?? 0) && bytes <= file.size)).toBe(true);
});

test('a hash that is given up is none', async () => {
	const hashing = hashFile(new Blob([new Uint8Array(1024)]), () => undefined);
	hashing.stop();
	expect(await hashing.sha256).toBeNull();
});
