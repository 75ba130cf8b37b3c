import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { requires, shared } from '../../../../tests/requirements.ts';
import { LossResolver, type LossOptions, type SampleRun } from './loss.ts';

interface Gap {
	readonly after: number;
	readonly samples: number;
}
interface Simulated extends LossOptions {
	readonly gaps: readonly Gap[];
	readonly samples: number;
	readonly seed: number;
	/** The event loop stands still for up to this long, about five times a second [s]. */
	readonly blockS?: number;
}

/** Numbers 0…1, the same in every run (mulberry32). */
function numbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}

/** Frames of a device with a true rate of +80 ppm, in chunks as they arrive; each holds its true index. */
function simulate(simulated: Simulated): {
	runs: SampleRun[];
	resolver: LossResolver;
	longest: number;
} {
	const { gaps, samples, seed, rateHz, modulus, blockS = 0.08 } = simulated;
	const random = numbers(seed);
	const resolver = new LossResolver(simulated);
	const runs: SampleRun[] = [];
	let longest = 0;
	let chunk: { values: number[]; lostBefore: number }[] = [];
	let chunkEndS = 0;
	let last = -1;
	let lastS = 0;
	const send = () => {
		lastS = Math.max(lastS, chunkEndS - 0.0005 * Math.log(1 - random()));
		runs.push(...resolver.push(chunk, lastS));
		longest = Math.max(longest, resolver.waiting);
		chunk = [];
	};
	for (let index = 0; index < samples; index++) {
		if (gaps.some(({ after, samples: lost }) => index > after && index <= after + lost)) continue;
		const takenS = 77 + index / (rateHz * 1.00008);
		if (takenS > chunkEndS && chunk.length > 0) send();
		if (chunk.length === 0) {
			const isBlocked = random() < 5 / (rateHz / 2);
			chunkEndS = takenS + (isBlocked ? blockS * random() : 0.001);
		}
		const lost = modulus === null ? index - last - 1 : (index - last - 1) % modulus;
		chunk.push({ values: [index], lostBefore: lost });
		last = index;
	}
	send();
	runs.push(...resolver.flush());
	return { runs, resolver, longest };
}

/** Every sample must be at its true index. */
function misplaced(runs: readonly SampleRun[]): number {
	return runs.flatMap(({ firstSample, values }) =>
		values.filter(([index], i) => index !== firstSample + i)
	).length;
}

const randomGaps = (least: number) =>
	fc
		.array(
			fc.record({
				quiet: fc.integer({ min: 2500, max: 4000 }),
				samples: fc.integer({ min: least, max: 799 })
			}),
			{ minLength: 1, maxLength: 5 }
		)
		.map((parts) => {
			let after = 1000;
			return parts.map(({ quiet, samples }) => {
				after += quiet;
				const gap = { after, samples };
				after += samples;
				return gap;
			});
		});

describe.each([16, 256])('counter modulo %i at 1000 Hz with 80 ms blocks', (modulus) => {
	test('random gaps of 1…799 samples that the counter shows are found exactly', () => {
		fc.assert(
			fc.property(randomGaps(1), fc.integer(), (drawn, seed) => {
				const gaps = drawn.map((gap) =>
					gap.samples % modulus === 0 ? { ...gap, samples: gap.samples + 1 } : gap
				);
				const samples = gaps.at(-1)!.after + 3500;
				const { runs, resolver } = simulate({ rateHz: 1000, modulus, gaps, samples, seed });
				expect(misplaced(runs)).toBe(0);
				expect(resolver.lost).toBe(gaps.reduce((sum, gap) => sum + gap.samples, 0));
				expect(runs.filter(({ gap }) => gap)).toHaveLength(gaps.length);
			}),
			{ numRuns: 60 }
		);
	});

	test('a loss of whole turns, which the counter does not show, is counted exactly', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: Math.floor(799 / modulus) }),
				fc.integer(),
				(turns, seed) => {
					const gaps = [{ after: 6000, samples: turns * modulus }];
					const { runs, resolver } = simulate({
						rateHz: 1000,
						modulus,
						gaps,
						samples: 12_000,
						seed
					});
					expect(resolver.lost).toBe(turns * modulus);
					// which frame it was is known to the length of a chunk only
					expect(misplaced(runs)).toBeLessThan(90);
				}
			),
			{ numRuns: 60 }
		);
	});

	test('without loss nothing is declared lost and nothing waits longer than a block', () => {
		for (let seed = 0; seed < 10; seed++) {
			const { runs, longest } = simulate({
				rateHz: 1000,
				modulus,
				gaps: [],
				samples: 20_000,
				seed
			});
			expect(misplaced(runs)).toBe(0);
			expect(runs.some(({ gap }) => gap)).toBe(false);
			expect(longest).toBeLessThan(250);
		}
	});
});

