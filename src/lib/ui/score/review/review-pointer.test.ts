import { expect, test } from 'vitest';
import { ReviewPlace } from './review-place.svelte.ts';
import { ReviewPointer } from './review-pointer.ts';

/** Strips from 100 to 1100 px: at 100 s per screen 10 px are a second. */
const strips = { left: 100, right: 1100 };
const currentTarget = { getBoundingClientRect: () => ({ left: 0 }) } as unknown as Element;

function review(fromS = 200, spanS = 100) {
	const at = new ReviewPlace();
	at.lengthS = 1000;
	at.shown = { fromS, spanS };
	const pointer = new ReviewPointer(() => at);
	const event = (pointerId: number, clientX: number, clientY = 50) => ({
		...{ pointerId, clientX, clientY, button: 0, currentTarget }
	});
	const wheel = (change: Partial<WheelEvent>) =>
		pointer.roll(
			{
				...{ deltaX: 0, deltaY: 0, deltaMode: 0, ctrlKey: false, metaKey: false, clientX: 600 },
				...{ currentTarget, ...change }
			},
			strips
		);
	/** Moment at a place of the picture [s]. */
	const secondsAt = (x: number) => at.shown.fromS + ((x - 100) / 1000) * at.shown.spanS;
	return {
		...{ at, pointer, wheel, secondsAt },
		press: (id: number, x: number, y?: number) => pointer.press(event(id, x, y)),
		move: (id: number, x: number, y?: number) => pointer.move(event(id, x, y), strips),
		release: (id: number, x: number, y?: number) => pointer.release(event(id, x, y))
	};
}

test('what is dragged stays under the pointer, and a drag is no click', () => {
	const { at, press, move, release, secondsAt } = review();
	press(1, 700);
	const held = secondsAt(700);
	for (const x of [699, 650, 402]) move(1, x);
	expect(secondsAt(402)).toBeCloseTo(held, 9);
	expect(release(1, 402)).toBeNull();
	move(1, 900);
	expect(secondsAt(402)).toBeCloseTo(held, 9);
	expect(at.shown.spanS).toBe(100);
});

test('a click is where it was let go, also when the hand shook a little', () => {
	const { at, press, move, release } = review();
	press(1, 500);
	move(1, 502);
	expect(release(1, 502)).toBe(502);
	expect(at.shown).toEqual({ fromS: 200, spanS: 100 });
	// other buttons do nothing
	const other = review();
	const second = { ...{ pointerId: 1, clientX: 500, clientY: 50 }, button: 2, currentTarget };
	expect(other.pointer.press(second)).toBe(false);
	expect(other.release(1, 500)).toBeNull();
});

test('two fingers keep both moments under them, and either may leave first', () => {
	const { at, press, move, release, secondsAt } = review();
	press(1, 400);
	press(2, 800);
	const [a, b] = [secondsAt(400), secondsAt(800)];
	move(1, 300);
	move(2, 900);
	expect(at.shown.spanS).toBeCloseTo((100 * 400) / 600, 9);
	expect(secondsAt(300)).toBeCloseTo(a, 9);
	expect(secondsAt(900)).toBeCloseTo(b, 9);
	// together they pan
	move(1, 200);
	move(2, 800);
	expect(secondsAt(200)).toBeCloseTo(a, 9);
	expect(secondsAt(800)).toBeCloseTo(b, 9);
	// the finger that stays goes on dragging, without a jump, and is no click
	const before = at.shown;
	expect(release(1, 200)).toBeNull();
	move(2, 800);
	expect(at.shown.fromS).toBeCloseTo(before.fromS, 9);
	const held = secondsAt(800);
	move(2, 700);
	expect(secondsAt(700)).toBeCloseTo(held, 9);
	expect(at.shown.spanS).toBeCloseTo(before.spanS, 9);
	expect(release(2, 700)).toBeNull();
});

