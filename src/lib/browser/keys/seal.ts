/**
 * Encrypts what this browser keeps: AES-256-GCM, a new random nonce for each record, the record's place bound to it.
 *
 * @source NIST SP 800-38D (96-bit nonce, 128-bit tag)
 * @module
 */
import { LabError } from '../../core/errors.ts';

const NONCE_BYTES = 12;
/** What sealing adds to a text [bytes]: nonce before, tag after. */
export const SEAL_BYTES = NONCE_BYTES + 16;

/** Sealed bytes, as they are kept. */
export type Sealed = Uint8Array<ArrayBuffer>;

/** Store and key of a record: it opens in this place and in no other. */
export type Place = readonly (string | number)[];

const algorithm = (nonce: Uint8Array<ArrayBuffer>, place: Place): AesGcmParams => ({
	...{ name: 'AES-GCM', iv: nonce },
	additionalData: new TextEncoder().encode(JSON.stringify(place))
});

/**
 * A key for this browser's records; nobody can read it out of the page again.
 *
 * @param raw 32 bytes
 */
export function importKey(raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
	return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** Encrypts bytes. */
export async function sealBytes(
	key: CryptoKey,
	place: Place,
	plain: Uint8Array<ArrayBuffer>
): Promise<Sealed> {
	const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
	const text = await crypto.subtle.encrypt(algorithm(nonce, place), key, plain);
	const sealed = new Uint8Array(NONCE_BYTES + text.byteLength);
	sealed.set(nonce);
	sealed.set(new Uint8Array(text), NONCE_BYTES);
	return sealed;
}

/**
 * Decrypts bytes.
 *
 * @throws {LabError} `browser/sealed-otherwise`: by another key, in another place, or changed since
 */
export async function openBytes(
	key: CryptoKey,
	place: Place,
	sealed: Sealed
): Promise<Uint8Array<ArrayBuffer>> {
	try {
		const [nonce, text] = [sealed.subarray(0, NONCE_BYTES), sealed.subarray(NONCE_BYTES)];
		return new Uint8Array(await crypto.subtle.decrypt(algorithm(nonce, place), key, text));
	} catch (error) {
		throw new LabError('browser/sealed-otherwise', 'expected a record sealed with this key here', {
			cause: error
		});
	}
}

/** Encrypts a value that JSON can say. */
export function sealValue(key: CryptoKey, place: Place, value: unknown): Promise<Sealed> {
	// undefined has no JSON: nothing is kept as null
	return sealBytes(key, place, new TextEncoder().encode(JSON.stringify(value ?? null)));
}

/**
 * The value of {@link sealValue}; the caller checks its shape.
 *
 * @throws {LabError} `browser/sealed-otherwise`
 */
export async function openValue(key: CryptoKey, place: Place, sealed: Sealed): Promise<unknown> {
	return JSON.parse(new TextDecoder().decode(await openBytes(key, place, sealed))) as unknown;
}
