import { expect, test } from 'vitest';
import { binScores } from '../../../tests/contracts/bin-scores.ts';
import traditional from './federal-seven-position.ts';
import method from './federal-seven-position-alternative.ts';

// polygraph.md §3.5: traditional 2:1, 3:1, 4:1; alternative 1.25:1, 2:1, 3:1
test('skin conductance reaches a position at 1.25, 2 and 3 times, either way', () => {
	const ratios = [1, 1.24, 1.25, 1.99, 2, 2.99, 3, 4];
	const scores = [0, 0, -1, -1, -2, -2, -3, -3].map((score) => score || 0);
	expect(binScores(method, 'eda', ratios)).toEqual(scores);
	expect(
		binScores(
			method,
			'eda',
			ratios.map((ratio) => 1 / ratio)
		)
	).toEqual(scores.map((score) => -score || 0));
	expect(binScores(traditional, 'eda', ratios)).toEqual([0, 0, 0, 0, -1, -1, -2, -3]);
});

test('the other sensors are scored as with the traditional ratios', () => {
	const ratios = [0.3, 0.7, 0.8, 1, 1.25, 1.5, 3];
	for (const sensor of ['cardio', 'respiration'] as const)
		expect(binScores(method, sensor, ratios)).toEqual(binScores(traditional, sensor, ratios));
});
