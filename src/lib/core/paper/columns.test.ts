import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Tiles } from '#lib/core/recording/tiles.ts';
import { columnsFor, KeptColumns, reduceColumns } from './columns.ts';

const reduced = (tiles: Tiles, first: number, count: number, samplesPerColumn: number) => {
	const columns = columnsFor(count);
	reduceColumns(tiles, tiles.missing, { first, count, samplesPerColumn }, columns);
	return columns;
};

const ones = (count: number) => Array.from({ length: count }, () => 1);

test('every column is the minimum and maximum of its own samples, and every sample has one column', () => {
	fc.assert(
		fc.property(
			fc.array(fc.integer({ min: -8_000_000, max: 8_000_000 }), {
				...{ minLength: 1, maxLength: 3000, size: 'max' }
			}),
			fc.double({ min: 0.2, max: 31.9, noNaN: true }),
			fc.nat(20),
			(values, samplesPerColumn, first) => {
				const tiles = new Tiles();
				tiles.append(0, values);
				const { min, max, state } = reduced(tiles, first, 40, samplesPerColumn);
				const truth = Array.from({ length: 40 }, (): number[] => []);
				values.forEach((value, index) => {
					for (let column = 0; column < 40; column++)
						if (
							index >= Math.ceil((first + column) * samplesPerColumn) &&
							index < Math.ceil((first + column + 1) * samplesPerColumn)
						)
							truth[column]?.push(value);
				});
				truth.forEach((own, column) => {
					expect(state[column]).toBe(own.length > 0 ? 1 : 0);
					if (own.length === 0) return;
					expect([min[column], max[column]]).toEqual([Math.min(...own), Math.max(...own)]);
				});
			}
		),
		{ numRuns: 60 }
	);
});

test('a spike of a single sample is seen at every zoom and every position', () => {
	fc.assert(
		fc.property(fc.nat(99_999), fc.double({ min: 0.3, max: 900, noNaN: true }), (at, width) => {
			const values = new Int32Array(100_000);
			values[at] = 1_000_000;
			const tiles = new Tiles();
			tiles.append(0, values);
			const first = Math.max(0, Math.floor(at / width) - 3);
			expect(Math.max(...reduced(tiles, first, 8, width).max)).toBe(1_000_000);
		})
	);
});

test('moving the picture by whole columns changes no column', () => {
	const tiles = new Tiles();
	tiles.append(
		0,
		Int32Array.from({ length: 20_000 }, (_, i) =>
			Math.round(1e5 * Math.sin(i / 7) * Math.cos(i / 911))
		)
	);
	const [one, two] = [reduced(tiles, 10, 200, 37.7), reduced(tiles, 60, 150, 37.7)];
	expect([...two.min]).toEqual([...one.min.subarray(50)]);
	expect([...two.max]).toEqual([...one.max.subarray(50)]);
});

test('a hole is never bridged: the columns it touches are not joined to their neighbours', () => {
	const tiles = new Tiles();
	tiles.append(0, new Int32Array(105).fill(1));
	tiles.append(105, new Int32Array(30), true);
	tiles.append(135, new Int32Array(65).fill(2));
	const { state, min, max } = reduced(tiles, 0, 20, 10);
	expect([...state]).toEqual([...ones(10), -1, -1, -1, -1, ...ones(6)]);
	expect([min[10], max[10], min[13], max[13]]).toEqual([1, 1, 2, 2]);
	expect((min[11] ?? 0) > (max[11] ?? 0)).toBe(true);
});

test('a single lost sample breaks the line even when a column holds a thousand', () => {
	const tiles = new Tiles();
	tiles.append(0, new Int32Array(5500).fill(1));
	tiles.append(5501, new Int32Array(4499).fill(1));
	expect([...reduced(tiles, 0, 10, 1000).state]).toEqual([1, 1, 1, 1, 1, -1, 1, 1, 1, 1]);
});

test('columns kept from one picture to the next are those of reducing anew, whatever arrived between', () => {
	fc.assert(
		fc.property(
			fc.array(
				fc.record({
					arrives: fc.nat(900),
					isGap: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.constant(true)),
					first: fc.nat(120),
					count: fc.integer({ min: 1, max: 90 }),
					width: fc.constantFrom(0.7, 6.5, 37.7, 300)
				}),
				{ minLength: 2, maxLength: 12 }
			),
			(steps) => {
				const tiles = new Tiles();
				const kept = new KeptColumns();
				for (const { arrives, isGap, first, count, width } of steps) {
					const values = Int32Array.from({ length: arrives }, (_, i) => (i * 7919) % 1013);
					tiles.append(tiles.end, values, isGap);
					const run = { first, count, samplesPerColumn: width };
					const columns = kept.reduce(tiles, tiles.missing, run);
					const anew = reduced(tiles, first, count, width);
					for (const part of ['min', 'max', 'state'] as const)
						expect([...columns[part].subarray(0, count)]).toEqual([...anew[part]]);
				}
			}
		)
	);
});

test('far out every sample still has one column, at most half a column away', () => {
	const samplesPerColumn = 4666.7;
	for (const at of [0, 4600, 4667, 4700, 140_000, 299_999]) {
		const tiles = new Tiles();
		const values = new Int32Array(300_000);
		values[at] = 9;
		tiles.append(0, values);
		const found = [...reduced(tiles, 0, 65, samplesPerColumn).max].flatMap((max, column) =>
			max === 9 ? [column] : []
		);
		expect(found).toHaveLength(1);
		const place = at / samplesPerColumn;
		expect(Math.abs((found[0] ?? 0) + 0.5 - place)).toBeLessThanOrEqual(0.5 + 1 / 2);
	}
});
