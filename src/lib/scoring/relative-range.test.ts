import { expect, test } from 'vitest';
import method from './relative-range.ts';

const table = (values: (number | null)[]) => ({
	form: 'details' as const,
	channels: [
		{
			channel: 'EDA',
			sensor: 'eda' as const,
			stronger: 'larger' as const,
			questions: [{ questionId: 'q1', chart: 1, values, keyIndex: 1 }]
		}
	]
});

test('places the key between the weakest and the strongest response', () => {
	const { statistic, p } = method.score(table([1, 4, 5, 2]));
	expect(statistic).toBe(0.75);
	expect(p).toBe(0.5);
});

test('when nothing varies the key is in the middle and p is 1', () => {
	expect(method.score(table([2, 2, 2]))).toMatchObject({ statistic: 0.5, p: 1 });
});

test('without the key there is nothing to score', () => {
	expect(() => method.score(table([1, null, 2]))).toThrow(
		expect.objectContaining({ code: 'scoring/too-few-items' }) as Error
	);
});
