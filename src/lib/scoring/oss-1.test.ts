import { expect, test } from 'vitest';
import { binScores } from '../../../tests/contracts/bin-scores.ts';
import method from './oss-1.ts';

// polygraph.md §3.7: EDA .44/.68/.93/1.21/1.61/2.45; cardio .54/.72/.89/1.06/1.30/1.67; RLE .80/.90/.97/1.04/1.11/1.26
test.each([
	['eda', [0.44, 0.68, 0.93, 1.21, 1.61, 2.45], 1],
	['cardio', [0.54, 0.72, 0.89, 1.06, 1.3, 1.67], 1],
	['respiration', [0.8, 0.9, 0.97, 1.04, 1.11, 1.26], -1]
] as const)('%s: each bound begins the next score', (sensor, bounds, sign) => {
	const scores = [3, 2, 1, 0, -1, -2, -3].map((score) => sign * score || 0);
	const below = bounds.map((bound) => bound - 0.001);
	expect(binScores(method, sensor, below)).toEqual(scores.slice(0, 6));
	expect(binScores(method, sensor, bounds)).toEqual(scores.slice(1));
});

test('stronger responses to relevant questions three times give a significant response, without a p', () => {
	const result = method.score({
		...{ form: 'comparison', issue: 'single', prior: 0.5, alpha: 0.05 },
		sensors: [{ channel: 'EDA', sensor: 'eda' }],
		charts: [1, 2, 3].map((chart) => ({
			chart,
			presentations: [
				{ questionId: 'C4', role: 'comparison', values: { EDA: 1 } },
				{ questionId: 'R5', role: 'relevant', values: { EDA: 1.7 } }
			]
		}))
	});
	expect(result).toMatchObject({ statistic: -6, range: [-9, 9], p: null, pKind: 'none' });
	expect(result.outcome).toBe('significant-response');
});
