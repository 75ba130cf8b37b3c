import { expect, test } from 'vitest';
import { CODE_LIFE_MS, UsedCodes } from './used-codes.ts';

test('a code counts once for an account, and again when its time is over', () => {
	const codes = new UsedCodes();
	expect(codes.use('li', '123456', 0)).toBe(true);
	expect(codes.use('li', '123456', CODE_LIFE_MS)).toBe(false);
	expect(codes.use('wang', '123456', 1)).toBe(true);
	expect(codes.use('li', '654321', 1)).toBe(true);
	expect(codes.use('li', '123456', CODE_LIFE_MS + 1)).toBe(true);
});
