import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MISSING, Tiles } from './tiles.ts';

/** What `extent` has to equal: looking at every sample. */
function bruteForce(samples: readonly number[], from: number, to: number) {
	const kept = samples.slice(Math.max(0, from), Math.max(0, to)).filter((v) => v !== MISSING);
	return { min: Math.min(...kept), max: Math.max(...kept) };
}

const counts = fc.integer({ min: -(2 ** 23), max: 2 ** 23 - 1 });
const runs = fc.array(
	fc.record({
		hole: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 300 })),
		values: fc.array(counts, { maxLength: 400 }),
		isGap: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, fc.constant(true))
	}),
	{ maxLength: 12, size: 'max' }
);

test('the extent of any run is that of looking at every sample, for any way of adding them', () => {
	fc.assert(
		fc.property(
			runs,
			fc.array(fc.tuple(fc.nat(6000), fc.nat(6000)), { maxLength: 20, size: 'max' }),
			(added, asked) => {
				const tiles = new Tiles(1);
				const truth: number[] = [];
				for (const { hole, values, isGap } of added) {
					tiles.append(truth.length + hole, values, isGap);
					if (values.length === 0 && hole === 0) continue;
					truth.push(...Array.from({ length: hole }, () => MISSING));
					truth.push(...values.map((value) => (isGap ? MISSING : value)));
				}
				expect(tiles.end).toBe(truth.length);
				for (const [a, b] of [...asked, [0, truth.length]] as const)
					expect(tiles.extent(Math.min(a, b), Math.max(a, b))).toEqual(
						bruteForce(truth, Math.min(a, b), Math.max(a, b))
					);
			}
		),
		{ numRuns: 150 }
	);
});

test('a single sample among a million stands out wherever it is', () => {
	const tiles = new Tiles();
	const quiet = new Int32Array(1_000_000).fill(5);
	for (const at of [0, 7, 4095, 4096, 123_457, 999_999]) quiet[at] = 90_000 + at;
	tiles.append(0, quiet);
	for (const at of [0, 7, 4095, 4096, 123_457, 999_999]) {
		expect(tiles.extent(at - 200, at + 200).max).toBeGreaterThanOrEqual(90_000 + at);
		expect(tiles.extent(at, at + 1)).toEqual({ min: 90_000 + at, max: 90_000 + at });
	}
	expect(tiles.extent(200_000, 900_000)).toEqual({ min: 5, max: 5 });
});

test('a run may begin and end between two samples', () => {
	const tiles = new Tiles();
	tiles.append(
		0,
		Int32Array.from({ length: 5000 }, (_, i) => i)
	);
	expect(tiles.extent(9.5, 4200.25)).toEqual({ min: 10, max: 4200 });
	expect(tiles.extent(9.2, 9.8)).toEqual({ min: Infinity, max: -Infinity });
});

test('samples that come twice are kept once, and those lost between stay missing', () => {
	const tiles = new Tiles();
	tiles.append(0, [1, 2, 3]);
	tiles.append(1, [20, 30, 4]);
	tiles.append(10, [5]);
	expect(Array.from({ length: 12 }, (_, i) => tiles.at(i))).toEqual([
		...[1, 2, 3, 4],
		...Array.from({ length: 6 }, () => MISSING),
		...[5, MISSING]
	]);
	tiles.append(11, [0, 0], true);
	tiles.append(13, [0], true);
	expect(tiles.missing).toEqual([
		{ from: 4, to: 10 },
		{ from: 11, to: 14 }
	]);
});

test('forgetting the beginning changes nothing of what is kept', () => {
	const tiles = new Tiles();
	const values = Int32Array.from({ length: 50_000 }, (_, i) => (i * 7919) % 10_007);
	tiles.append(0, values);
	tiles.forgetBefore(30_000);
	expect(tiles.first).toBeGreaterThan(20_000);
	expect(tiles.first).toBeLessThanOrEqual(30_000);
	tiles.append(50_000, [123_456]);
	expect(tiles.extent(30_000, 50_000)).toEqual(bruteForce([...values], 30_000, 50_000));
	expect(tiles.extent(49_999, 50_001).max).toBe(123_456);
	expect(tiles.at(100)).toBe(MISSING);
});
