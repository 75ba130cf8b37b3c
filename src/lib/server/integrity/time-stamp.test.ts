/** Time stamps by an authority that is `openssl ts`: what it makes is taken, anything else is refused. */
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { FIRST_HEAD, headText, type TreeHead } from '#lib/core/integrity/tree-head.ts';
import {
	timeStampAuthority,
	type TestAuthority
} from '../../../../tests/fixtures/time-stamp-authority.ts';
import { logKeyOf } from './log-key.ts';
import { checkTimeStamp, requestTimeStamp, stampedBytes } from './time-stamp.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });
const key = logKeyOf(generateKeyPairSync('ed25519').privateKey);
function headOf(number: number): TreeHead {
	const content = {
		...{
			number,
			size: 5,
			sha256: 'a'.repeat(64),
			sm3: 'b'.repeat(64),
			at: '2026-11-29T08:00:00.000Z'
		},
		...{ keyId: key.keyId, previous: FIRST_HEAD }
	};
	return { ...content, signature: key.sign(headText(content)) };
}
const head = headOf(1);
let authority: TestAuthority;
beforeAll(async () => {
	authority = await timeStampAuthority();
});
afterAll(() => authority.close());

test('a token is taken that openssl takes too, and says when', async () => {
	const token = await requestTimeStamp(authority, head);
	expect(authority.verifies(token, stampedBytes(head))).toBe(true);
	const { at } = await checkTimeStamp(token, head, authority.certificates);
	expect(Math.abs(at.getTime() - Date.now())).toBeLessThan(60_000);
	await expect(checkTimeStamp(token, headOf(2), authority.certificates)).rejects.toMatchObject({
		code: 'integrity/time-stamp'
	});
	for (let place = 7; place < token.length; place += Math.ceil(token.length / 24)) {
		const changed = Buffer.from(token);
		changed[place] = (changed[place] ?? 0) ^ 1;
		// a bit no check reads may change, what the token says may not
		const taken = await checkTimeStamp(changed, head, authority.certificates).catch(() => null);
		if (taken !== null) expect(taken.at).toEqual(at);
	}
});

test.each([
	['an error', () => 503],
	['no token', () => Buffer.from('nothing')],
	['an answer cut off', (answer: Buffer) => answer.subarray(0, 200)],
	[
		'another signature',
		(answer: Buffer) => Buffer.concat([answer.subarray(0, -4), Buffer.from([1, 2, 3, 4])])
	]
])('%s is refused', async (_, spoil) => {
	authority.spoil = spoil;
	await expect(requestTimeStamp(authority, head)).rejects.toMatchObject({
		code: 'integrity/time-stamp'
	});
	authority.spoil = null;
});

test('an answer to an earlier request is refused', async () => {
	let earlier = Buffer.alloc(0);
	authority.spoil = (answer) => (earlier = Buffer.from(answer));
	await requestTimeStamp(authority, head);
	authority.spoil = () => earlier;
	await expect(requestTimeStamp(authority, head)).rejects.toMatchObject({
		code: 'integrity/time-stamp'
	});
	authority.spoil = null;
});

test('another authority’s token is refused', async () => {
	const other = await timeStampAuthority();
	const { url } = other;
	await expect(
		requestTimeStamp({ url, certificates: authority.certificates }, head)
	).rejects.toMatchObject({ code: 'integrity/time-stamp' });
	await expect(requestTimeStamp({ url, certificates: '' }, head)).rejects.toMatchObject({
		code: 'integrity/time-stamp'
	});
	other.close();
});

test('an authority that sends on to another address is not followed', async () => {
	const server = createServer((_, response) =>
		response.writeHead(307, { location: authority.url }).end()
	);
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
	await expect(requestTimeStamp({ ...authority, url }, head)).rejects.toMatchObject({
		code: 'integrity/time-stamp'
	});
	server.close();
});
