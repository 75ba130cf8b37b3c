import { expect, test } from 'vitest';
import method from './miritello-rank.ts';

const row = (values: (number | null)[], chart = 1) => ({
	questionId: 'q1',
	chart,
	values,
	keyIndex: 0
});
const channel = (name: string, questions: ReturnType<typeof row>[]) => ({
	channel: name,
	sensor: 'other' as const,
	stronger: 'larger' as const,
	questions
});

test('ranks N−1 … 0 of the key over channels, divided by channels · (N−1)', () => {
	const { statistic, p } = method.score({
		form: 'details',
		// ranks 3 of 3, then 2 of 3: ratio 5/6
		channels: [channel('a', [row([9, 1, 2, 3])]), channel('b', [row([2, 1, 0, 3])])]
	});
	expect(statistic).toBeCloseTo(5 / 6, 12);
	// ratios of the four items 5/6, 1/6, 1/6, 5/6
	expect(p).toBe(0.5);
});

test('ties share, an unusable item counts as the mean rank', () => {
	const tied = method.score({ form: 'details', channels: [channel('a', [row([3, 3, 1])])] });
	expect(tied.statistic).toBe(0.75);
	const missing = method.score({
		form: 'details',
		channels: [channel('a', [row([null, 1, 2])])]
	});
	expect(missing.statistic).toBe(0.5);
});
