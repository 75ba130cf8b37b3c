import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from './canonical.ts';

test('writes the example of RFC 8785 section 3.2.2', () => {
	const value: unknown = JSON.parse(
		'{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],' +
			'"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}'
	);
	expect(canonicalJson(value)).toBe(
		'{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
			'"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
	);
});

test('sorts keys by UTF-16 code units, as RFC 8785 section 3.2.3 shows', () => {
	const keys = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
	const sorted = Object.keys(
		JSON.parse(canonicalJson(Object.fromEntries(keys.map((key) => [key, 'x'])))) as object
	);
	expect(sorted.filter((key) => key !== '1')).toEqual([
		...['\r', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33']
	]);
});

test('gives the same text whatever the order of keys, and reads back to the same value', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (value) => {
			const text = canonicalJson(value);
			expect(canonicalJson(JSON.parse(text))).toBe(text);
			expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
		})
	);
});

describe('refuses what JSON cannot say', () => {
	const circular: unknown[] = [];
	circular.push(circular);
	test.each([
		['undefined', undefined],
		['an undefined field', { a: [{ b: undefined }] }],
		['NaN', { a: Number.NaN }],
		['an infinity', [Number.POSITIVE_INFINITY]],
		['a function', { a: () => 1 }],
		['a symbol', [Symbol('a')]],
		['a big integer', 1n],
		['a hole', new Array(1)],
		['a date', { at: new Date(0) }],
		['bytes', new Uint8Array(2)],
		['a lone surrogate', { a: '\ud800' }],
		['a lone surrogate in a key', { '\udc00': 1 }],
		['a circle', circular]
	])('%s', (_, value) => {
		expect(() => canonicalJson(value)).toThrow(
			expect.objectContaining({ code: 'audit/not-canonical' })
		);
	});
});

test('says where the foreign value stands', () => {
	expect(() => canonicalJson({ a: [1, { b: Number.NaN }] })).toThrow('at $.a[1].b, got NaN');
});
