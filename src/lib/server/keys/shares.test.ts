/** Any two of three custodians have the key, one has nothing, a wrong share is told. */
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { joinKey, splitKey } from './shares.ts';

test('any two of three shares are the key, one alone or a foreign one is refused', async () => {
	const key = randomBytes(32);
	const [a = '', b = '', c = ''] = await splitKey(key);
	for (const two of [
		[a, b],
		[c, a],
		[b, c],
		[a, b, c]
	])
		expect((await joinKey(two)).equals(key)).toBe(true);
	const [foreign = ''] = await splitKey(randomBytes(32));
	const other = a.at(-8) === 'A' ? 'B' : 'A';
	for (const wrong of [
		[a],
		[a, a],
		[a, foreign],
		[a, 'jwshare1'],
		[`${a.slice(0, -8)}${other}${a.slice(-7)}`, b]
	])
		await expect(joinKey(wrong)).rejects.toMatchObject({ code: 'keys/share' });
	for (const share of [a, b, c]) {
		expect(share).not.toContain(key.toString('base64url').slice(0, 12));
		expect(share).not.toContain(key.toString('hex').slice(0, 12));
	}
});
