import fc from 'fast-check';
import { expect, test } from 'vitest';
import { presenceFor, RecordedTiles } from './recorded-tiles.ts';
import { TileBuilder } from './tile-builder.ts';
import { FRAME_SAMPLES, framesOf, tileHeader, tilesInFrame, unpackTiles } from './tile-file.ts';
import { grainOf, MISSING, TILE_SIZES, type Run } from './tile-levels.ts';

/** A recording with spikes of single samples and gaps, the same for the same numbers. */
const recordings = fc.record({
	samples: fc.integer({ min: 1, max: 5 * FRAME_SAMPLES }),
	spikes: fc.array(fc.tuple(fc.nat(5 * FRAME_SAMPLES), fc.integer({ min: -8e6, max: 8e6 })), {
		maxLength: 30,
		size: 'max'
	}),
	gaps: fc.array(fc.tuple(fc.nat(5 * FRAME_SAMPLES), fc.integer({ min: 1, max: 9000 })), {
		maxLength: 4
	})
});

function made({
	samples,
	spikes,
	gaps
}: typeof recordings extends fc.Arbitrary<infer R> ? R : never) {
	const counts = Int32Array.from({ length: samples }, (_, i) => ((i * 7919) % 2003) - 1000);
	for (const [at, count] of spikes) if (at < samples) counts[at] = count;
	const runs: Run[] = gaps
		.map(([from, length]) => ({ from, to: from + length }))
		.sort((a, b) => a.from - b.from);
	const truth = counts.slice();
	for (const { from, to } of runs) truth.fill(MISSING, from, to);
	return { counts, runs, truth };
}

function bruteForce(truth: Int32Array, from: number, to: number) {
	let [min, max] = [Infinity, -Infinity];
	for (const count of truth.subarray(from, to))
		if (count !== MISSING) [min, max] = [Math.min(min, count), Math.max(max, count)];
	return { min, max };
}

/** What a tile file of it holds, put into one channel: the largest tiles of all, others and samples of some frames. */
function channelOf(
	{ counts, runs, truth }: ReturnType<typeof made>,
	blockSize: number,
	isHere: (frame: number) => { readonly smallest: number; readonly samples: boolean }
) {
	const header = tileHeader(1, new Uint8Array(512));
	const builder = new TileBuilder(header, 1);
	for (const run of runs) builder.lose(run);
	const frames: Uint8Array[] = [];
	for (let at = 0; at < counts.length; at += blockSize)
		frames.push(...builder.push([counts.subarray(at, at + blockSize)]));
	frames.push(...builder.end());
	const presence = presenceFor(counts.length);
	const channel = new RecordedTiles(counts.length, presence);
	frames.forEach((frame, number) => {
		const { smallest, samples } = isHere(number);
		TILE_SIZES.forEach((size, level) => {
			if (size < smallest) return;
			presence.tiles[level]?.fill(1, number, number + 1);
			const tiles = FRAME_SAMPLES / size;
			const values = new Int32Array(2 * tiles);
			unpackTiles(frame, tilesInFrame(size, 1).from, tiles, values, 0);
			channel.putTiles(level, number * tiles, values);
		});
		presence.samples[number] = samples ? 1 : 0;
		const first = number * FRAME_SAMPLES;
		if (samples) channel.putSamples(first, truth.subarray(first, first + FRAME_SAMPLES));
	});
	return channel;
}

const blockSizes = fc.constantFrom(1, 20, 999, 1000, 8192, 30_000);
const ranges = fc.array(fc.tuple(fc.nat(6 * FRAME_SAMPLES), fc.nat(6 * FRAME_SAMPLES)), {
	maxLength: 40,
	size: 'max'
});

test('with everything here the extent of any run is that of looking at every sample', () => {
	fc.assert(
		fc.property(recordings, blockSizes, ranges, (numbers, blockSize, asked) => {
			const recording = made(numbers);
			const channel = channelOf(recording, blockSize, () => ({ smallest: 16, samples: true }));
			for (const [a, b] of [...asked, [0, numbers.samples]] as const) {
				const [from, to] = [Math.min(a, b), Math.max(a, b)];
				expect(channel.extent(from, to)).toEqual(bruteForce(recording.truth, from, to));
			}
		}),
		{ numRuns: 60 }
	);
});

const presences = fc.array(
	fc.record({ smallest: fc.constantFrom(...TILE_SIZES), samples: fc.boolean() }),
	{ minLength: 6, maxLength: 6 }
);

test('with less here nothing is ever left out, and nothing is told of samples beyond the tiles that hold the run', () => {
	fc.assert(
		fc.property(recordings, ranges, presences, (numbers, asked, here) => {
			const recording = made(numbers);
			const of = (frame: number) => here[frame] ?? { smallest: 8192, samples: false };
			const channel = channelOf(recording, 1000, of);
			const grain = Math.max(...here.map(({ smallest }) => smallest));
			for (const [a, b] of asked) {
				const [from, to] = [Math.min(a, b), Math.max(a, b)];
				const [found, truth] = [channel.extent(from, to), bruteForce(recording.truth, from, to)];
				expect(found.min).toBeLessThanOrEqual(truth.min);
				expect(found.max).toBeGreaterThanOrEqual(truth.max);
				const [low, high] = [Math.floor(from / grain) * grain, Math.ceil(to / grain) * grain];
				const around = bruteForce(recording.truth, low, Math.max(low, high));
				expect(found.min).toBeGreaterThanOrEqual(around.min);
				expect(found.max).toBeLessThanOrEqual(around.max);
			}
		}),
		{ numRuns: 60 }
	);
});

test('columns as wide as a picture makes them are true from the tiles their width asks for', () => {
	fc.assert(
		fc.property(
			recordings,
			fc.double({ min: 64, max: 9000, noNaN: true }),
			fc.nat(40),
			(numbers, samplesPerColumn, first) => {
				const recording = made(numbers);
				const grain = grainOf(samplesPerColumn);
				const kept = TILE_SIZES.findLast((size) => size <= grain) ?? 16;
				const channel = channelOf(recording, 1000, () => ({ smallest: kept, samples: false }));
				const edge = (column: number) => Math.ceil((column * samplesPerColumn) / grain) * grain;
				for (let column = first; column < first + 20; column++)
					expect(channel.extent(edge(column), edge(column + 1))).toEqual(
						bruteForce(recording.truth, edge(column), edge(column + 1))
					);
			}
		),
		{ numRuns: 60 }
	);
});

test('a sample is known where its frame is here', () => {
	const recording = made({
		samples: 3 * FRAME_SAMPLES - 5,
		spikes: [[9000, 123]],
		gaps: [[9001, 2]]
	});
	const channel = channelOf(recording, 1000, (frame) => ({ smallest: 16, samples: frame === 1 }));
	expect([8191, 9000, 9001, 2 * FRAME_SAMPLES].map((at) => channel.at(at))).toEqual([
		...[MISSING, 123, MISSING, MISSING]
	]);
	expect(framesOf(channel.end)).toBe(3);
});