test('fingers above each other zoom too, a third one changes nothing, and zoom ends at two seconds', () => {
	const { at, press, move } = review();
	press(1, 600, 100);
	press(2, 600, 200);
	expect(press(3, 900, 50)).toBe(false);
	move(3, 100, 50);
	expect(at.shown).toEqual({ fromS: 200, spanS: 100 });
	move(2, 600, 300);
	expect(at.shown).toEqual({ fromS: 225, spanS: 50 });
	move(2, 600, 9000);
	expect(at.shown).toEqual({ fromS: 249, spanS: 2 });
});

test('a pointer that the browser takes away ends its drag and leaves no click and no finger behind', () => {
	const { at, pointer, press, move, release } = review();
	press(1, 500);
	pointer.cancel({ pointerId: 1 });
	move(1, 900);
	expect(at.shown).toEqual({ fromS: 200, spanS: 100 });
	expect(release(1, 900)).toBeNull();
	expect(pointer.isDown).toBe(false);
	// were the first still counted, the next one would pinch
	press(2, 500);
	move(2, 400);
	expect(at.shown).toEqual({ fromS: 210, spanS: 100 });
	pointer.cancel({ pointerId: 2 });
	pointer.cancel({ pointerId: 2 });
	expect(pointer.isDown).toBe(false);
});

test('the wheel moves by as many pixels as it says, lines and pages too, along the axis that is meant', () => {
	const { at, wheel } = review();
	expect(wheel({ deltaX: 50 })).toBe(true);
	expect(at.shown.fromS).toBeCloseTo(205, 9);
	wheel({ deltaY: -100 });
	expect(at.shown.fromS).toBeCloseTo(195, 9);
	wheel({ deltaX: 40, deltaY: 3 });
	expect(at.shown.fromS).toBeCloseTo(199, 9);
	// three lines, as some browsers tell a notch of about a hundred pixels
	wheel({ deltaY: 3, deltaMode: 1 });
	expect(at.shown.fromS).toBeCloseTo(209.5, 9);
	wheel({ deltaY: -1, deltaMode: 2 });
	expect(at.shown.fromS).toBeCloseTo(109.5, 9);
	expect(at.shown.spanS).toBe(100);
});

test('with Ctrl or Meta the wheel zooms around the pointer, more the more it turns, and back to where it was', () => {
	const spanAfter = (change: Partial<WheelEvent>) => {
		const { at, wheel, secondsAt } = review();
		const held = secondsAt(350);
		expect(wheel({ clientX: 350, ...change })).toBe(true);
		expect(secondsAt(350)).toBeCloseTo(held, 9);
		const { spanS } = at.shown;
		wheel({ clientX: 350, ...change, deltaY: -(change.deltaY ?? 0) });
		expect(at.shown.spanS).toBeCloseTo(100, 9);
		expect(at.shown.fromS).toBeCloseTo(200, 9);
		return spanS;
	};
	const spans = [-100, -10, -2, 2, 10, 100].map((deltaY) => spanAfter({ ctrlKey: true, deltaY }));
	expect(spans).toEqual([...spans].sort((a, b) => a - b));
	// a step of a pinch on a trackpad is a little, a notch of a wheel about a fifth
	expect(spans[3]).toBeLessThan(102);
	expect(spans[5]).toBeGreaterThan(115);
	expect(spans[5]).toBeLessThan(140);
	expect(spanAfter({ metaKey: true, deltaY: 100 })).toBe(spans[5]);
	expect(spanAfter({ ctrlKey: true, deltaY: 3, deltaMode: 1 }) / spans[5]!).toBeCloseTo(1, 1);
});

test('where all is shown the wheel is left to the page, but still zooms in', () => {
	const { at, wheel } = review(0, 1000);
	expect(wheel({ deltaY: 100 })).toBe(false);
	expect(wheel({ deltaY: -100, ctrlKey: true })).toBe(true);
	expect(at.shown.spanS).toBeLessThan(1000);
	expect(wheel({ deltaY: 100 })).toBe(true);
});
