/**
 * How much the result of a session hangs on one part of the data: the same method again with that part changed.
 *
 * @module
 */
import type { Changes } from '#lib/core/session/standing-measurements.ts';
import {
	outcomeByRule,
	type OutcomeLimits,
	type TestOutcome
} from '#lib/core/technique/outcome-rule.ts';
import { sessionChannels, type MeasuredSession } from './session-channels.ts';
import { scoreWith } from './session-scores.ts';
import type { ScoringMethod } from './types.ts';

/** What a result rests on: chosen before the test. */
export interface Basis {
	readonly method: ScoringMethod;
	readonly channel: string;
	readonly limits: OutcomeLimits;
	/** For methods that draw permutations. */
	readonly seed: number;
}

/** What was changed. */
export type SessionChange =
	| { readonly kind: 'without-question'; readonly questionId: string }
	| { readonly kind: 'without-chart'; readonly chart: number }
	| { readonly kind: 'without-value'; readonly chart: number; readonly presentation: number }
	/** What a person took out counts again. */
	| { readonly kind: 'put-back'; readonly values: number }
	/** Automatic values where a person measured anew. */
	| { readonly kind: 'automatic-values'; readonly values: number }
	/** Values of a quality below that of the best three quarters are left out. */
	| { readonly kind: 'without-weakest'; readonly values: number };

/** The result of a session with one thing changed; all null = nothing could be scored. */
export interface ChangedResult {
	readonly statistic: number | null;
	readonly p: number | null;
	/** By the rule of the technique. */
	readonly outcome: TestOutcome | null;
	/** Whether it is another outcome than that of all the data; false where nothing could be scored. */
	readonly isOther: boolean;
}

/** One change and what comes of it. */
export type SensitivityRow = ChangedResult & { readonly change: SessionChange };

/** How a result depends on parts of the data. */
export interface SessionSensitivity {
	/** All that counts; null when the channel cannot be scored with this method. */
	readonly whole: ChangedResult | null;
	/** Questions, charts (of several), then what people changed, then the weakest values. */
	readonly rows: readonly SensitivityRow[];
	/** Each single value left out in turn. */
	readonly values: readonly SensitivityRow[];
}

/**
 * Scores a session anew with each change.
 *
 * A change that changes nothing (nothing excluded, one chart, all of the same quality) has no row.
 */
export function sessionSensitivity(session: MeasuredSession, basis: Basis): SessionSensitivity {
	const own: MeasuredSession = {
		...session,
		rows: session.rows.filter(({ channel }) => channel === basis.channel)
	};
	const all = scored(own, basis);
	if (all === null) return { whole: null, rows: [], values: [] };
	const whole = { ...all, isOther: false };
	const row = ({ change, session: changed }: Changed): SensitivityRow => {
		const result = scored(changed, basis) ?? { statistic: null, p: null, outcome: null };
		const isOther = result.outcome !== null && result.outcome !== whole.outcome;
		return { change, ...result, isOther };
	};
	return {
		whole,
		rows: [...withoutParts(own), ...withoutPeople(own), ...withoutWeakest(own)].map(row),
		values: withoutValues(own).map(row)
	};
}

/** The session without some questions; for changes of more than one. */
export function withoutQuestions(
	session: MeasuredSession,
	questionIds: readonly string[],
	basis: Basis
): TestOutcome | null {
	const rows = session.rows.filter(
		({ channel, questionId }) => channel === basis.channel && !questionIds.includes(questionId)
	);
	return scored({ ...session, rows }, basis)?.outcome ?? null;
}

interface Changed {
	readonly change: SessionChange;
	readonly session: MeasuredSession;
}

function scored(session: MeasuredSession, { method, seed, limits }: Basis) {
	const [score] = scoreWith({ ...session, methods: [method], seed });
	if (score === undefined) return null;
	const { statistic, p } = score;
	return { statistic, p, outcome: outcomeByRule(p, limits) };
}

function withoutParts(session: MeasuredSession): Changed[] {
	const { questions, rows } = session;
	const charts = [...new Set(rows.map(({ chart }) => chart))].toSorted((a, b) => a - b);
	return [
		...questions.map(({ questionId }): Changed => {
			const kept = questions.filter((one) => one.questionId !== questionId);
			const change = { kind: 'without-question' as const, questionId };
			return { change, session: { ...session, questions: kept } };
		}),
		...(charts.length < 2 ? [] : charts).map((chart): Changed => {
			const kept = rows.filter((one) => one.chart !== chart);
			return { change: { kind: 'without-chart', chart }, session: { ...session, rows: kept } };
		})
	];
}

/** What people changed on this channel, taken back. */
function withoutPeople(session: MeasuredSession): Changed[] {
	const channel = session.rows[0]?.channel;
	const count = (list: Changes[keyof Changes] = []): number =>
		list.filter((one) => one.channel === channel).length;
	const [excluded, anew] = [count(session.exclusions), count(session.overrides)];
	const list: Changed[] = [];
	if (excluded > 0)
		list.push({
			change: { kind: 'put-back', values: excluded },
			session: { ...session, exclusions: [] }
		});
	if (anew > 0)
		list.push({
			change: { kind: 'automatic-values', values: anew },
			session: { ...session, overrides: [] }
		});
	return list;
}

/** The rows that count: scored items with a value. */
function counted(session: MeasuredSession): MeasuredSession['rows'] {
	const scoredItems = new Set(
		session.questions.flatMap(({ questionId, items }) =>
			items.filter(({ role }) => role !== 'buffer').map(({ itemId }) => `${questionId}/${itemId}`)
		)
	);
	return session.rows.filter(
		(row) =>
			scoredItems.has(`${row.questionId}/${row.itemId}`) &&
			sessionChannels({ ...session, rows: [row] }).length > 0
	);
}

function withoutWeakest(session: MeasuredSession): Changed[] {
	const rows = counted(session);
	const limit = rows.map(({ quality }) => quality).toSorted((a, b) => a - b)[
		Math.floor(rows.length / 4)
	];
	const weakest = rows.filter(({ quality }) => limit !== undefined && quality < limit);
	if (weakest.length === 0) return [];
	const kept = session.rows.filter((row) => !weakest.includes(row));
	return [
		{
			change: { kind: 'without-weakest', values: weakest.length },
			session: { ...session, rows: kept }
		}
	];
}

function withoutValues(session: MeasuredSession): Changed[] {
	return counted(session).map((row): Changed => {
		const { chart, presentation } = row;
		const kept = session.rows.filter((one) => one !== row);
		return {
			change: { kind: 'without-value', chart, presentation },
			session: { ...session, rows: kept }
		};
	});
}
