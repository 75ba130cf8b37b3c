import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clockSeconds, clockText } from './coding-clock.ts';

test.each([
	[0, '0:00:00'],
	[59.9, '0:00:59'],
	[3723, '1:02:03'],
	[-65, '−0:01:05']
])('%f s is %s', (seconds, text) => {
	expect(clockText(seconds)).toBe(text);
});

test.each([
	['12:05', 725],
	['1:02:03', 3723],
	['90', 90],
	['1：02：03', 3723],
	['-1:05', -65],
	['1:65', null],
	['1:60:00', null],
	['half past', null],
	['', null]
])('“%s” is %s', (text, seconds) => {
	expect(clockSeconds(text)).toBe(seconds);
});

test('what is shown is read again as the same second', () => {
	fc.assert(
		fc.property(fc.integer({ min: -86_400, max: 359_999 }), (seconds) => {
			expect(clockSeconds(clockText(seconds))).toBe(seconds);
		})
	);
});