test('losses that follow each other within the wait are told apart', () => {
	for (let seed = 0; seed < 20; seed++) {
		const gaps = [
			{ after: 5000, samples: 37 },
			{ after: 5237, samples: 201 },
			{ after: 5700, samples: 5 }
		];
		const { runs } = simulate({
			rateHz: 1000,
			modulus: 16,
			gaps,
			samples: 9000,
			seed,
			blockS: 0.01
		});
		expect(misplaced(runs)).toBe(0);
	}
});

test('the runs are without a hole and a gap has no values', () => {
	const gaps = [{ after: 3000, samples: 100 }];
	const { runs } = simulate({
		rateHz: 1000,
		modulus: 16,
		gaps,
		samples: 6000,
		seed: 1,
		firstSample: 50
	});
	let next = 50;
	for (const run of runs) {
		expect(run.firstSample).toBe(next);
		if (run.gap) expect(run.values).toEqual([]);
		else expect(run.values).toHaveLength(run.samples);
		next += run.samples;
	}
	expect(next).toBe(6050);
});

test('a counter without end is taken as it is, at once', () => {
	const resolver = new LossResolver({ rateHz: 50, modulus: null });
	resolver.push([{ values: [1], lostBefore: 0 }], 1);
	expect(resolver.push([{ values: [2], lostBefore: 40 }], 1.02)).toEqual([
		{ firstSample: 1, samples: 40, gap: true, values: [] },
		{ firstSample: 41, samples: 1, gap: false, values: [[2]] }
	]);
});

test('a longer delay that came to stay is no loss, and does not make the stream wait for ever', () => {
	const resolver = new LossResolver({ rateHz: 1000, modulus: 16 });
	let waited = 0;
	for (let index = 0; index < 20_000; index += 2) {
		const frames = [0, 1].map((i) => ({ values: [index + i], lostBefore: 0 }));
		resolver.push(frames, 5 + (index + 1) / 1000 + (index > 8000 ? 0.0235 : 0));
		if (resolver.waiting > 0) waited++;
	}
	expect(resolver.lost).toBe(0);
	// 3 s of 20, once
	expect(waited).toBeLessThan(1600);
});

describe.skipIf(!requires('shared'))('the captured stream whose receiver was blocked', () => {
	const csv = shared('data/devices/bitalino_ctsdrop_1000hz_4ch.csv');
	const STREAM_START_S = 1.96225;
	const BLOCKED_S = 3.811272;
	const FREE_S = 4.800542;
	/** 7 bytes of ten bits at 115 200 baud. */
	const FRAME_S = 70 / 115_200;

	/** Frames by the truth beside the stream, with the time the device took each and could send it. */
	function arrivals(): { values: number[]; lostBefore: number; arrivedS: number }[] {
		const rows = readFileSync(csv, 'utf8').trim().split('\n').slice(1);
		let last = -1;
		let lastS = 0;
		let tick = -1;
		return rows.map((row) => {
			const [sequence = 0, , , , , ...values] = row.split(',').map(Number);
			const lostBefore = (sequence - last - 1 + 16) % 16;
			last = sequence;
			// the counter says 9; the device's own ticks say 777: 6873 ticks for 6096 frames
			tick += 1 + (lostBefore > 0 ? 777 : 0);
			const takenS = STREAM_START_S + tick / 1000;
			const heldS = takenS > BLOCKED_S && takenS < FREE_S ? FREE_S : 0;
			lastS = Math.max(takenS, heldS, lastS + FRAME_S);
			return { values, lostBefore, arrivedS: lastS };
		});
	}

	test.each([1, 2, 7])('lost exactly 777 samples before frame 2061, in chunks of %i', (size) => {
		const frames = arrivals();
		const resolver = new LossResolver({ rateHz: 1000, modulus: 16 });
		const runs: SampleRun[] = [];
		for (let from = 0; from < frames.length; from += size) {
			const chunk = frames.slice(from, from + size);
			runs.push(...resolver.push(chunk, chunk.at(-1)!.arrivedS));
		}
		runs.push(...resolver.flush());
		expect(runs.filter(({ gap }) => gap)).toEqual([
			{ firstSample: 2061, samples: 777, gap: true, values: [] }
		]);
		const given = runs.reduce((sum, run) => sum + run.samples, 0);
		expect(given).toBe(6096 + 777);
	});
});

