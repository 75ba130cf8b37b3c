/**
 * The text fields of an EDF/BDF header: fixed width, ASCII, left-justified, padded with spaces.
 *
 * @module
 */
import { LabError } from '../../errors.ts';

/** Characters a number may take in a header. */
export const NUMBER_WIDTH = 8;

/**
 * A field of printable ASCII padded with spaces.
 *
 * @throws {LabError} `edf/text` when the text is longer than the field or holds other characters
 */
export function textField(text: string, width: number): string {
	if (text.length > width || !/^[\x20-\x7e]*$/.test(text))
		throw new LabError(
			'edf/text',
			`expected at most ${width} printable ASCII characters, got ${JSON.stringify(text)}`
		);
	return text.padEnd(width, ' ');
}

/**
 * A number in at most 8 characters, as precise as they allow; no exponent, no grouping.
 *
 * Relative precision is about 1e-7 at best: store raw counts and let only the transfer function be rounded.
 *
 * @throws {LabError} `edf/number` when 8 characters cannot hold it (too large, or so small it would become 0)
 */
export function numberText(value: number): string {
	if (!Number.isFinite(value)) throw noNumber(value);
	for (let decimals = NUMBER_WIDTH - 2; decimals >= 0; decimals--) {
		const fixed = value.toFixed(decimals);
		const text = decimals === 0 ? fixed : fixed.replace(/[.]?0+$/, '');
		if (text.length > NUMBER_WIDTH) continue;
		// trailing zeros may hide that a longer form was cut, never that a digit was
		if (fixed.length > NUMBER_WIDTH && Number(text) !== value) continue;
		if (Number(text) === 0 && value !== 0) throw noNumber(value);
		return text === '-0' ? '0' : text;
	}
	throw noNumber(value);
}

function noNumber(value: number): LabError {
	return new LabError('edf/number', `expected a number that fits 8 characters, got ${value}`);
}

/** Bytes as Latin-1 text, as old writers used in headers. */
export function latin1(bytes: Uint8Array): string {
	let text = '';
	for (const byte of bytes) text += String.fromCharCode(byte);
	return text;
}

/** Latin-1 text as bytes. */
export function toLatin1(text: string): Uint8Array {
	return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** A field without its padding: spaces or, from some writers, NUL. */
export function unpadded(field: string): string {
	return field.replace(/^[\s\u0000]+|[\s\u0000]+$/g, '');
}

/** A number as written in a header; a decimal comma is taken for a point. NaN when it is none, or too large for one. */
export function readNumber(field: string): number {
	const text = unpadded(field).replace(',', '.');
	if (!/^[+-]?(\d+(?:[.]\d*)?|[.]\d+)([eE][+-]?\d+)?$/.test(text)) return Number.NaN;
	const value = Number(text);
	return Number.isFinite(value) ? value : Number.NaN;
}
