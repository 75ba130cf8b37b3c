/**
 * SHA-256, the same in the browser, the server and the command line.
 *
 * @module
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** SHA-256 in lower-case hex (64 characters); text is hashed as UTF-8. */
export function sha256Hex(data: Uint8Array | string): string {
	return bytesToHex(sha256(typeof data === 'string' ? new TextEncoder().encode(data) : data));
}