test('a long loss of whole turns is counted however unsteady the arrivals are', () => {
	const lost = 444 * 16;
	const resolver = new LossResolver({ rateHz: 1000, modulus: 16 });
	let taken = 0;
	const push = (lateS: number) => {
		const frames = Array.from({ length: 10 }, () => ({ values: [taken++], lostBefore: 0 }));
		resolver.push(frames, taken / 1000 + lateS);
	};
	for (let i = 0; i < 500; i++) push(0.0002);
	// the least delay of a busy machine differs from third to third of the wait by more than a fifth of a turn
	for (let i = 0; i < 500; i++) push(lost / 1000 + 0.005 + 0.001 * (i % 2));
	resolver.flush();
	expect(resolver.lost).toBe(lost);
});

/**
 * The reader stands still for ten seconds; the line holds what came first, the rest of that time is lost, and one frame
 * was lost amid what it holds. Then it reads what waited, in pieces, with pauses as on a machine that is too busy.
 */
function afterStandstill(pausesS: readonly number[], stepAt: number): SampleRun[] {
	const [rateHz, modulus, held, piece] = [1000, 16, 8000, 512];
	const resolver = new LossResolver({ rateHz, modulus });
	const runs: SampleRun[] = [];
	let last = -1;
	const push = (numbers: readonly number[], arrivedS: number): void => {
		const frames = numbers.map((number) => {
			const lostBefore = (number - last - 1) % modulus;
			last = number;
			return { values: [number], lostBefore };
		});
		runs.push(...resolver.push(frames, arrivedS));
	};
	const range = (from: number, to: number): number[] =>
		Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
	for (let at = 0; at < 2000; at += 10) push(range(at, at + 10), (at + 10) / rateHz);
	const wokeS = 12;
	const waiting = range(2000, 2000 + held).filter((number) => number !== 2000 + stepAt);
	let nowS = wokeS;
	for (let from = 0, index = 0; from < waiting.length; from += piece, index++) {
		nowS += 0.004 + (pausesS[index] ?? 0);
		push(waiting.slice(from, from + piece), nowS);
	}
	// what the board sent while nothing was read is lost; from the first reading on the line takes it again
	let next = Math.round((wokeS + 0.004) * rateHz);
	for (let at = next; at < Math.round(nowS * rateHz); at += 10) next = at + 10;
	push(range(Math.round((wokeS + 0.004) * rateHz), next), nowS + 0.004);
	for (let at = next; at < next + 4000; at += 10)
		push(range(at, at + 10), (at + 10) / rateHz + 0.002);
	runs.push(...resolver.flush());
	return runs;
}

test('a reader that stood still and reads on with pauses takes the wait for no loss', () => {
	const pause = fc.record({
		piece: fc.integer({ min: 0, max: 15 }),
		lasts: fc.constantFrom(0.3, 0.55, 0.7, 1.1)
	});
	const pauses = fc.array(pause, { maxLength: 3 }).map((few) => {
		const all: number[] = [];
		for (const { piece, lasts } of few) all[piece] = lasts;
		return Array.from({ length: 16 }, (_, i) => all[i] ?? 0);
	});
	fc.assert(
		fc.property(pauses, fc.integer({ min: 1, max: 7900 }), (pausesS, stepAt) => {
			// a quarter of a second before the line was full the two losses are not told apart
			const most = stepAt > 7740 ? 260 : 0;
			expect(misplaced(afterStandstill(pausesS, stepAt))).toBeLessThanOrEqual(most);
		}),
		{ numRuns: 200 }
	);
});
