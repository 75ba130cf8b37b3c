import { expect, test } from 'vitest';
import { roundHalfEven, sampleIndex } from './sample-index.ts';

test.each([
	[0, 100, 0],
	[10.244, 100, 1024],
	[10.245, 100, 1025],
	[1, 249.89, 250],
	[-0.01, 100, -1]
])('%f s at %f Hz is sample %i', (time, rateHz, index) => {
	expect(sampleIndex(time, rateHz)).toBe(index);
});

test('halves go to the even neighbour', () => {
	expect([0.5, 1.5, 2.5, 2.4, 2.6].map(roundHalfEven)).toEqual([0, 2, 2, 2, 3]);
});
