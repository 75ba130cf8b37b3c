/**
 * How much a result depends on each question and each chart: the same score without one of them.
 *
 * @module
 */
import type { EventData } from '#lib/core/session/event.ts';
import type { OrderableQuestion } from '#lib/core/technique/order.ts';
import { scoreSession } from '#lib/scoring/registry.ts';

type Measurement = EventData<'chart-measured'>['measurements'][number];

/** What is scored. */
export interface ScoredSession {
	readonly questions: readonly OrderableQuestion[];
	readonly rows: readonly Measurement[];
	readonly exclusions: readonly EventData<'measurement-excluded'>[];
	readonly seed: number;
}

/** The score without one question or chart. */
export interface WithoutOne {
	/** What was left out: a question's id or a chart's number. */
	readonly without: { readonly question: string } | { readonly chart: number };
	/** null = nothing could be scored without it. */
	readonly p: number | null;
}

/** The p of a method on a channel with each question, and each chart when there are several, left out in turn. */
export function withoutEach(
	session: ScoredSession,
	{ method, channel }: { readonly method: string; readonly channel: string }
): WithoutOne[] {
	const own = session.rows.filter((row) => row.channel === channel);
	const p = (kept: (row: Measurement) => boolean): number | null => {
		const rows = own.filter(kept);
		const scores = scoreSession({ ...session, rows });
		return scores.find((score) => score.method === method)?.p ?? null;
	};
	const charts = [...new Set(own.map(({ chart }) => chart))];
	return [
		...session.questions.map(({ questionId }): WithoutOne => {
			const without = { question: questionId };
			return { without, p: p((row) => row.questionId !== questionId) };
		}),
		...(charts.length < 2 ? [] : charts).map((chart): WithoutOne => ({
			without: { chart },
			p: p((row) => row.chart !== chart)
		}))
	];
}
