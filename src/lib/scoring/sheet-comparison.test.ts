import { expect, test } from 'vitest';
import type { SheetPlace } from '#lib/core/sheet/cells.ts';
import type { ScoreSheet, Seat } from '#lib/core/sheet/sheet.ts';
import { compareSheets } from './sheet-comparison.ts';

const questions = ['q1', 'q2'].map((questionId) => ({
	questionId,
	items: (['buffer', 'foil', 'key', 'foil', 'foil', 'foil'] as const).map((role, i) => ({
		itemId: `${questionId}i${String(i)}`,
		role
	}))
}));
const places: SheetPlace[] = questions.flatMap(({ questionId, items }, q) =>
	items.slice(1).map(({ itemId }, i) => ({
		...{ chart: 1, presentation: 5 * q + i + 1, questionId, itemId, channel: 'EDA' }
	}))
);

const columns = [{ name: 'EDA', kind: 'eda' }];
const limits = { respondsAtOrBelow: 0.05, doesNotRespondAtOrAbove: 0.3 };
const technique = {
	kind: 'recognition' as const,
	scoring: { ...limits, methods: ['lykken'], source: 'test' }
};

function sheetOf(scores: readonly (number | null)[]): ScoreSheet {
	return {
		...{ scale: 'three-position', remark: '' },
		cells: scores.map((score, i) => ({
			...{ chart: 1, presentation: i + 1, channel: 'EDA' },
			...{ score, note: score === null ? 'M' : '' }
		}))
	};
}

// foil, key, foil, foil, foil of each question
const keys = sheetOf([0, 1, 0, -1, 0, 0, 1, 0, 0, 0]);
const almost = sheetOf([0, 1, 0, 0, 0, 0, 1, 0, 0, 0]);
const nothing = sheetOf([0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
const foils = sheetOf([1, 0, 0, 0, 0, 1, 0, 0, 0, 0]);

function compare(sheets: Partial<Record<Seat, ScoreSheet>>, leastWeightedKappa = 0.4) {
	return compareSheets({
		sheets: (Object.entries(sheets) as [Seat, ScoreSheet][]).map(([seat, sheet]) => ({
			...{ seat, sheet }
		})),
		...{ places, questions, seed: 7 },
		...{ technique, columns },
		agreement: { leastWeightedKappa, method: 'lykken' }
	});
}

test('two sheets that agree: worked by hand', () => {
	const { outcomes, pairs, agreedOutcome } = compare({ first: keys, second: almost });
	// both keys largest: 2 + 2 points, which one key in five gets in each of two questions: 1/25
	expect(outcomes).toEqual([
		{ seat: 'first', method: 'lykken', statistic: 4, p: 0.04, outcome: 'responds' },
		{ seat: 'second', method: 'lykken', statistic: 4, p: 0.04, outcome: 'responds' }
	]);
	const [pair] = pairs;
	expect(pairs).toHaveLength(1);
	expect(pair).toMatchObject({ seats: ['first', 'second'], cells: 10, percent: { value: 0.9 } });
	// observed 1/10; expected .1·.8·1 + .1·.2·4 + .7·.2·1 + .2·.8·1 = .46; 1 − .1/.46
	expect(pair!.weightedKappa!.value).toBeCloseTo(18 / 23, 12);
	// sums 0 and 1, 1 and 1: mean squares of questions, scorers and rest are all 1/4
	expect(pair!.intraclass!.value).toBeCloseTo(0, 12);
	for (const figure of [pair!.percent!, pair!.weightedKappa!, pair!.intraclass!]) {
		expect(figure.low!).toBeLessThanOrEqual(figure.value);
		expect(figure.high!).toBeGreaterThanOrEqual(figure.value);
	}
	expect(agreedOutcome).toBe('responds');
});

test('the same outcome is not enough when the cells agree less than the laboratory asks', () => {
	expect(compare({ first: keys, second: almost }, 0.79).agreedOutcome).toBeNull();
	expect(compare({ first: keys, second: almost }, 0.78).agreedOutcome).toBe('responds');
	const { outcomes, pairs, agreedOutcome } = compare({ first: nothing, second: foils });
	expect(outcomes.map(({ outcome }) => outcome)).toEqual(['does-not-respond', 'does-not-respond']);
	expect(pairs[0]!.weightedKappa!.value).toBeCloseTo(0, 12);
	expect(agreedOutcome).toBeNull();
});

test('two sheets of nothing but the same score agree, although kappa is not defined', () => {
	const { pairs, agreedOutcome } = compare({ first: nothing, second: nothing });
	expect(pairs[0]).toMatchObject({ percent: { value: 1 }, weightedKappa: null, intraclass: null });
	expect(agreedOutcome).toBe('does-not-respond');
});

test('other outcomes do not agree; a third sheet decides with whoever it agrees with', () => {
	expect(compare({ first: keys, second: nothing }).agreedOutcome).toBeNull();
	const three = compare({ first: keys, second: nothing, third: almost });
	expect(three.pairs.map(({ seats }) => seats.join())).toEqual([
		...['first,second', 'first,third', 'second,third']
	]);
	expect(three.agreedOutcome).toBe('responds');
	expect(compare({ third: nothing, second: nothing, first: keys }).agreedOutcome).toBe(
		'does-not-respond'
	);
	expect(compare({ first: keys, second: nothing, third: almost }, 0.79).agreedOutcome).toBeNull();
});

test('cells that one did not score are left out; a sheet without any score tells nothing', () => {
	const partly = sheetOf([0, 1, 0, 0, 0, null, null, null, null, null]);
	expect(compare({ first: keys, second: partly }).pairs[0]).toMatchObject({ cells: 5 });
	const empty = sheetOf(Array.from({ length: 10 }, () => null));
	const { outcomes, pairs, agreedOutcome } = compare({ first: empty, second: empty });
	expect(outcomes[0]).toMatchObject({ statistic: 0, p: 1, outcome: 'inconclusive' });
	expect(pairs[0]).toMatchObject({ cells: 0, percent: null, weightedKappa: null });
	expect(agreedOutcome).toBeNull();
});

test('a method nobody knows is refused', () => {
	const given = { sheets: [{ seat: 'first' as const, sheet: keys }], places, questions, seed: 7 };
	expect(() =>
		compareSheets({
			...given,
			technique,
			columns,
			agreement: { leastWeightedKappa: 0.4, method: 'tarot' }
		})
	).toThrow(expect.objectContaining({ code: 'scoring/unknown-method' }));
});
