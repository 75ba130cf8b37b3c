import { expect, test } from 'vitest';
import type { SheetPlace } from '#lib/core/sheet/cells.ts';
import type { ScoreSheet } from '#lib/core/sheet/sheet.ts';
import { ALL_CHANNELS, sheetChannels, sheetTogether } from './sheet-scores.ts';

const questions = ['q1', 'q2'].map((questionId) => ({
	questionId,
	items: (['buffer', 'foil', 'key', 'foil'] as const).map((role, i) => ({
		itemId: `${questionId}i${String(i)}`,
		role
	}))
}));

/** Scores as they are read out: foil, key, foil of q1, then of q2; two channels. */
const eda = [0, 2, -1, 1, 1, 0];
const rsp = [0, 1, 0, 0, null, null];

const places: SheetPlace[] = ['EDA', 'RSP'].flatMap((channel) =>
	eda.map((_, i) => {
		const questionId = i < 3 ? 'q1' : 'q2';
		const itemId = `${questionId}i${String((i % 3) + 1)}`;
		return { chart: 1, presentation: i + 1, questionId, itemId, channel };
	})
);
const sheet: Pick<ScoreSheet, 'cells'> = {
	cells: places.map(({ chart, presentation, channel }) => {
		const score = (channel === 'EDA' ? eda : rsp)[presentation - 1] ?? null;
		return { chart, presentation, channel, score, note: score === null ? 'M' : '' };
	})
};

test('a channel is the scores of its items in the order of the list, larger being stronger', () => {
	const [first, second, ...others] = sheetChannels({ sheet, places, questions });
	expect(others).toEqual([]);
	expect(first).toEqual({
		...{ channel: 'EDA', stronger: 'larger' },
		questions: [
			{ questionId: 'q1', values: [0, 2, -1], keyIndex: 1 },
			{ questionId: 'q2', values: [1, 1, 0], keyIndex: 1 }
		]
	});
	expect(second?.questions[1]?.values).toEqual([0, null, null]);
});

test('all channels together add up; what is missing on one is the mean of the others', () => {
	const all = sheetTogether({ sheet, places, questions });
	expect(all.channel).toBe(ALL_CHANNELS);
	// q2: 1 + 0; the key 1 on one of two channels counts as 2 · 1; the last 2 · 0
	expect(all.questions.map(({ values }) => values)).toEqual([
		[0, 3, -1],
		[1, 2, 0]
	]);
});

test('an item without any score is not scorable', () => {
	const none = { cells: sheet.cells.filter(({ presentation }) => presentation !== 2) };
	const all = sheetTogether({ sheet: none, places, questions });
	expect(all.questions[0]?.values).toEqual([0, null, -1]);
});

test('each chart has rows of its own, and an item read out twice counts with its last score', () => {
	const again = [
		...places.map((place) => ({ ...place, chart: 2 })),
		{ ...places[1]!, chart: 2, presentation: 7 }
	];
	const cells = [
		...sheet.cells,
		...sheet.cells.map((cell) => ({ ...cell, chart: 2 })),
		{ chart: 2, presentation: 7, channel: 'EDA', score: -2, note: '' }
	];
	const [channel] = sheetChannels({ sheet: { cells }, places: [...places, ...again], questions });
	expect(channel?.questions.map(({ questionId, values }) => [questionId, ...values])).toEqual([
		['q1', 0, 2, -1],
		['q2', 1, 1, 0],
		['q1', 0, -2, -1],
		['q2', 1, 1, 0]
	]);
});
