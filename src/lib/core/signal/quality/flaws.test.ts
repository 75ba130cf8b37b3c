import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MISSING } from '../../recording/tiles.ts';
import { parseMeasurementSettings } from '../measure/settings.ts';
import { beatFlaw } from './beat-rule.ts';
import type { Flaw, FlawCause, JudgedChannel } from './flaw.ts';
import { FlawFinder, flawsOf } from './flaw-finder.ts';
import { FLAT_S, FLAWS, PLAUSIBLE_US, STEEPEST_US_PER_S } from './limits.ts';

/** 0…1023 counts stand for 0…25 µS: a step is 0.024 µS. */
const of = (kind: string, unit = 'counts'): JudgedChannel => ({
	...{ kind, unit, digitalMin: 0, digitalMax: 1023 },
	...{ physicalMin: 0, physicalMax: unit === 'uS' ? 25 : 1023 }
});
const causesAt = (flaws: readonly Flaw[], sample: number): FlawCause[] =>
	flaws.filter(({ from, to }) => from <= sample && sample < to).map(({ cause }) => cause);

/** What each sample is by looking at the whole recording again for every one of them. */
function bySample(counts: Int32Array, channel: JudgedChannel, rateHz: number) {
	const us = (count: number) => (25 * count) / 1023;
	const isRail = (count: number) => count !== MISSING && (count <= 0 || count >= 1023);
	const least = Math.max(2, Math.round((FLAT_S as Record<string, number>)[channel.kind]! * rateHz));
	const lag = Math.max(1, Math.round(rateHz / 10));
	const isEda = channel.unit === 'uS';
	return [...counts].map((count, i) => {
		const found = new Set<FlawCause>();
		if (count === MISSING) return found;
		if (count <= 0) found.add('minimum');
		if (count >= 1023) found.add('maximum');
		let [a, b] = [i, i];
		while (counts[a - 1] === count) a--;
		while (counts[b + 1] === count) b++;
		if (b + 1 - a >= least && !isRail(count)) found.add('still');
		if (isEda && !isRail(count) && (us(count) < 0.05 || us(count) > 60)) found.add('out-of-range');
		for (let end = i; isEda && end <= i + lag; end++) {
			const part = counts.slice(Math.max(0, end - lag), end + 1);
			const isWhole = part.length === lag + 1 && !part.includes(MISSING);
			const change = us(Math.abs(part.at(-1)! - part[0]!));
			if (isWhole && change > (STEEPEST_US_PER_S * lag) / rateHz) found.add('steep');
		}
		return found;
	});
}

/** Counts as a recording brings them: slow, jumping, at the limits, standing still, lost. */
const piece = fc.oneof(
	fc.record({ count: fc.integer({ min: -2, max: 1025 }), length: fc.integer({ min: 1, max: 70 }) }),
	fc.record({ count: fc.constantFrom(0, 1, 1023, 1022), length: fc.integer({ min: 1, max: 5 }) }),
	fc.record({ count: fc.constant(MISSING), length: fc.integer({ min: 1, max: 8 }) })
);
const recording = fc
	.array(fc.tuple(piece, fc.boolean()), { maxLength: 25 })
	.map((pieces) =>
		pieces.flatMap(([{ count, length }, isWaving]) =>
			Array.from({ length }, (_, i) =>
				isWaving && count !== MISSING ? Math.min(1025, Math.max(-2, count + (i % 3))) : count
			)
		)
	)
	.map((counts) => Int32Array.from(counts));
const sizes = fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 12 });
const channels = fc.constantFrom(
	...[of('eda', 'uS'), of('rsp'), of('ppg'), of('movement'), of('cardio'), of('other')]
);

