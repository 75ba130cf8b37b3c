import { expect, test } from 'vitest';
import { betweenAnnouncements, inside, panned, zoomed } from './review-window.ts';

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

test.each([
	[
		{ announcedStart: 5000, announcedEnd: 90_000 },
		{ from: 5000, to: 90_000 }
	],
	[
		{ announcedStart: null, announcedEnd: 90_000 },
		{ from: 0, to: 90_000 }
	],
	[
		{ announcedStart: 5000, announcedEnd: null },
		{ from: 5000, to: 100_000 }
	],
	[
		{ announcedStart: null, announcedEnd: null },
		{ from: 0, to: 100_000 }
	],
	// put where nothing was recorded, or the wrong way round: all of it
	[
		{ announcedStart: 5000, announcedEnd: 200_000 },
		{ from: 5000, to: 100_000 }
	],
	[
		{ announcedStart: 90_000, announcedEnd: 5000 },
		{ from: 0, to: 100_000 }
	]
])('strips scale themselves to what lies between the announcements: %o', (chart, samples) => {
	expect(betweenAnnouncements(chart, 100_000)).toEqual(samples);
});
