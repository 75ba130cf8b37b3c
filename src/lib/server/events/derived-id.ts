/**
 * Ids that follow from what they name.
 *
 * @module
 */
import { sha256Hex } from '#lib/core/audit/hash.ts';

/**
 * An id that follows from its parts: written by two at once, or again after a crash, it is in the log once.
 *
 * @returns in the form of a UUID
 */
export function derivedId(...parts: readonly string[]): string {
	const hex = sha256Hex(parts.join('\n'));
	return [
		[0, 8],
		[8, 12],
		[12, 16],
		[16, 20],
		[20, 32]
	]
		.map(([a, b]) => hex.slice(a, b))
		.join('-');
}
