import { expect, test } from 'vitest';
import { wholeSession } from '../../../../tests/whole-session.ts';
import { roles } from './event.ts';
import { reduce } from './reduce.ts';
import {
	applyVisible,
	areResultsWithheld,
	isWithheld,
	reduceVisible,
	visibleEvents
} from './visibility.ts';

const { events } = wholeSession();
const concluded = events.findIndex(({ type }) => type === 'conclusion-recorded') + 1;
const completed = events.findIndex(
	({ type, data }) => type === 'step-completed' && data.step === 'chart-analysis'
);

const before = events.slice(0, concluded);
const after = events.slice(0, completed + 1);
const sealed = { ...reduce(events), sealed: { files: [], manifestSha256: '0'.repeat(64) } };

/** What gives a result away: a statistic, a probability, a measured value, a fingerprint, an outcome, a scorer. */
const TRACES = /"(p|value|statistic|commitment|outcome|scorerId|sheet|automatic|software)"/;

test('interviewers learn no result before the session is sealed, reviewers none before it is completed', () => {
	const told = (role: (typeof roles)[number], list: typeof events, state = reduce(list)) =>
		// answers to what the law asks have values too
		TRACES.test(
			JSON.stringify(visibleEvents(list, role, state).filter(({ type }) => type !== 'law-answered'))
		);
	expect(told('interviewer', before)).toBe(false);
	expect(told('interviewer', after)).toBe(false);
	expect(told('interviewer', events)).toBe(false);
	expect(told('interviewer', events, sealed)).toBe(true);
	expect(told('reviewer', before)).toBe(false);
	expect(told('reviewer', after)).toBe(true);
	for (const role of ['tester', 'supervisor'] as const) expect(told(role, before)).toBe(true);
});

test('when chart analysis is opened again reviewers learn no more of it', () => {
	const again = { ...reduce(after), completed: reduce(before).completed };
	expect(areResultsWithheld('reviewer', again)).toBe(true);
});

test('what is withheld keeps its place in the chain, and the rest of the state is the same', () => {
	const visible = visibleEvents(events, 'interviewer', reduce(events));
	expect(visible.map(({ seq, hash }) => ({ seq, hash }))).toEqual(
		events.map(({ seq, hash }) => ({ seq, hash }))
	);
	const { measured, scores, scorers, sheets, compared, conclusion, texts, ...rest } =
		reduce(events);
	const withheld = new Set(visible.filter(isWithheld).map(({ seq }) => seq));
	const told = reduceVisible(visible);
	expect([measured, scores, compared, conclusion]).not.toContain(null);
	expect(told).toEqual({
		...{ ...rest, measured: null, scores: null, compared: null, conclusion: null },
		...{ scorers: [], sheets: [] },
		texts: texts.filter(({ seq }) => !withheld.has(seq))
	});
	expect(texts.some(({ seq }) => withheld.has(seq))).toBe(true);
	expect(scorers.length + sheets.length).toBeGreaterThan(0);
});

test('events that come one by one give the same state', () => {
	const visible = visibleEvents(events, 'interviewer', reduce(events));
	const start = reduceVisible(visible.slice(0, 3));
	expect(visible.slice(3).reduce(applyVisible, start)).toEqual(reduceVisible(visible));
});
