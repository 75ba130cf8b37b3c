import { expect, test } from 'vitest';
import { grid } from '../../../../tests/fixtures/grid-content.ts';
import { InterviewScript, sliceForm } from '../../../../tests/fixtures/interviews.ts';
import { raterAgreement } from './rater-agreement.ts';

const second = { id: 'second', role: 'supervisor' } as const;
type Values = Parameters<typeof sliceForm>[1];

function rated(...forms: readonly (readonly [Values, Values?])[]) {
	const interview = new InterviewScript(grid).begin();
	forms.forEach(([a, b], index) => {
		interview.tell('slice-rated', sliceForm(index + 1, a));
		if (b !== undefined) interview.tell('slice-rated', sliceForm(index + 1, b), second);
	});
	return interview.state;
}

test('one rater agrees with nobody', () => {
	expect(raterAgreement(rated([{ 'S1C-1': 2 }]))).toBeNull();
	expect(raterAgreement({ slices: [] })).toBeNull();
});

test('the same ratings agree fully, “not seen” counts for nothing', () => {
	const a: Values = { 'S1C-1': 0, 'S1C-2': 1, 'S1E-1': 2, 'S1E-2': null };
	const found = raterAgreement(rated([a, { ...a, 'S1E-2': 2 }]))!;
	expect(found.cases).toBe(3);
	expect(found.exact).toBe(1);
	expect(found.kappa?.value).toBeCloseTo(1, 12);
	expect(found.alpha?.value).toBeCloseTo(1, 12);
});

test('weighted kappa is that of its formula, 1 − Σ w·o ÷ Σ w·e', () => {
	const a = [0, 1, 2, 2, 1, 0] as const;
	const b = [0, 1, 1, 2, 2, 1] as const;
	const items = ['S1C-1', 'S1C-2', 'S1E-1', 'S1E-2', 'S1V-1', 'S1V-2'];
	const form = (values: readonly (0 | 1 | 2)[]): Values =>
		Object.fromEntries(items.map((item, i) => [item, values[i]!]));
	const squares = (x: readonly number[], y: readonly number[]) =>
		x.flatMap((v, i) => y.map((w, j) => ({ i, j, d: (v - w) ** 2 })));
	const observed =
		squares(a, b)
			.filter(({ i, j }) => i === j)
			.reduce((s, { d }) => s + d, 0) / 6;
	const expected = squares(a, b).reduce((s, { d }) => s + d, 0) / 36;
	const found = raterAgreement(rated([form(a), form(b)]))!;
	expect(found.kappa?.value).toBeCloseTo(1 - observed / expected, 12);
	expect(found.exact).toBeCloseTo(3 / 6, 12);
});

test('when nothing varies agreement is not told as if it were known', () => {
	const found = raterAgreement(rated([{ 'S1C-1': 1 }, { 'S1C-1': 1 }]))!;
	expect(found).toMatchObject({ kappa: null, alpha: null, cases: 1, exact: 1 });
});