describe('the flaws of a channel', () => {
	test('are the same however its samples are cut into blocks', () => {
		fc.assert(
			fc.property(recording, sizes, channels, (counts, cuts, channel) => {
				const finder = new FlawFinder(channel, 20);
				let at = 0;
				for (const size of [...cuts, counts.length]) {
					finder.push(counts.subarray(at, at + size), at);
					at = Math.min(counts.length, at + size);
				}
				finder.end();
				expect(finder.flaws()).toEqual(flawsOf(channel, counts, 20));
			}),
			{ numRuns: 300 }
		);
	});

	test('hold every sample that looking at each one finds, begin and end on one, and never reach over a gap', () => {
		fc.assert(
			fc.property(recording, channels, (counts, channel) => {
				const rateHz = 10;
				const flaws = flawsOf(channel, counts, rateHz);
				const found = bySample(counts, channel, rateHz);
				found.forEach((causes, i) => {
					expect(causesAt(flaws, i)).toEqual(expect.arrayContaining([...causes]));
				});
				for (const { from, to, cause } of flaws) {
					expect(counts.subarray(from, to).includes(MISSING)).toBe(false);
					const own = found.slice(from, to).map((causes) => causes.has(cause));
					expect([own[0], own.at(-1)]).toEqual([true, true]);
					const longest = Math.max(
						...own
							.join()
							.split('true')
							.map((part) => part.split('false').length - 1)
					);
					expect(longest).toBeLessThanOrEqual(FLAWS.joinS * rateHz);
				}
				const order = flaws.map(({ from }) => from);
				expect(order).toEqual(order.toSorted((a, b) => a - b));
			}),
			{ numRuns: 300 }
		);
	});
});

test('one sample at the limit of the converter is told, whatever the sensor', () => {
	for (const kind of ['eda', 'ecg', 'ppg', 'rsp', 'cardio', 'movement', 'other']) {
		const counts = Int32Array.from({ length: 4000 }, (_, i) => 500 + (i % 7));
		counts[1234] = 1023;
		counts[3456] = -5;
		const clipped = flawsOf(of(kind), counts, 1000).filter((one) => one.kind === 'clipped');
		expect(clipped).toEqual([
			{ from: 1234, to: 1235, kind: 'clipped', cause: 'maximum' },
			{ from: 3456, to: 3457, kind: 'clipped', cause: 'minimum' }
		]);
	}
});

test('a line of two states is always at a limit and is not clipped', () => {
	const button = { ...of('other'), digitalMax: 1, physicalMax: 1 };
	expect(
		flawsOf(
			button,
			Int32Array.from({ length: 500 }, (_, i) => i & 1),
			100
		)
	).toEqual([]);
});

test('a preview forgets what is gone and keeps what is seen', () => {
	const finder = new FlawFinder(of('rsp'), 10);
	finder.push(Int32Array.of(0, 5, 6, 7, 8, 9, 0, 0), 0);
	finder.forgetBefore(6);
	expect(finder.flaws()).toEqual([{ from: 6, to: 8, kind: 'clipped', cause: 'minimum' }]);
});

