/**
 * SHA-256 of what is too large to be held at once.
 *
 * @module
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** A hash that takes its bytes piece by piece. */
export class StreamedHash {
	readonly #hash = sha256.create();

	/** Takes the next bytes. */
	take(bytes: Uint8Array): void {
		this.#hash.update(bytes);
	}

	/** SHA-256 in lower-case hex (64 characters) of all that was taken; ends it. */
	hex(): string {
		return bytesToHex(this.#hash.digest());
	}
}
