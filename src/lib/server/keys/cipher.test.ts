/** The two suites beside second implementations, and every change of one bit. */
import { createHash, randomBytes, webcrypto } from 'node:crypto';
import { sm3, sm4 } from 'sm-crypto-v2';
import { describe, expect, test } from 'vitest';
import { algorithms, openBytes, overheadOf, sealBytes } from './cipher.ts';

const key = createHash('sha256').update('a key of 32 bytes').digest();
const about = Buffer.from('what it is about');
const plain = Buffer.from('被测人知道第三项：现场的钥匙是红色的。'.repeat(9));

describe.each(algorithms)('%s', (algorithm) => {
	const one = { algorithm, key };
	test('opens what it sealed, of any size, and never seals twice alike', () => {
		for (const size of [0, 1, 15, 16, 17, 1000, 65_536]) {
			const bytes = randomBytes(size);
			const [first, second] = [sealBytes(one, bytes, about), sealBytes(one, bytes, about)];
			expect(openBytes(one, first, about).equals(bytes)).toBe(true);
			expect(first.equals(second)).toBe(false);
			const { nonce, tag } = overheadOf(algorithm);
			expect(first).toHaveLength(nonce + size + tag);
		}
	});

	test('refuses another bit anywhere, another end, another key, another matter', () => {
		const sealed = sealBytes(one, plain.subarray(0, 40), about);
		const refused = expect.objectContaining({ code: 'keys/changed' }) as Error;
		for (let bit = 0; bit < 8 * sealed.length; bit++) {
			const changed = Buffer.from(sealed);
			changed[bit >> 3]! ^= 1 << (bit & 7);
			expect(() => openBytes(one, changed, about)).toThrow(refused);
		}
		for (let end = 0; end < sealed.length; end++)
			expect(() => openBytes(one, sealed.subarray(0, end), about)).toThrow(refused);
		expect(() => openBytes(one, sealed, Buffer.from('another'))).toThrow(refused);
		expect(() => openBytes({ algorithm, key: randomBytes(32) }, sealed, about)).toThrow(refused);
	});
});

test('AES-256-GCM is what Web Crypto opens', async () => {
	const sealed = sealBytes({ algorithm: 'aes-256-gcm', key }, plain, about);
	const own = await webcrypto.subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt']);
	const opened = await webcrypto.subtle.decrypt(
		{ name: 'AES-GCM', iv: sealed.subarray(0, 12), additionalData: about },
		own,
		sealed.subarray(12)
	);
	expect(Buffer.from(opened).equals(plain)).toBe(true);
});

test('the second implementation gives the worked example of GB/T 32907', () => {
	const block = Buffer.from('0123456789abcdeffedcba9876543210', 'hex');
	const out = sm4.encrypt(block, block, { padding: 'none', output: 'array' });
	expect(Buffer.from(out).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246');
});

test('SM4-CTR with HMAC-SM3 is what a second implementation opens', () => {
	const sealed = sealBytes({ algorithm: 'sm4-ctr-hmac-sm3', key }, plain, about);
	const [nonce, text, tag] = [
		sealed.subarray(0, 16),
		sealed.subarray(16, -32),
		sealed.subarray(-32).toString('hex')
	];
	const mac = (own: Uint8Array, message: Uint8Array): Buffer =>
		Buffer.from(sm3(message, { key: own, mode: 'hmac' }), 'hex');
	const length = Buffer.alloc(8);
	length.writeUInt32BE(about.length, 4);
	const authentic = mac(
		mac(key, Buffer.from('authenticate')),
		Buffer.concat([length, about, nonce, text])
	);
	expect(authentic.toString('hex')).toBe(tag);
	const own = mac(key, Buffer.from('encrypt')).subarray(0, 16);
	const opened = Buffer.from(text);
	for (let block = 0; block * 16 < text.length; block++) {
		const counter = (BigInt(`0x${nonce.toString('hex')}`) + BigInt(block)) % (1n << 128n);
		const bytes = Buffer.from(counter.toString(16).padStart(32, '0'), 'hex');
		const stream = sm4.encrypt(bytes, own, { padding: 'none', output: 'array' });
		for (let at = 0; at < 16 && block * 16 + at < text.length; at++)
			opened[block * 16 + at]! ^= stream[at]!;
	}
	expect(opened.equals(plain)).toBe(true);
});
