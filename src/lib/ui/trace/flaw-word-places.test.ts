import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeWords, wordRoom, type WantedWord } from './flaw-word-places.ts';

const context = { measureText: (word: string) => ({ width: 8 * word.length }) as TextMetrics };
const window = { mode: 'review', samplesPerColumn: 4, width: 800, endColumn: 800 } as const;
/** A trace along the lower edge of a strip of 100 px. */
const low = { top: 0, bottom: 100, traceOf: () => ({ top: 80, bottom: 100 }) };
const wanted = (x: number, width: number, isClipped = false): WantedWord => ({
	...{ word: isClipped ? 'clipped' : 'poor', span: { x, width } },
	...{ isAbove: isClipped, isFirst: isClipped }
});

test('a word keeps off the trace: it goes to the other edge of its strip', () => {
	const [word] = placeWords(context, window, [wanted(50, 200)], wordRoom(low, false, false, 1));
	expect(word).toMatchObject({ x: 50, y: 6 });
	const high = { ...low, traceOf: () => ({ top: 0, bottom: 30 }) };
	const [other] = placeWords(context, window, [wanted(50, 200)], wordRoom(high, false, false, 1));
	expect(other).toMatchObject({ x: 50, y: 78 });
});

test('where the trace is everywhere a clipped stretch is named nevertheless, a short poor one is not', () => {
	const full = { ...low, traceOf: () => ({ top: 0, bottom: 100 }) };
	const room = wordRoom(full, false, false, 1);
	const words = placeWords(context, window, [wanted(50, 3), wanted(300, 3, true)], room);
	expect(words.map(({ word }) => word)).toEqual(['clipped']);
	expect(placeWords(context, window, [wanted(50, 200)], room)).toHaveLength(1);
});

test('the word of a bar stands behind it where the trace runs below the bar', () => {
	const strip = {
		...low,
		traceOf: (from: number) => (from < 400 * 4 ? { top: 5, bottom: 20 } : { top: 60, bottom: 70 })
	};
	const room = wordRoom(strip, false, false, 1);
	const [word] = placeWords(context, window, [wanted(300, 100, true)], room);
	expect(word).toMatchObject({ x: 400, y: 6 });
});

test('the place of a sweep is looked up in the samples that are drawn there', () => {
	const asked = new Set<number>();
	const traceOf = (from: number) => {
		asked.add(from);
		return null;
	};
	const sweep = { mode: 'sweep', samplesPerColumn: 4, width: 800, endColumn: 1000 } as const;
	placeWords(
		context,
		sweep,
		[wanted(100, 40), wanted(500, 40)],
		wordRoom({ ...low, traceOf }, false, false, 1)
	);
	expect([...asked]).toEqual([900 * 4, 500 * 4]);
});

test('words do not write over each other, stay in the picture and stand at their stretch', () => {
	const list = fc.array(fc.tuple(fc.nat(799), fc.integer({ min: 1, max: 300 }), fc.boolean()), {
		maxLength: 25
	});
	fc.assert(
		fc.property(list, fc.boolean(), fc.boolean(), (stretches, isFirst, isLast) => {
			const words = placeWords(
				context,
				window,
				stretches.map((one) => wanted(...one)),
				wordRoom(low, isFirst, isLast, 1)
			);
			words.forEach(({ x, y, width, height }, i) => {
				expect(x >= 0 && x + width <= 800 && y >= 0 && y + height <= 100).toBe(true);
				words.slice(i + 1).forEach((other) => {
					const isApart = x + width <= other.x || other.x + other.width <= x;
					expect(y !== other.y || isApart).toBe(true);
				});
				expect(
					stretches.some(
						([from, length]) => x >= Math.min(from, 800 - width) - width && x <= from + length
					)
				).toBe(true);
			});
			if (stretches.length > 0) expect(words.length).toBeGreaterThan(0);
		})
	);
});
