import { expect, test } from 'vitest';
import { numberText, probabilityText } from './probability-text.ts';

test.each([
	[1, '1'],
	[0.5, '0.5'],
	[40 / 15625, '0.0026'],
	[0.0494, '0.049'],
	[6.4e-5, '0.000064'],
	[1e-7, '< 0.000001']
])('%f is written %s', (p, text) => {
	expect(probabilityText(p)).toBe(text);
});

test('numbers lose superfluous zeros', () => {
	expect(numberText(1.375, 3)).toBe('1.375');
	expect(numberText(10)).toBe('10');
});
