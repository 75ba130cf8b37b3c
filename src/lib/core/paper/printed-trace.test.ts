import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Tiles } from '#lib/core/recording/tiles.ts';
import { DRAWING } from './paper.ts';
import { printedTrace, type PaperStripScale } from './printed-trace.ts';

const transfer = { digitalMin: -100, digitalMax: 100, physicalMin: 0, physicalMax: 50 };
const scale: PaperStripScale = {
	...{ left: DRAWING.left, top: 20, bottom: 60, transfer },
	span: { min: 0, max: 50 }
};
/** Height of a count in the strip above [mm]: 200 counts on 40 mm. */
const yOf = (count: number): number => 60 - (count + 100) / 5;

function tilesOf(values: readonly number[], holes: readonly { from: number; to: number }[] = []) {
	const tiles = new Tiles();
	let at = 0;
	for (const { from, to } of holes) {
		tiles.append(at, values.slice(at, from));
		tiles.append(from, values.slice(from, to), true);
		at = to;
	}
	tiles.append(at, values.slice(at));
	return tiles;
}

/** What a pen does that follows the path: heights by column, and how often it is put down anew. */
function pen(path: string) {
	const columns = new Map<number, number[]>();
	const strokes: { from: number; to: number }[] = [];
	let [x, y] = [0, 0];
	for (const [, letter, given = ''] of path.matchAll(/([MLV])([^MLV]+)/g)) {
		const numbers = given.split(' ').map(Number);
		if (letter === 'V') y = numbers[0]!;
		else [x, y] = [numbers[0]!, numbers[1]!];
		if (letter === 'M') strokes.push({ from: x, to: x });
		strokes.at(-1)!.to = x;
		const column = Math.round((x - DRAWING.left) * 10 - 0.5);
		columns.set(column, [...(columns.get(column) ?? []), y]);
	}
	return { columns, strokes };
}

const run = (tiles: Tiles, count: number, samplesPerColumn: number, first = 0) =>
	printedTrace(tiles, tiles.missing, { samplesPerColumn }, { first, count }, scale);

test('the path goes through the minimum and the maximum of every column, as looking at each sample finds them', () => {
	fc.assert(
		fc.property(
			fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 1, maxLength: 1500 }),
			fc.double({ min: 0.3, max: 60, noNaN: true }),
			fc.nat(10),
			(values, samplesPerColumn, first) => {
				const { columns } = pen(run(tilesOf(values), 60, samplesPerColumn, first).path);
				for (let column = 0; column < 60; column++) {
					const own = values.filter(
						(_, index) =>
							index >= Math.ceil((first + column) * samplesPerColumn) &&
							index < Math.ceil((first + column + 1) * samplesPerColumn)
					);
					const drawn = columns.get(column) ?? [];
					expect(drawn.length > 0).toBe(own.length > 0);
					if (own.length === 0) continue;
					expect(Math.min(...drawn)).toBeCloseTo(yOf(Math.max(...own)), 2);
					expect(Math.max(...drawn)).toBeCloseTo(yOf(Math.min(...own)), 2);
				}
			}
		),
		{ numRuns: 60 }
	);
});

test('a spike of a single sample stands on paper whatever the scale', () => {
	fc.assert(
		fc.property(fc.nat(99_999), fc.double({ min: 10, max: 900, noNaN: true }), (at, width) => {
			const values = Array.from({ length: 100_000 }, () => 0);
			values[at] = 90;
			const first = Math.max(0, Math.floor(at / width) - 3);
			const { columns } = pen(run(tilesOf(values), 8, width, first).path);
			expect(Math.min(...[...columns.values()].flat())).toBeCloseTo(yOf(90), 2);
		}),
		{ numRuns: 30 }
	);
});

test('a hole is never bridged', () => {
	const values = Array.from({ length: 4000 }, (_, i) => (i < 1000 ? 10 : 40));
	const tiles = tilesOf(values, [{ from: 1003, to: 2041 }]);
	const { strokes } = pen(run(tiles, 400, 10).path);
	const at = (sample: number): number => DRAWING.left + sample / 100;
	for (const { from, to } of strokes) expect(from < at(1010) && to > at(2040)).toBe(false);
	expect(strokes.some(({ from }) => from > at(1010) && from < at(2040))).toBe(false);
	expect(strokes.at(-1)?.to).toBeCloseTo(at(3995), 6);
});

test('one lost sample breaks the line', () => {
	const tiles = tilesOf(
		Array.from({ length: 1000 }, () => 0),
		[{ from: 500, to: 501 }]
	);
	expect(pen(run(tiles, 100, 10).path).strokes.length).toBeGreaterThan(1);
});

test('no line leads to the limit of the converter or from it, and along it the trace is dashed', () => {
	const values = Array.from({ length: 200 }, (_, i) => (i >= 60 && i < 80 ? 100 : 0));
	const { path, above } = run(tilesOf(values), 200, 1);
	const { strokes, columns } = pen(path);
	const at = (sample: number): number =>
		Math.round((DRAWING.left + (sample + 0.5) / 10) * 100) / 100;
	// half of the twenty, each by itself, and one line before and one after
	expect(strokes).toHaveLength(12);
	expect(strokes.filter(({ from, to }) => from === to)).toHaveLength(10);
	expect(strokes[0]!.to).toBeCloseTo(at(59), 6);
	expect(strokes.at(-1)!.from).toBeCloseTo(at(80), 6);
	expect(columns.get(60)).toEqual([yOf(100), yOf(100)]);
	expect(columns.has(70)).toBe(false);
	expect(above).toEqual([]);
});

test('what leaves the strip is drawn on its edge and told', () => {
	const values = Array.from({ length: 2000 }, (_, i) => (i < 300 ? 60 : i < 1500 ? 0 : -60));
	const tiles = tilesOf(values);
	const narrow = { ...scale, span: { min: 15, max: 35 } };
	const { path, above, below } = printedTrace(
		tiles,
		[],
		{ samplesPerColumn: 10 },
		{ first: 0, count: 200 },
		narrow
	);
	expect(above).toEqual([{ from: DRAWING.left, to: DRAWING.left + 3 }]);
	expect(below).toEqual([{ from: DRAWING.left + 15, to: DRAWING.left + 20 }]);
	const heights = [...pen(path).columns.values()].flat();
	expect([Math.min(...heights), Math.max(...heights)]).toEqual([20, 60]);
});
