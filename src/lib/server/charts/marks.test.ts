import { expect, test } from 'vitest';
import { sessionLog } from '../../../../tests/fixtures/session-log.ts';
import type { ItemRole } from '../../core/session/question.ts';
import { reduce } from '../../core/session/reduce.ts';
import { annotationOf, isMark, type MarkEvent } from './marks.ts';

type Item = readonly [itemId: string, role: ItemRole, label?: string];

/** A session with a running chart; `order` = question and item of each presentation. */
function recorded(
	questions: Readonly<Record<string, readonly Item[]>>,
	order: readonly (readonly [string, string])[]
) {
	const { add, events } = sessionLog('s');
	add('session-opened', {
		...{ caseId: 'c', subjectCode: 'S-01', technique: 'cit', demonstration: true, protocols: [] }
	});
	for (const [questionId, items] of Object.entries(questions))
		add('question-drafted', {
			...{ questionId, factId: null, stem: 'stem', category: 'place' },
			items: items.map(([itemId, role, label]) => ({
				...{ itemId, role, text: `words of ${itemId}` },
				...(label === undefined ? {} : { label })
			}))
		});
	add('question-list-locked', { version: 1, sha256: 'e'.repeat(64), acceptedWarnings: [] });
	add('chart-started', {
		...{ chart: 1, seed: 7, profile: 'p', profileSha256: 'c'.repeat(64), file: 'chart-01.bdf' },
		...{ rateHz: 100, columns: [], startedUtc: '2026-11-24T00:00:20.000Z' },
		order: order.map(([questionId, itemId], i) => ({ presentation: i + 1, questionId, itemId }))
	});
	return { add, events };
}

const mark = (type: string, data: object) =>
	({ id: 'x', type, at: {}, data: { chart: 1, sample: null, ...data } }) as unknown as MarkEvent;

const details = recorded(
	{
		q1: [
			['a', 'buffer'],
			['key-of-q1', 'key'],
			['c', 'foil']
		],
		q2: [
			['b', 'buffer'],
			// whatever somebody called it: a label of a detail may say that it is the key
			['key-of-q2', 'key', 'KEY'],
			['d', 'foil']
		]
	},
	[
		['q2', 'b'],
		['q2', 'key-of-q2'],
		['q1', 'a']
	]
);

test.each([
	['question-asked', { presentation: 2, questionId: 'q2', itemId: 'key-of-q2' }, 'Q2/2 asked'],
	['question-ended', { presentation: 3 }, 'Q1/1 ended'],
	['answer-marked', { presentation: 1, answer: 'no' }, 'Q2/1 answer no'],
	['artifact-marked', { code: 'M', note: 'li coughed' }, 'artifact M'],
	['remark-made', { text: 'li looks away' }, 'remark'],
	['chart-announced', { what: 'XX' }, 'XX'],
	['question-ended', { presentation: 99 }, 'P99 ended']
])('details: %s is annotated by its place, never by words or roles', (type, data, text) => {
	expect(annotationOf(mark(type, data), reduce(details.events))).toBe(text);
});

test('a question of a series is annotated by the label of the field', () => {
	const items: Item[] = [
		['i1', 'neutral', 'N1'],
		['i2', 'comparison', 'C4'],
		['i3', 'relevant', 'R5'],
		['i4', 'relevant']
	];
	const log = recorded(
		{ s: items },
		['i1', 'i2', 'i3', 'i4', 'i2'].map((id) => ['s', id] as const)
	);
	const said = (type: string, presentation: number, more = {}) =>
		annotationOf(mark(type, { presentation, ...more }), reduce(log.events));
	expect(said('question-asked', 3)).toBe('R5 asked');
	expect(said('answer-marked', 3, { answer: 'no' })).toBe('R5 answer no');
	// twice in the drawn order
	expect([said('question-asked', 2), said('question-asked', 5)]).toEqual([
		'1C4 asked',
		'2C4 asked'
	]);
	// nobody labelled it
	expect(said('question-ended', 4)).toBe('Q1/4 ended');
	log.add('presentation-repeated', { chart: 1, presentation: 6, of: 3, reason: 'noise' });
	expect([said('question-ended', 3), said('question-asked', 6)]).toEqual(['R5 ended', '2R5 asked']);
});

test('only events with a place on a chart are marks', () => {
	const isOne = (type: string, data: object) => isMark(mark(type, data));
	expect(isOne('question-asked', {})).toBe(true);
	expect(isOne('remark-made', { chart: null })).toBe(false);
	expect(isOne('note-added', {})).toBe(false);
});
