import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnsFor } from './columns.ts';
import { mappingOf, traceColumns } from './paint-traces.ts';
import {
	ERASE_BAR,
	startedColumns,
	piecesOf,
	sampleAtX,
	xOfSample,
	type TraceWindow
} from './window.ts';

const window = (mode: TraceWindow['mode'], endColumn: number): TraceWindow => ({
	...{ mode, endColumn, samplesPerColumn: 10, width: 100 }
});

test('a sweep fills the screen from the left and turns over, wiping what is a screen old', () => {
	expect(piecesOf(window('sweep', 30), 0, Infinity)).toEqual([{ column: 0, count: 30, x: 0 }]);
	expect(piecesOf(window('sweep', 130), 0, Infinity)).toEqual([
		{ column: 30 + ERASE_BAR, count: 70 - ERASE_BAR, x: 30 + ERASE_BAR },
		{ column: 100, count: 30, x: 0 }
	]);
});

test('a scrolling picture has the newest column at its right edge', () => {
	expect(piecesOf(window('scroll', 30), 0, Infinity)).toEqual([{ column: 0, count: 30, x: 70 }]);
	expect(piecesOf(window('scroll', 230), 0, Infinity)).toEqual([{ column: 130, count: 100, x: 0 }]);
});

test('a sample is found at the pixel of its column, and nowhere when it has left the screen', () => {
	expect(xOfSample(window('sweep', 130), 1234)).toBe(23);
	expect(xOfSample(window('sweep', 130), 300)).toBeNull();
	expect(xOfSample(window('scroll', 130), 1299)).toBe(99);
	expect(xOfSample(window('review', 300), 2000)).toBe(0);
	expect(sampleAtX(window('review', 300), 50)).toBe(2500);
});

test('a column counts from its first sample on', () => {
	expect([startedColumns(20, 10), startedColumns(21, 10), startedColumns(7, 2.5)]).toEqual([
		...[2, 3, 3]
	]);
});

/** What a path goes through. */
function drawn(states: readonly number[], values: readonly (readonly [number, number])[]) {
	const columns = columnsFor(states.length);
	states.forEach((state, i) => {
		columns.state[i] = state;
		[columns.min[i] = Infinity, columns.max[i] = -Infinity] = values[i] ?? [];
	});
	const path: [string, number, number][] = [];
	const context = {
		moveTo: (x: number, y: number) => void path.push(['move', x, y]),
		lineTo: (x: number, y: number) => void path.push(['line', x, y])
	};
	const transfer = { digitalMin: 0, digitalMax: 100, physicalMin: 0, physicalMax: 100 };
	const mapping = mappingOf({ top: 0, bottom: 100, min: 0, max: 100 }, transfer);
	traceColumns(context, columns, { from: 0, to: states.length, x: 0 }, mapping);
	return path;
}

test('the line goes through the minimum and the maximum of every column, and is broken by a hole', () => {
	const path = drawn(
		[1, 1, -1, 1],
		[
			[10, 20],
			[5, 90],
			[30, 30],
			[40, 50]
		]
	);
	expect(path.map(([, x, y]) => [x, y])).toEqual([
		...[
			[0.5, 90],
			[0.5, 80],
			[1.5, 95],
			[1.5, 10],
			[2.5, 69.5],
			[2.5, 70],
			[3.5, 60],
			[3.5, 50]
		]
	]);
	expect(path.filter(([how]) => how === 'move').map(([, x]) => x)).toEqual([0.5, 2.5, 3.5]);
});

test('what leaves the strip is drawn on its edge', () => {
	expect(drawn([1], [[-500, 700]]).map(([, , y]) => y)).toEqual([100, 0]);
});

test('whole columns go the same way alone as beside a hole, a limit or an edge', () => {
	const column = fc.tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 }));
	fc.assert(
		fc.property(fc.array(column, { minLength: 1, maxLength: 40 }), (pairs) => {
			const values = pairs.map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
			const whole = values.map(() => 1);
			const alone = drawn(whole, values);
			expect(alone.length).toBeGreaterThanOrEqual(values.length);
			expect(drawn([...whole, -1], [...values, [50, 50]]).slice(0, -2)).toEqual(alone);
			expect(drawn([...whole, 1], [...values, [50, 100]]).slice(0, -2)).toEqual(alone);
			expect(drawn([...whole, 1], [...values, [-1, 50]]).slice(0, -2)).toEqual(alone);
		})
	);
});
