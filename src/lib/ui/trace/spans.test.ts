import { expect, test } from 'vitest';
import { Tiles } from '#lib/core/recording/tiles.ts';
import { mappingOf } from './paint-traces.ts';
import { StripSpans } from './spans.svelte.ts';
import type { TraceChannel, TraceSource } from './strip.ts';

const eda: TraceChannel = {
	...{ name: 'EDA', kind: 'eda', unit: 'uS', view: null },
	transfer: { digitalMin: 0, digitalMax: 25_000, physicalMin: 0, physicalMax: 25 }
};

function recorded(counts: readonly number[]): TraceSource {
	const tiles = new Tiles();
	tiles.append(0, counts);
	return { first: 0, end: counts.length, missing: [], tiles: [tiles] };
}

/** Pixel of a count on a strip 100 px high; 0 = its top. */
const yOf = (spans: StripSpans, count: number): number => {
	const { slope, offset } = mappingOf({ top: 0, bottom: 100, ...spans.drawn(eda) }, eda.transfer);
	return offset + slope * count;
};
const all = (source: TraceSource) => ({ from: 0, to: source.end, isStrict: true });

test('moving a trace up lowers its pixels by that share of the strip, also upside down, and ends following', () => {
	const spans = new StripSpans();
	const source = recorded([5000, 6000, 7000]);
	spans.follow([eda], source, all(source));
	for (const isInverted of [false, true]) {
		expect(spans.of(eda).isInverted).toBe(isInverted);
		const before = yOf(spans, 6000);
		spans.shift(eda, 0.1);
		expect(yOf(spans, 6000)).toBeCloseTo(before - 10, 9);
		spans.shift(eda, -0.25);
		expect(yOf(spans, 6000)).toBeCloseTo(before + 15, 9);
		expect(spans.of(eda).isAuto).toBe(false);
		spans.invert(eda);
	}
});

test('upside down is the mirror image, stays so while it scales itself, and back again is the same', () => {
	const spans = new StripSpans();
	const source = recorded([5000, 6000, 7000, 9000]);
	spans.follow([eda], source, { from: 0, to: 3, isStrict: true });
	const before = [5000, 6500, 7000].map((count) => yOf(spans, count));
	spans.invert(eda);
	expect(spans.of(eda).isAuto).toBe(true);
	[5000, 6500, 7000].forEach((count, i) =>
		expect(yOf(spans, count)).toBeCloseTo(100 - before[i]!, 9)
	);
	spans.follow([eda], source, all(source));
	expect(yOf(spans, 9000)).toBeGreaterThan(yOf(spans, 5000));
	spans.follow([eda], source, { from: 0, to: 3, isStrict: true });
	spans.invert(eda);
	expect([5000, 6500, 7000].map((count) => yOf(spans, count))).toEqual(before);
});

test('two pictures of the same gain draw a unit equally high, each around its own trace', () => {
	const [a, b] = [new StripSpans(), new StripSpans()];
	a.others = [b];
	b.others = [a];
	const [low, high] = [recorded([1000, 2000]), recorded([8000, 12_000])];
	a.follow([eda], low, all(low));
	b.follow([eda], high, all(high));
	const unit = (spans: StripSpans) => yOf(spans, 0) - yOf(spans, 1000);
	expect(unit(a)).toBeCloseTo(unit(b), 9);
	// the one that needs more room decides, so that neither leaves its strip
	expect(yOf(b, 12_000)).toBeGreaterThan(0);
	expect(yOf(b, 8000)).toBeLessThan(100);
	expect(yOf(a, 1500)).toBeCloseTo(50, 9);
	const before = unit(a);
	a.gain(eda, 2);
	expect(unit(a)).toBeCloseTo(2 * before, 9);
	expect(unit(b)).toBeCloseTo(2 * before, 9);
	// in another unit heights mean something else
	const other = { ...eda, unit: 'counts' } as const;
	expect(b.drawn(other)).toEqual({ min: b.of(other).span.min, max: b.of(other).span.max });
	a.others = b.others = [];
	expect(unit(a)).toBeGreaterThan(unit(b));
});
