import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Hearing, SubjectKind } from './hearing.ts';
import { parseSubjectModel } from './model.ts';
import { batemanShape } from './skin.ts';
import { VirtualSubject, type PhysicalSample } from './subject.ts';

const model = parseSubjectModel(readFileSync('protocols/virtual/subject.yaml', 'utf8'));

interface Heard {
	readonly atS: number;
	readonly heard: Hearing;
}
const item = (atS: number, role: 'buffer' | 'key' | 'foil'): Heard => ({
	atS,
	heard: { hear: 'item', role, durationS: 2 }
});

/** Samples of one subject, time counted from its start. */
function play(
	{ kind = 'informed', seed = 1, rateHz = 20, startS = 0 },
	lengthS: number,
	heard: readonly Heard[] = []
): PhysicalSample[] {
	const subject = new VirtualSubject(model, kind as SubjectKind, seed, startS);
	const coming = [...heard];
	return Array.from({ length: lengthS * rateHz }, (_, i) => {
		const timeS = startS + i / rateHz;
		while (coming[0] && startS + coming[0].atS <= timeS) {
			const { atS, heard: what } = coming.shift()!;
			subject.hear(what, startS + atS);
		}
		return { ...subject.next(timeS) };
	});
}

/** Sampling rate of effects [Hz]. */
const RATE = 10;

/** Mean over many subjects of what hearing something changes in one signal, shape [samples]. */
function effect(
	signal: keyof PhysicalSample,
	kind: SubjectKind,
	heard: readonly Heard[],
	without: readonly Heard[] = []
): number[] {
	const seeds = Array.from({ length: 16 }, (_, seed) => seed);
	const pairs = seeds.map((seed) => [
		play({ kind, seed, rateHz: RATE }, 30, heard),
		play({ kind, seed, rateHz: RATE }, 30, without)
	]);
	return Array.from({ length: 30 * RATE }, (_, i) => {
		const sum = pairs.reduce((all, [a, b]) => all + a![i]![signal] - b![i]![signal], 0);
		return sum / seeds.length;
	});
}

const largest = (values: readonly number[]): number => Math.max(...values.map(Math.abs));

describe('a virtual subject', () => {
	test('is the same person with the same luck for the same seed, whenever it sits down', () => {
		const heard = [item(5, 'buffer'), item(15, 'key')];
		const now = play({}, 30, heard);
		expect(play({}, 30, heard)).toEqual(now);
		const later = play({ startS: 86_400 }, 30, heard);
		expect(largest(later.map(({ eda }, i) => eda - now[i]!.eda))).toBeLessThan(1e-6);
		expect(play({ seed: 2 }, 30, heard)).not.toEqual(now);
	});

	test('shows nearly the same traces at every sampling rate', () => {
		const heard = [item(5, 'key')];
		const slow = play({ rateHz: 20 }, 30, heard);
		const fast = play({ rateHz: 200 }, 30, heard);
		for (const signal of ['eda', 'rsp'] as const)
			expect(largest(slow.map((one, i) => one[signal] - fast[10 * i]![signal]))).toBeLessThan(0.05);
	});

	test('stays in the range of its sensors for a whole session', () => {
		const heard = Array.from({ length: 40 }, (_, i) => item(5 + 10 * i, i % 6 ? 'foil' : 'buffer'));
		for (const seed of [1, 2, 3]) {
			const samples = play({ seed, rateHz: RATE }, 420, heard);
			expect(samples.filter(({ eda }) => eda < 0.1 || eda > 25)).toEqual([]);
			expect(samples.filter(({ ppg }) => Math.abs(ppg) > 0.6)).toEqual([]);
			expect(samples.filter(({ rsp }) => Math.abs(rsp) > 0.6)).toEqual([]);
		}
	});
});

describe('skin conductance', () => {
	test('answers 1.5 to 3 s after the item at the earliest, and comes back', () => {
		const change = effect('eda', 'uninformed', [item(10, 'foil')]);
		expect(largest(change.slice(0, 11.5 * RATE))).toBeLessThan(0.005);
		const peak = change.indexOf(Math.max(...change));
		expect(peak / RATE).toBeGreaterThan(12);
		expect(peak / RATE).toBeLessThan(16.5);
		expect(change.at(-1)).toBeLessThan(change[peak]! / 4);
	});

	test('is larger for a recognised key in everyone who knows, and in nobody else', () => {
		const gain = (kind: SubjectKind): number =>
			Math.max(...effect('eda', kind, [item(10, 'key')])) /
			Math.max(...effect('eda', kind, [item(10, 'foil')]));
		expect(gain('informed')).toBeGreaterThan(1.3);
		expect(gain('informed-innocent')).toBeCloseTo(gain('informed'), 6);
		expect(gain('uninformed')).toBe(1);
	});

	test('of a non-responder never answers', () => {
		expect(largest(effect('eda', 'non-responder', [item(10, 'key')]))).toBe(0);
	});

	test('follows a shape whose peak is 1', () => {
		const shape = batemanShape(0.75, 2.5);
		const values = Array.from({ length: 4000 }, (_, i) => shape(i / 100));
		expect(Math.max(...values)).toBeCloseTo(1, 4);
		expect(shape(-1)).toBe(0);
		expect(values.at(-1)).toBeLessThan(1e-5);
	});
});

describe('breathing and pulse', () => {
	test('breathing changes after a key only where it is known and hidden', () => {
		const key = [item(10, 'key')];
		const foil = [item(10, 'foil')];
		expect(largest(effect('rsp', 'informed', key, foil))).toBeGreaterThan(0.01);
		expect(largest(effect('rsp', 'informed-innocent', key, foil))).toBe(0);
		expect(largest(effect('rsp', 'uninformed', key, foil))).toBe(0);
	});

	test('a movement shakes every sensor', () => {
		const moved: Heard[] = [{ atS: 10, heard: { hear: 'movement', strength: 1 } }];
		for (const signal of ['eda', 'ppg', 'rsp', 'movement'] as const)
			expect(
				largest(effect(signal, 'uninformed', moved).slice(10 * RATE, 13 * RATE))
			).toBeGreaterThan(0.05);
	});

	test('countermeasures make responses to foils', () => {
		const foil = [item(10, 'foil')];
		expect(largest(effect('movement', 'countermeasure', foil))).toBeGreaterThan(0.05);
		expect(Math.max(...effect('eda', 'countermeasure', foil))).toBeGreaterThan(
			Math.max(...effect('eda', 'informed', foil))
		);
	});
});
