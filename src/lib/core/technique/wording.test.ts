import { expect, test } from 'vitest';
import { containsText, plain, spokenLength } from './wording.ts';

test.each([
	['水果刀', 3],
	['一把 水果刀。', 5],
	['在B座12楼', 5],
	['a red knife', 3],
	['', 0]
])('“%s” is heard as %i', (text, length) => {
	expect(spokenLength(text)).toBe(length);
});

test('spaces, punctuation, width and case do not matter', () => {
	expect(plain('水 果，刀')).toBe('水果刀');
	expect(plain('Ａ Red-Knife!')).toBe('a red knife');
	expect(containsText('现场发现一把水果刀', '水果 刀')).toBe(true);
});

test('English parts are found as whole words only', () => {
	expect(containsText('in the carpet', 'car')).toBe(false);
	expect(containsText('in the CAR.', 'car')).toBe(true);
});

test('parts that are too short are not looked for', () => {
	expect(containsText('红色的车', '红', 2)).toBe(false);
	expect(containsText('红色的车', '')).toBe(false);
});
