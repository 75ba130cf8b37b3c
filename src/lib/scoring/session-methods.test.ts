import { expect, test } from 'vitest';
import type { MeasuredSession } from './session-channels.ts';
import { compareMethods } from './session-methods.ts';

const questions = ['a', 'b'].map((questionId) => ({
	questionId,
	items: (['buffer', 'foil', 'key', 'foil'] as const).map((role, i) => ({
		...{ itemId: `${questionId}${i}`, role }
	}))
}));

/** Both questions on one channel, the buffer first. */
function channel(name: string, feature: string, values: readonly (number | null)[]) {
	return values.map((value, i) => ({
		...{ chart: 1, presentation: i + 1, questionId: i < 4 ? 'a' : 'b' },
		...{ itemId: `${i < 4 ? 'a' : 'b'}${i % 4}`, channel: name, feature },
		...{ value, quality: 1, exclusion: value === null ? 'flat' : '' }
	}));
}
const session: MeasuredSession = {
	questions,
	rows: [
		...channel('EDA', 'scr-amplitude', [9, 1, 5, 2, 9, 1, 6, null]),
		...channel('RSP', 'line-length', [9, 8, 4, 8, 9, 8, 5, 7])
	],
	exclusions: [{ chart: 1, presentation: 2, channel: 'EDA', reason: 'cough' }],
	overrides: [
		{
			...{ chart: 1, presentation: 8, channel: 'EDA', fromSample: 1, toSample: 2 },
			...{ value: 3, automatic: null, reason: 'the rise is clear' }
		}
	]
};

test('every method on every channel; only those that combine channels have a figure of all', () => {
	const found = compareMethods(session, 0);
	expect(found.map(({ id }) => id)).toEqual([
		...['lykken', 'within-question-z', 'rank-sum'],
		...['leave-one-out-z', 'relative-range', 'miritello-rank']
	]);
	const [lykken, , , , range] = found;
	// EDA: keys largest of 2 and of 3 items; of 2 items: 2 or 1 points
	expect(lykken).toMatchObject({ together: null, withoutChannel: [] });
	expect(lykken?.channels[0]).toMatchObject({ channel: 'EDA', figure: { statistic: 4 } });
	expect(lykken?.channels[0]?.figure?.p).toBeCloseTo(1 / 6, 12);
	// every key is the strongest on both channels: relative range 1, one of nine assignments (2 × 3 on EDA alone)
	expect(range?.channels[0]?.figure?.p).toBeCloseTo(1 / 6, 12);
	expect(range?.together?.statistic).toBeCloseTo(1, 12);
	expect(range?.together?.p).toBeCloseTo(1 / 9, 12);
	expect(
		range?.withoutChannel.map(({ channel: name, figure }) => [name, figure?.statistic])
	).toEqual([
		['EDA', 1],
		['RSP', 1]
	]);
});

test('a session with nothing measured compares nothing', () => {
	expect(compareMethods({ questions, rows: [] }, 0)).toEqual([]);
});
