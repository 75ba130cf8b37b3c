import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Tiles } from '#lib/core/recording/tiles.ts';
import { columnsFor, reduceColumns } from './columns.ts';
import { columnEdges, columnOfSample, readColumn } from './read-column.ts';

const SAMPLES = 40_000;
const made = () => {
	const tiles = new Tiles();
	tiles.append(
		0,
		Int32Array.from({ length: SAMPLES }, (_, i) => ((i * 7919) % 20_011) - 10_000)
	);
	return tiles;
};
const tiles = made();

test('what is read is the smallest and largest of the very samples between the edges, and what is drawn', () => {
	fc.assert(
		fc.property(fc.double({ min: 1, max: 900, noNaN: true }), fc.nat(60), (width, column) => {
			const { from, to } = columnEdges(column, width);
			const own = Array.from({ length: to - from }, (_, i) => tiles.at(from + i)).filter(
				(_, i) => from + i < SAMPLES
			);
			const read = readColumn(tiles, [], column, width);
			if (own.length === 0) expect(read.is).toBe('none');
			else expect(read).toEqual({ min: Math.min(...own), max: Math.max(...own), is: 'whole' });
			// the picture reduces many columns in one go
			const drawn = columnsFor(61);
			reduceColumns(tiles, [], { first: 0, count: 61, samplesPerColumn: width }, drawn);
			if (own.length > 0)
				expect([read.min, read.max]).toEqual([drawn.min[column], drawn.max[column]]);
		})
	);
});

test('every sample lies in the column it is said to lie in, at every width', () => {
	fc.assert(
		fc.property(
			fc.double({ min: 0.2, max: 40_000, noNaN: true }),
			fc.nat(SAMPLES),
			(width, sample) => {
				const { from, to } = columnEdges(columnOfSample(sample, width), width);
				expect(from).toBeLessThanOrEqual(sample);
				expect(to).toBeGreaterThan(sample);
			}
		)
	);
});

test('gaps say that nothing is there, also in part, and never a number of their own', () => {
	const gapped = new Tiles();
	gapped.append(0, new Int32Array(1000).fill(5));
	gapped.append(1000, new Int32Array(500), true);
	gapped.append(1500, new Int32Array(500).fill(9));
	const read = (column: number, width: number) => readColumn(gapped, gapped.missing, column, width);
	expect(read(5, 100)).toEqual({ min: 5, max: 5, is: 'whole' });
	expect(read(12, 100)).toMatchObject({ is: 'missing' });
	expect(read(6, 150)).toEqual({ min: 5, max: 5, is: 'partly' });
	expect(read(15, 100)).toEqual({ min: 9, max: 9, is: 'whole' });
	expect(read(20, 100)).toMatchObject({ is: 'none' });
	expect(read(-3, 100)).toMatchObject({ is: 'none' });
});

test('a column narrower than a sample reads the sample that the line comes from', () => {
	const few = new Tiles();
	few.append(0, [10, 20, 30]);
	few.append(3, [0, 0], true);
	// four columns a sample: the first holds it
	const read = (column: number) => readColumn(few, few.missing, column, 0.25);
	expect([4, 5, 6, 7, 8].map((column) => read(column).min)).toEqual([20, 20, 20, 20, 30]);
	expect(read(14).is).toBe('missing');
	expect(read(25).is).toBe('none');
});
