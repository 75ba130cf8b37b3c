import { expect, test } from 'vitest';
import { grid } from '../../../../tests/fixtures/grid-content.ts';
import { admissionScores } from '../../../../tests/fixtures/interview-records.ts';
import { InterviewScript, openGate, sliceForm } from '../../../../tests/fixtures/interviews.ts';
import { admissionFlags } from './admission.ts';

const { criteria } = grid.record.admission;
/** Every criterion as good as it can be: no wrong detail (c), all others 2. */
const best = admissionScores(grid.record).map((one) =>
	one.criterion === 'c' ? { ...one, score: 0 as const } : one
);
const begun = () => new InterviewScript(grid).begin();

test('nothing is flagged when no detail is wrong, nobody yielded and rights are complete', () => {
	expect(admissionFlags({ scores: best }, criteria, begun().state)).toEqual({
		...{ criteria: [], signs: [], rights: false, isUnverified: false }
	});
});

test.each([
	['c', 1],
	['c', 2],
	['h', 1],
	['h', 0],
	['i', 1],
	['i', 0]
] as const)('%s scored %i raises the banner', (id, score) => {
	const scores = best.map((one) => (one.criterion === id ? { ...one, score } : one));
	expect(admissionFlags({ scores }, criteria, begun().state)).toMatchObject({
		...{ criteria: [id], isUnverified: true }
	});
});

test('a low score of any other criterion raises none: there is no threshold', () => {
	const scores = best.map((one) =>
		['c', 'h', 'i'].includes(one.criterion) ? one : { ...one, score: 0 as const }
	);
	expect(admissionFlags({ scores }, criteria, begun().state).isUnverified).toBe(false);
});

test('signs a rater saw, and missing rights, raise it whatever is scored', () => {
	const yielding = begun();
	const safeguards = [
		{ item: 'W6', value: 1 as const },
		{ item: 'W1', value: 1 as const }
	];
	yielding.tell('slice-rated', sliceForm(1, {}, { safeguards }));
	expect(admissionFlags({ scores: best }, criteria, yielding.state)).toMatchObject({
		...{ signs: ['W6'], isUnverified: true }
	});
	const untold = new InterviewScript(grid).begin({ ...openGate, rightsTaughtBack: false });
	expect(admissionFlags({ scores: best }, criteria, untold.state)).toMatchObject({
		...{ rights: true, isUnverified: true }
	});
});
