import { expect, test } from 'vitest';
import { latencies } from './latencies.ts';

test('a written jump belongs to the first one drawn after it and before the next is written', () => {
	const { took, unmatched } = latencies([100, 600, 1200], [145, 640, 1250]);
	expect(took).toEqual([45, 40, 50]);
	expect(unmatched).toBe(0);
});

test('a jump that was never drawn is told, and takes none of its neighbours', () => {
	const { took, unmatched } = latencies([100, 600, 1200], [140, 1260]);
	expect(took).toEqual([40, 60]);
	expect(unmatched).toBe(1);
});
