import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wrap } from './wrap.ts';

const measure = (sign: string): number => (sign.charCodeAt(0) > 0x2000 ? 2 : 1);
const widthOf = (text: string): number => [...text].reduce((sum, sign) => sum + measure(sign), 0);

test('Chinese is cut between signs, and no line begins with a full stop or ends with an opening bracket', () => {
	const lines = wrap('被测人对细节有特异反应。其他可能（从别处得知）已经写明。', 12, measure);
	for (const line of lines) {
		expect('，。）'.includes(line[0] ?? '')).toBe(false);
		expect(line.endsWith('（')).toBe(false);
	}
	expect(lines.join('')).toBe('被测人对细节有特异反应。其他可能（从别处得知）已经写明。');
});

test('words stay whole, a hash is cut where the line ends, line breaks are kept', () => {
	expect(wrap('one two three', 8, measure)).toEqual(['one two', 'three']);
	expect(wrap('a'.repeat(10), 4, measure)).toEqual(['aaaa', 'aaaa', 'aa']);
	expect(wrap('a\n\nb', 4, measure)).toEqual(['a', '', 'b']);
});

test('nothing is lost, and no line is wider than the column', () => {
	fc.assert(
		fc.property(
			fc.string({ unit: fc.constantFrom(...'ab中文，。（） -/\n'), maxLength: 200 }),
			fc.integer({ min: 4, max: 40 }),
			(text, width) => {
				const lines = wrap(text, width, measure);
				const bare = (one: string): string => one.replaceAll(/[ \n]/g, '');
				expect(bare(lines.join(''))).toBe(bare(text));
				for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
			}
		),
		{ numRuns: 300 }
	);
});
