import { expect, test } from 'vitest';
import method, { leaveOneOut } from './leave-one-out-z.ts';

test('z against the mean and population SD of the others', () => {
	// others of 6: 1, 2, 3 with mean 2 and SD √(2/3)
	const [z] = leaveOneOut([4, 1, 2, 3]);
	expect(z).toBeCloseTo(2 / Math.sqrt(2 / 3), 12);
});

test('is clipped at ±3; a lone response among equals is 3', () => {
	expect(leaveOneOut([90, 1, 2, 3])[0]).toBe(3);
	expect(leaveOneOut([2, 1, 1, 1])[0]).toBe(3);
	expect(leaveOneOut([1, 1, 1])).toEqual([0, 0, 0]);
});

const question = (values: number[]) => [{ questionId: 'q1', chart: 1, values, keyIndex: 0 }];

test('respiration : EDA = 1 : 2, two belts share one weight', () => {
	const result = method.score({
		form: 'details',
		channels: [
			{ channel: 'EDA', sensor: 'eda', stronger: 'larger', questions: question([9, 1, 2, 3]) },
			{
				channel: 'R1',
				sensor: 'respiration',
				stronger: 'smaller',
				questions: question([9, 1, 2, 3])
			},
			{
				channel: 'R2',
				sensor: 'respiration',
				stronger: 'smaller',
				questions: question([9, 1, 2, 3])
			}
		]
	});
	expect(result.perChannel.map(({ contribution }) => contribution)).toEqual([2, -0.5, -0.5]);
	expect(result.statistic).toBe(1);
});
