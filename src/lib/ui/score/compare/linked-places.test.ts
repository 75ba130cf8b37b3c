import { expect, test } from 'vitest';
import { LinkedPlaces } from './linked-places.svelte.ts';

/** Start announcements at 20 s and at 35 s. */
function linked() {
	const link = new LinkedPlaces();
	const [a, b] = link.places;
	a.lengthS = 400;
	b.lengthS = 300;
	a.shown = { fromS: 10, spanS: 100 };
	link.anchors = [20, 35];
	link.follow();
	return { link, a, b };
}

test('whoever moves or zooms one chart does so with both, and the same moment stays above the other', () => {
	const { link, a, b } = linked();
	expect(b.shown).toEqual({ fromS: 25, spanS: 100 });
	a.move(0.5);
	link.follow();
	expect(b.shown).toEqual({ fromS: 75, spanS: 100 });
	b.widen(40);
	link.follow();
	expect(a.shown).toEqual({ fromS: b.shown.fromS - 15, spanS: 40 });
	b.slide(100);
	link.follow();
	expect(a.shown.fromS).toBe(85);
	// nothing moved: nothing is set
	const { shown } = a;
	link.follow();
	expect(a.shown).toBe(shown);
});

test('the one that follows is shown beyond its ends, so that moments stay above each other', () => {
	const { link, a, b } = linked();
	b.slide(0);
	link.follow();
	expect(a.shown.fromS).toBe(-15);
	a.whole();
	link.follow();
	expect(b.shown).toEqual({ fromS: 15, spanS: 400 });
});

test('apart each goes its own way; together again, or aligned by something else, the second comes to the first', () => {
	const { link, a, b } = linked();
	link.isTogether = false;
	link.follow();
	a.slide(200);
	link.follow();
	expect(b.shown.fromS).toBe(25);
	b.widen(10);
	link.follow();
	expect(a.shown).toEqual({ fromS: 200, spanS: 100 });
	link.isTogether = true;
	link.follow();
	expect(b.shown).toEqual({ fromS: 215, spanS: 100 });
	link.anchors = [120, 90];
	link.follow();
	expect(b.shown).toEqual({ fromS: 170, spanS: 100 });
	expect(a.shown).toEqual({ fromS: 200, spanS: 100 });
});
