/**
 * Changes of kept inputs, as an arbitrary: what a careless copy, a broken line or somebody who means harm makes of them.
 *
 * @module
 */
import fc from 'fast-check';

/** Bytes and words readers are known to stumble over. */
const NASTY = [
	...[
		'',
		'\0',
		'-1',
		'0',
		'99999999',
		'1e999',
		'NaN',
		'0x10',
		'1,5',
		'\u202e',
		'\ufeff',
		'\x14\x14\0'
	],
	...[
		'[',
		'{"__proto__":1}',
		'&a *a',
		'"',
		'\r',
		'\t',
		'\ud800',
		'\u{1f600}',
		'EDF Annotations',
		'- '.repeat(80)
	]
].map((text) => new TextEncoder().encode(text));

type Change = (bytes: Uint8Array) => Uint8Array;

const place = fc.double({ min: 0, max: 1, noNaN: true });
const splice =
	(at: number, removed: number, added: Uint8Array): Change =>
	(bytes) => {
		const from = Math.floor(at * bytes.length);
		return new Uint8Array(
			Buffer.concat([bytes.subarray(0, from), added, bytes.subarray(from + removed)])
		);
	};

const change: fc.Arbitrary<Change> = fc.oneof(
	fc.tuple(place, fc.nat(7)).map(([at, bit]): Change => (bytes) => {
		const changed = bytes.slice();
		const index = Math.floor(at * bytes.length);
		if (index < changed.length) changed[index] = (changed[index] ?? 0) ^ (1 << bit);
		return changed;
	}),
	fc.tuple(place, fc.nat(40)).map(([at, removed]) => splice(at, removed, new Uint8Array(0))),
	fc.tuple(place, fc.uint8Array({ maxLength: 40 })).map(([at, added]) => splice(at, 0, added)),
	fc.tuple(place, fc.constantFrom(...NASTY)).map(([at, added]) => splice(at, added.length, added)),
	fc.tuple(place, place).map(([from, to]): Change => (bytes) => {
		const part = bytes.subarray(
			Math.floor(Math.min(from, to) * bytes.length),
			Math.floor(Math.max(from, to) * bytes.length)
		);
		return splice(from, 0, part)(bytes);
	}),
	place.map(
		(at): Change =>
			(bytes) =>
				bytes.subarray(0, Math.floor(at * bytes.length))
	)
);

/** One of the inputs after up to six changes. */
export function changed(inputs: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
	return fc
		.tuple(fc.constantFrom(...inputs), fc.array(change, { maxLength: 6 }))
		.map(([input, changes]) => changes.reduce((bytes, one) => one(bytes), input));
}
