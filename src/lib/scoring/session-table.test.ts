import { expect, test } from 'vitest';
import type { MeasuredSession } from './session-channels.ts';
import { sessionTable } from './session-table.ts';

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

test('the table of a session: no buffer, what was taken out with its reason, what was measured anew', () => {
	const at = { chart: 1, keyIndex: 1 };
	expect(sessionTable(session)).toEqual({
		form: 'details',
		channels: [
			{
				...{ channel: 'EDA', sensor: 'eda', stronger: 'larger' },
				questions: [
					{ ...at, questionId: 'a', values: [{ value: 1, excluded: 'cough' }, 5, 2] },
					{ ...at, questionId: 'b', values: [1, 6, 3] }
				]
			},
			{
				...{ channel: 'RSP', sensor: 'respiration', stronger: 'smaller' },
				questions: [
					{ ...at, questionId: 'a', values: [8, 4, 8] },
					{ ...at, questionId: 'b', values: [8, 5, 7] }
				]
			}
		]
	});
	expect(sessionTable({ questions, rows: [] })).toBeNull();
});

test('an item read out again counts with its last scorable presentation', () => {
	const again = { ...channel('EDA', 'scr-amplitude', [0, 0, 7])[2]!, presentation: 9 };
	const table = sessionTable({
		...session,
		rows: [...session.rows, again, { ...again, presentation: 10, value: null }]
	});
	expect(table?.channels[0]?.questions[0]?.values).toEqual([{ value: 1, excluded: 'cough' }, 7, 2]);
});
