import fc from 'fast-check';
import { expect, test } from 'vitest';
import { presenceFor, RecordedTiles } from '#lib/core/recording/recorded-tiles.ts';
import { FRAME_SAMPLES } from '#lib/core/recording/tile-file.ts';
import { MISSING, TILE_SIZES } from '#lib/core/recording/tile-levels.ts';
import { Tiles, type ChannelExtents } from '#lib/core/recording/tiles.ts';
import { columnsFor, reduceColumns, type ColumnRun } from './columns.ts';

/** The same channel asked column by column. */
const plainly = (tiles: ChannelExtents): ChannelExtents => ({
	...{ first: tiles.first, end: tiles.end, at: (index) => tiles.at(index) },
	extent: (from, to, into) => tiles.extent(from, to, into)
});

function reduced(tiles: ChannelExtents, run: ColumnRun, known: number) {
	const columns = columnsFor(run.count);
	reduceColumns(tiles, [], run, columns, known);
	return columns;
}

const runs = fc.record({
	first: fc.nat(300),
	count: fc.integer({ min: 1, max: 60 }),
	// every size of tile is the grain of some
	samplesPerColumn: fc.double({ min: -2, max: 15, noNaN: true }).map((exponent) => 2 ** exponent)
});

const noise = (length: number): Int32Array =>
	Int32Array.from({ length }, (_, i) => ((i * 7919) % 2003) - 1000 + (i % 811 === 0 ? 1e6 : 0));

test('columns of a growing channel are those asked for one by one, whatever was forgotten and lost', () => {
	fc.assert(
		fc.property(
			...[runs, fc.integer({ min: 0, max: 100_000 }), fc.nat(50_000), fc.nat(40_000), fc.nat(10)],
			(run, length, forgotten, lost, known) => {
				const tiles = new Tiles();
				tiles.append(0, noise(length));
				tiles.append(length + lost, noise(5000));
				tiles.forgetBefore(forgotten);
				expect(reduced(tiles, run, known)).toEqual(reduced(plainly(tiles), run, known));
			}
		),
		{ numRuns: 300 }
	);
});

test('columns of a recording that is still being read are those asked for one by one', () => {
	const length = 3 * FRAME_SAMPLES + 777;
	const whole = new Tiles(length);
	whole.append(0, noise(length).fill(MISSING, 20_000, 29_000));
	fc.assert(
		fc.property(runs, fc.array(fc.nat(4), { maxLength: 4 }), fc.boolean(), (run, here, isFar) => {
			const presence = presenceFor(length);
			const tiles = new RecordedTiles(length, presence);
			for (const [level, size] of TILE_SIZES.entries())
				tiles.putTiles(level, 0, whole.level(size)!.values.slice(0, 2 * Math.ceil(length / size)));
			tiles.putSamples(0, whole.level(1)!.values.slice(0, length));
			here.forEach((smallest, frame) => {
				presence.tiles.forEach((frames, level) => (frames[frame] = level >= smallest ? 1 : 0));
				presence.samples[frame] = smallest === 0 ? 1 : 0;
			});
			const part = isFar ? { ...run, first: Math.floor(length / run.samplesPerColumn) - 30 } : run;
			expect(reduced(tiles, part, 0)).toEqual(reduced(plainly(tiles), part, 0));
		}),
		{ numRuns: 300 }
	);
});