describe('what a body does strongly is no flaw', () => {
	const rateHz = 100;
	const kindsOf = (channel: JudgedChannel, counts: Int32Array) =>
		flawsOf(channel, counts, rateHz).map(({ cause }) => cause);

	test('a skin response of 8 µS that rises within two seconds', () => {
		const rise = (t: number) => 4 * (1 - Math.cos((Math.PI * t) / 2));
		const response = (t: number) => (t < 0 ? 0 : t < 2 ? rise(t) : 8 * Math.exp((2 - t) / 6));
		const counts = Int32Array.from({ length: 4000 }, (_, i) =>
			Math.round(((4 + response(i / rateHz - 5)) * 1023) / 25)
		);
		expect(Math.max(...counts)).toBeGreaterThan((12 * 1023) / 25 - 20);
		expect(kindsOf(of('eda', 'uS'), counts)).toEqual([]);
	});

	test('breath that is held for 40 s while the heart still shows in the belt', () => {
		const counts = Int32Array.from({ length: 6000 }, (_, i) => {
			const isHeld = i > 1000 && i < 5000;
			return Math.round(500 + (isHeld ? 2 : 200) * Math.sin(i / (isHeld ? 15 : 70)));
		});
		expect(kindsOf(of('rsp'), counts)).toEqual([]);
	});

	const pulse = (i: number, every: number) =>
		Math.exp(-((((i % every) - 30) / 8) ** 2)) + 0.35 * Math.exp(-((((i % every) - 55) / 9) ** 2));

	test('vessels that narrow to a quarter of the pulse within a few beats, and widen again', () => {
		const counts = Int32Array.from({ length: 6000 }, (_, i) => {
			const t = i / rateHz - 22;
			const size = t < 0 ? 1 : 1 - 0.75 * Math.exp(-(((t - 6) / 4) ** 2));
			return Math.round(400 + 300 * size * pulse(i, 83));
		});
		expect(kindsOf(of('ppg'), counts)).toEqual([]);
	});

	test('a heart of 45 or 150 beats a minute, and one that leaves out a beat', () => {
		for (const every of [133, 40]) {
			const counts = Int32Array.from({ length: 3000 }, (_, i) =>
				Math.round(
					400 + 300 * pulse(i + 7, every) * (Math.floor((i + 7) / every) % 9 === 4 ? 0.02 : 1)
				)
			);
			expect(kindsOf(of('ppg'), counts)).toEqual([]);
		}
	});
});

describe('a sensor that has come off', () => {
	test('of the skin: out of range, and steep where it fell', () => {
		const counts = Int32Array.from({ length: 2000 }, (_, i) =>
			i < 1000 ? 240 + (i % 2) : 1 + (i % 2)
		);
		const flaws = flawsOf(of('eda', 'uS'), counts, 100);
		expect(flaws.map(({ kind, cause }) => [kind, cause])).toEqual([
			['poor', 'steep'],
			['poor', 'out-of-range']
		]);
		expect(flaws[1]).toMatchObject({ from: 1000, to: 2000 });
		// a channel without a unit cannot be judged by µS
		expect(flawsOf(of('eda'), counts, 100)).toEqual([]);
	});

	test('of the finger: noise without beats that are alike', () => {
		let seed = 7;
		const noise = () => ((seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648 - 0.5) * 60;
		const counts = Int32Array.from({ length: 3000 }, () => Math.round(500 + noise()));
		const flaws = flawsOf(of('ppg'), counts, 100);
		expect(flaws).toEqual([{ from: 0, to: 3000, kind: 'poor', cause: 'unlike-beats' }]);
	});

	test('of the chest: the same count for five seconds', () => {
		const counts = Int32Array.from({ length: 1500 }, (_, i) =>
			i < 500 || i > 1100 ? 400 + (i % 5) : 512
		);
		expect(flawsOf(of('rsp'), counts, 100)).toEqual([
			{ from: 500, to: 1101, kind: 'flat', cause: 'still' }
		]);
	});

	test('a heart that is not seen for three seconds', () => {
		const beat = (i: number) => Math.exp(-((((i % 80) - 30) / 8) ** 2));
		const counts = Float64Array.from({ length: 1000 }, (_, i) =>
			i > 300 && i < 720 ? 0 : 300 * beat(i)
		);
		expect(beatFlaw('ppg', counts, 100)).toBe('no-beats');
	});
});

test('the marks and the reasons for leaving a response out have the same limits', () => {
	const { quality } = parseMeasurementSettings(
		readFileSync('protocols/scoring/cit-measures.yaml', 'utf8')
	);
	expect(FLAT_S).toMatchObject(quality.flatS);
	expect(PLAUSIBLE_US).toEqual([quality.edaLeastUs, quality.edaMostUs]);
	expect(STEEPEST_US_PER_S).toBe(quality.edaSteepestUsPerS);
});
