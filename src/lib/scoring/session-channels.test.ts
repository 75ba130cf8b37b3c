import { expect, test } from 'vitest';
import { session } from '../../../tests/fixtures/measured-session.ts';
import { sessionChannels } from './session-channels.ts';

test('one row per chart and question, buffers left out, items in the order of the list', () => {
	const two = session(2, [0], 2);
	const questions = two.questions.map((question) => ({
		...question,
		items: [{ itemId: 'buffer', role: 'buffer' as const }, ...question.items.toReversed()]
	}));
	const [eda, ...others] = sessionChannels({ ...two, questions });
	expect(others).toEqual([]);
	expect(eda).toMatchObject({ channel: 'EDA', feature: 'scr-amplitude', stronger: 'larger' });
	expect(eda?.questions.map(({ questionId, chart }) => `${questionId}/${chart}`)).toEqual([
		...['q0/1', 'q1/1', 'q0/2', 'q1/2']
	]);
	expect(eda?.questions[0]?.keyIndex).toBe(4);
	expect(eda?.questions[0]?.values.map((value) => Number(value?.toFixed(1)))).toEqual([
		...[0.4, 0.3, 0.2, 0.1, 2]
	]);
});

test('a channel without a value or without a known feature is none', () => {
	const one = session(1, []);
	const empty = one.rows.map((row) => ({ ...row, value: null, channel: 'PPG' }));
	const strange = one.rows.map((row) => ({ ...row, feature: 'temperature', channel: 'TMP' }));
	const channels = sessionChannels({ ...one, rows: [...empty, ...strange, ...one.rows] });
	expect(channels.map(({ channel }) => channel)).toEqual(['EDA']);
});
