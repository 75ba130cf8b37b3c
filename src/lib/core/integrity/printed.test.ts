/** Codes on paper, and lists of leaves. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRanges, writeRanges } from './ranges.ts';
import { printedCode, readPrintedCode } from './tree-head.ts';

const hex = (length: number): fc.Arbitrary<string> =>
	fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });

test('a printed code says the head, however it was typed in', () => {
	const head = fc.record({
		number: fc.integer({ min: 1 }),
		size: fc.nat(),
		sha256: hex(64),
		keyId: hex(32)
	});
	fc.assert(
		fc.property(head, fc.integer({ min: 1, max: 40 }), (printed, width) => {
			const code = printedCode(printed);
			expect(code).toMatch(/^[0-9A-Z:]+$/);
			const typed = code.toLowerCase().replaceAll(new RegExp(`.{${width}}`, 'g'), '$& \n');
			expect(readPrintedCode(typed)).toEqual(printed);
		})
	);
});

test.each(['', 'JW1:1:2:3:4', 'JW2', `JW1:1:2:${'0'.repeat(64)}:${'0'.repeat(31)}`])(
	'%s is no code',
	(text) => {
		expect(readPrintedCode(text)).toBeNull();
	}
);

test('lists of leaves are written short and read the same', () => {
	expect(writeRanges([4, 5, 6, 9, 11, 12])).toBe('4-6,9,11-12');
	fc.assert(
		fc.property(fc.uniqueArray(fc.nat(50)), (numbers) => {
			const sorted = numbers.toSorted((a, b) => a - b);
			const read = readRanges(writeRanges(sorted));
			const all = read.flatMap(({ from, to }) =>
				Array.from({ length: to - from + 1 }, (_, i) => from + i)
			);
			expect(all).toEqual(sorted);
		})
	);
	expect(readRanges('3,x,-,7-8,9-')).toEqual([
		{ from: 3, to: 3 },
		{ from: 7, to: 8 }
	]);
});
