/**
 * A promise of a parser, looked at for every input.
 *
 * @module
 */

/** @throws {Error} when the promise is broken: a finding */
export function expected(holds: boolean, promise: string): void {
	if (!holds) throw new Error(`broken: ${promise}`);
}
