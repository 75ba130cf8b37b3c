import fc from 'fast-check';
import { expect, test } from 'vitest';
import { presenceFor, RecordedTiles } from '#lib/core/recording/recorded-tiles.ts';
import { Tiles, type ChannelExtents, type Run } from '#lib/core/recording/tiles.ts';
import { columnsFor, reduceColumns } from './columns.ts';
import { columnEdges, columnOfSample, readColumn } from './read-column.ts';

/** A recording of one channel. */
const read = (
	tiles: ChannelExtents,
	missing: readonly Run[],
	column: number,
	samplesPerColumn: number,
	known = tiles.end
) =>
	readColumn(
		{ first: 0, end: tiles.end, tiles: [tiles], missing, known },
		0,
		column,
		samplesPerColumn
	);

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
			const found = read(tiles, [], column, width);
			const ends = { min: Math.min(...own), max: Math.max(...own) };
			if (own.length === 0) expect(found.is).toBe('none');
			else expect(found).toEqual({ ...ends, is: 'whole', isCoarse: false });
			// the picture reduces many columns in one go
			const drawn = columnsFor(61);
			reduceColumns(tiles, [], { first: 0, count: 61, samplesPerColumn: width }, drawn);
			if (own.length > 0)
				expect([found.min, found.max]).toEqual([drawn.min[column], drawn.max[column]]);
		}),
		// the last column, whose edge lies behind the end
		{ examples: [[887.4666666666668, 44]] }
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
	const at = (column: number, width: number) => read(gapped, gapped.missing, column, width);
	expect(at(5, 100)).toMatchObject({ min: 5, max: 5, is: 'whole' });
	expect(at(12, 100)).toMatchObject({ is: 'missing' });
	expect(at(6, 150)).toMatchObject({ min: 5, max: 5, is: 'partly' });
	expect(at(15, 100)).toMatchObject({ min: 9, max: 9, is: 'whole' });
	expect(at(20, 100)).toMatchObject({ is: 'none' });
	expect(at(-3, 100)).toMatchObject({ is: 'none' });
});

test('a column narrower than a sample reads the sample that the line comes from', () => {
	const few = new Tiles();
	few.append(0, [10, 20, 30]);
	few.append(3, [0, 0], true);
	// four columns a sample: the first holds it
	const at = (column: number) => read(few, few.missing, column, 0.25);
	expect([4, 5, 6, 7, 8].map((column) => at(column).min)).toEqual([20, 20, 20, 20, 30]);
	expect(at(14).is).toBe('missing');
	expect(at(25).is).toBe('none');
});

test('what only large tiles are here of is told to be no more than that, and what is not here at all is no gap', () => {
	const presence = presenceFor(SAMPLES);
	const coarse = new RecordedTiles(SAMPLES, presence);
	const levels = [16, 128, 1024, 8192].map((size) => {
		const extents = Array.from({ length: Math.ceil(SAMPLES / size) }, (_, tile) => {
			const { min, max } = tiles.extent(tile * size, (tile + 1) * size);
			return [min, max];
		});
		return Int32Array.from(extents.flat());
	});
	coarse.putTiles(3, 0, levels[3]!);
	const seen = read(coarse, [], 3, 20, 0);
	expect(seen.isCoarse).toBe(true);
	const truth = read(tiles, [], 3, 20);
	expect(seen.min).toBeLessThan(truth.min);
	expect(seen.max).toBeGreaterThan(truth.max);
	// zoomed in beyond samples: the tile stands for the sample
	expect(read(coarse, [], 400, 0.25, 0)).toMatchObject({ is: 'whole', isCoarse: true });
	coarse.putSamples(
		0,
		Int32Array.from({ length: 8192 }, (_, i) => tiles.at(i))
	);
	presence.samples[0] = 1;
	for (const level of [0, 1, 2]) {
		coarse.putTiles(level, 0, levels[level]!);
		presence.tiles[level]![0] = 1;
	}
	expect(read(coarse, [], 3, 20, 8192)).toEqual(truth);
});

test('a filtered channel has holes of its own', () => {
	const source = { first: 0, end: SAMPLES, missing: [], tiles: [tiles, tiles] };
	const holes = [undefined, [{ from: 100, to: 300 }]];
	expect(readColumn({ ...source, holes }, 0, 1, 150).is).toBe('whole');
	expect(readColumn({ ...source, holes }, 1, 1, 150).is).toBe('partly');
});
