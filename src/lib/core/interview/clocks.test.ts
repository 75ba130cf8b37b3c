import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { custody } from '../../../../tests/fixtures/law.ts';
import { clocksOf } from '../law/clocks.ts';
import type { Break, LawState } from './law.ts';

const START = Date.UTC(2026, 10, 29, 1);
const at = (minute: number): string => new Date(START + 60_000 * minute).toISOString();
const place = { seq: 1, by: 'officer' };
const pause = (from: number, to: number | null, kind: Break['kind'] = 'rest'): Break => ({
	...{ ...place, kind, note: '', at: at(from), endedAt: to === null ? null : at(to) }
});
const law = (more: Partial<LawState> = {}) => ({
	...{ custody: { ...custody, ...place, at: at(0) }, breaks: [], startedAt: at(0) },
	...more
});
const clocks = (minute: number, more: Partial<LawState> = {}) =>
	clocksOf(law(more), START + 60_000 * minute);

describe('continuous questioning', () => {
	test.each([
		['runs from the reading of rights', [], 50, 50],
		['begins anew after a break of 15 min', [pause(40, 55)], 70, 15],
		['goes on after a shorter one, which is not questioning', [pause(40, 54)], 70, 56],
		['stands still while somebody rests', [pause(40, null)], 50, 40],
		['is over once the rest is long enough', [pause(40, null)], 55, 0],
		['counts from the last break only', [pause(20, 40), pause(60, 80)], 100, 20]
	] as const)('%s', (_, breaks, minute, expected) => {
		expect(clocks(minute, { breaks }).sinceBreakMinutes).toBe(expected);
	});

	test('is never more than what elapsed, nor less than nothing', () => {
		const minutes = fc.integer({ min: 0, max: 600 });
		fc.assert(
			fc.property(fc.array(fc.tuple(minutes, minutes)), minutes, (pairs, now) => {
				const breaks = pairs.map(([a, b]) => pause(Math.min(a, b), Math.max(a, b)));
				const {
					sinceBreakMinutes: since,
					elapsedMinutes: all,
					questionedMinutes24h
				} = clocks(now, { breaks: breaks.slice(0, 1) });
				expect(since).toBeGreaterThanOrEqual(0);
				expect(since).toBeLessThanOrEqual(all!);
				expect(since).toBeLessThanOrEqual(questionedMinutes24h!);
			})
		);
	});
});

test('nothing is known before somebody asked how the person came and read the rights', () => {
	const none = clocks(10, { custody: null, startedAt: null });
	const { openBreak, ...numbers } = none;
	expect(openBreak).toBeNull();
	expect(new Set(Object.values(numbers))).toEqual(new Set([null]));
});

test('arrival, detention, meals, rest and earlier questioning', () => {
	const held = {
		...{ ...custody, ...place, at: at(0), arrivedAt: at(-120), detainedAt: at(-600) },
		...{ lastSummonsEndedAt: at(-1440), lastMealAt: at(-60), longestRestHours: 7 },
		questionedMinutes: 100
	};
	expect(clocks(60, { custody: held })).toMatchObject({
		...{ sinceArrivalHours: 3, sinceDetentionHours: 11, sinceLastSummonsHours: 25 },
		...{ sinceMealHours: 2, longestRestHours: 7, questionedMinutes24h: 160 }
	});
	// a meal while it goes on starts that clock anew
	const eaten = clocks(90, { custody: held, breaks: [pause(30, 60, 'meal')] });
	expect(eaten).toMatchObject({ sinceMealHours: 0.5, questionedMinutes24h: 160 });
	// only the last 24 h count
	expect(clocks(1500, { breaks: [pause(30, 60)] }).questionedMinutes24h).toBe(1440);
});
