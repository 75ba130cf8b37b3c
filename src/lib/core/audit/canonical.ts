/**
 * Canonical JSON: the one text of a value, so that equal values have equal hashes.
 *
 * @module
 */
import canonicalize from 'canonicalize';
import { LabError } from '../errors.ts';

/** Deepest nesting taken: nothing here is nested more than a dozen levels, and a deeper value ends in a full stack. */
const MOST_LEVELS = 128;

/**
 * The RFC 8785 text of a JSON value.
 *
 * Only what JSON can say is taken: a silent loss (an undefined field left out, a Date turned into text)
 * would let two different values share one hash.
 *
 * @throws {LabError} `audit/not-canonical` for undefined, NaN, infinities, functions, symbols, big integers,
 * lone surrogates, circular references, objects that are not plain and values nested deeper than `MOST_LEVELS`
 */
export function canonicalJson(value: unknown): string {
	refuseForeign(value, '$', []);
	try {
		const text = canonicalize(value);
		if (text !== undefined) return text;
	} catch (error) {
		throw refusal('$', error instanceof Error ? error.message : 'an unknown value', error);
	}
	throw refusal('$', 'nothing');
}

function refuseForeign(value: unknown, path: string, above: readonly object[]): void {
	if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
	if (typeof value === 'number') {
		if (Number.isFinite(value)) return;
		throw refusal(path, String(value));
	}
	if (typeof value !== 'object') throw refusal(path, typeof value);
	if (above.includes(value)) throw refusal(path, 'a circular reference');
	if (above.length === MOST_LEVELS) throw refusal('$', `more than ${MOST_LEVELS} levels`);
	const inside = [...above, value];
	if (Array.isArray(value)) {
		// an index loop, because forEach skips holes
		for (let i = 0; i < value.length; i++)
			refuseForeign(value[i] as unknown, `${path}[${i}]`, inside);
		return;
	}
	const prototype: unknown = Object.getPrototypeOf(value);
	if (prototype !== null && !isPlainPrototype(prototype))
		throw refusal(path, 'an object that is not plain');
	for (const [key, field] of Object.entries(value)) refuseForeign(field, `${path}.${key}`, inside);
}

/** Plain in any realm (a value from a worker or a frame has another Object.prototype). */
function isPlainPrototype(prototype: unknown): boolean {
	return (
		typeof prototype === 'object' &&
		Object.getPrototypeOf(prototype) === null &&
		Object.hasOwn(prototype as object, 'isPrototypeOf')
	);
}

function refusal(path: string, got: string, cause?: unknown): LabError {
	const message = `expected a JSON value at ${path}, got ${got}`;
	return new LabError('audit/not-canonical', message, { cause });
}
