/**
 * One link of a hash chain, whatever it carries.
 *
 * @module
 */
import { canonicalJson } from './canonical.ts';
import { sha256Hex } from './hash.ts';

/** `previousHash` of the first event of a log. */
export const FIRST_HASH = '0'.repeat(64);

/**
 * SHA-256 (hex) over the canonical JSON of an event without its own hash.
 *
 * @throws {LabError} `audit/not-canonical` when it holds something JSON cannot say
 */
export function linkHash(fields: object): string {
	return sha256Hex(canonicalJson(fields));
}
