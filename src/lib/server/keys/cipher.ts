/**
 * Authenticated encryption by one of two suites: AES-256-GCM, or the Chinese commercial suite SM4-CTR with HMAC-SM3
 * over everything (encrypt, then authenticate). Both take keys of 32 bytes.
 *
 * @source NIST SP 800-38D (GCM, 96-bit nonce, 128-bit tag); GB/T 32907-2016 (SM4); GB/T 32905-2016 (SM3); RFC 2104
 * @module
 */
import {
	createCipheriv,
	createDecipheriv,
	createHmac,
	randomBytes,
	timingSafeEqual
} from 'node:crypto';
import { LabError } from '#lib/core/errors.ts';

/** Suites by the name that stands beside every key. */
export const algorithms = ['aes-256-gcm', 'sm4-ctr-hmac-sm3'] as const;
/** One of them. */
export type Algorithm = (typeof algorithms)[number];

/** Size of every key [bytes]. */
export const KEY_BYTES = 32;

interface Suite {
	readonly nonceBytes: number;
	readonly tagBytes: number;
	/** @returns ciphertext, then tag */
	readonly seal: (key: Uint8Array, nonce: Buffer, plain: Uint8Array, about: Uint8Array) => Buffer;
	/** @returns null when it was not sealed so */
	readonly open: (
		key: Uint8Array,
		nonce: Buffer,
		sealed: Buffer,
		about: Uint8Array
	) => Buffer | null;
}

const SM4_KEY_BYTES = 16;
const GCM_TAG = { authTagLength: 16 } as const;

/** A key for one purpose out of the one key there is. */
function sm3Key(key: Uint8Array, purpose: string): Buffer {
	return createHmac('sm3', key).update(purpose).digest();
}

function sm3Tag(key: Uint8Array, nonce: Buffer, text: Uint8Array, about: Uint8Array): Buffer {
	const length = Buffer.alloc(8);
	length.writeBigUInt64BE(BigInt(about.length));
	return createHmac('sm3', sm3Key(key, 'authenticate'))
		.update(length)
		.update(about)
		.update(nonce)
		.update(text)
		.digest();
}

const suites: Readonly<Record<Algorithm, Suite>> = {
	'aes-256-gcm': {
		...{ nonceBytes: 12, tagBytes: 16 },
		seal: (key, nonce, plain, about) => {
			const cipher = createCipheriv('aes-256-gcm', key, nonce, GCM_TAG).setAAD(about);
			return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
		},
		open: (key, nonce, sealed, about) => {
			const decipher = createDecipheriv('aes-256-gcm', key, nonce, GCM_TAG)
				.setAAD(about)
				.setAuthTag(sealed.subarray(-16));
			const plain = decipher.update(sealed.subarray(0, -16));
			try {
				return Buffer.concat([plain, decipher.final()]);
			} catch {
				// the one thing `final` fails for: the tag does not fit
				return null;
			}
		}
	},
	'sm4-ctr-hmac-sm3': {
		...{ nonceBytes: 16, tagBytes: 32 },
		seal: (key, nonce, plain, about) => {
			const own = sm3Key(key, 'encrypt').subarray(0, SM4_KEY_BYTES);
			const cipher = createCipheriv('sm4-ctr', own, nonce);
			const text = Buffer.concat([cipher.update(plain), cipher.final()]);
			return Buffer.concat([text, sm3Tag(key, nonce, text, about)]);
		},
		open: (key, nonce, sealed, about) => {
			const text = sealed.subarray(0, -32);
			if (!timingSafeEqual(sealed.subarray(-32), sm3Tag(key, nonce, text, about))) return null;
			const own = sm3Key(key, 'encrypt').subarray(0, SM4_KEY_BYTES);
			const decipher = createDecipheriv('sm4-ctr', own, nonce);
			return Buffer.concat([decipher.update(text), decipher.final()]);
		}
	}
};

/** What a suite adds to a text [bytes]: nonce before, tag after. */
export function overheadOf(algorithm: Algorithm): { readonly nonce: number; readonly tag: number } {
	const { nonceBytes, tagBytes } = suites[algorithm];
	return { nonce: nonceBytes, tag: tagBytes };
}

/**
 * Encrypts with a new random nonce.
 *
 * @param about not encrypted, but bound to the text: opening needs the same
 * @returns nonce, ciphertext, tag
 */
export function sealBytes(
	{ algorithm, key }: { readonly algorithm: Algorithm; readonly key: Uint8Array },
	plain: Uint8Array,
	about: Uint8Array
): Buffer {
	const suite = suites[algorithm];
	const nonce = randomBytes(suite.nonceBytes);
	return Buffer.concat([nonce, suite.seal(key, nonce, plain, about)]);
}

/**
 * Decrypts what {@link sealBytes} made.
 *
 * @throws {LabError} `keys/changed` when a bit of it, of `about` or of the key is another
 */
export function openBytes(
	{ algorithm, key }: { readonly algorithm: Algorithm; readonly key: Uint8Array },
	sealed: Buffer,
	about: Uint8Array
): Buffer {
	const suite = suites[algorithm];
	const plain =
		sealed.length < suite.nonceBytes + suite.tagBytes
			? null
			: suite.open(
					key,
					sealed.subarray(0, suite.nonceBytes),
					sealed.subarray(suite.nonceBytes),
					about
				);
	if (plain === null)
		throw new LabError('keys/changed', `expected ${algorithm} text as it was sealed, got another`);
	return plain;
}
