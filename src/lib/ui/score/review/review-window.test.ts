import { expect, test } from 'vitest';
import { inside, panned, zoomed } from './review-window.ts';

test('a view never leaves the recording and never gets wider than it', () => {
	expect(inside({ fromS: -5, spanS: 60 }, 900)).toEqual({ fromS: 0, spanS: 60 });
	expect(inside({ fromS: 880, spanS: 60 }, 900)).toEqual({ fromS: 840, spanS: 60 });
	expect(inside({ fromS: 100, spanS: 5000 }, 900)).toEqual({ fromS: 0, spanS: 900 });
	expect(panned({ fromS: 0, spanS: 60 }, -0.5, 900).fromS).toBe(0);
	expect(panned({ fromS: 100, spanS: 60 }, 0.5, 900).fromS).toBe(130);
});

test('zooming keeps the moment under the pointer where it is', () => {
	const before = { fromS: 100, spanS: 60 };
	const after = zoomed(before, 30, 120, 900);
	expect((120 - after.fromS) / after.spanS).toBeCloseTo((120 - before.fromS) / before.spanS, 9);
	expect(after.spanS).toBe(30);
});
