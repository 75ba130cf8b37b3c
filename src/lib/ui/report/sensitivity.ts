/**
 * How much a result hangs on one part of the data: the same method again with that part left out.
 *
 * @module
 */
import { listedQuestions } from '#lib/core/session/question-list.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import type { BilingualText } from '#lib/core/text.ts';
import { methods, scoringSeed } from '#lib/scoring/registry.ts';
import { scoreWith, type SessionScoring } from '#lib/scoring/session-scores.ts';
import type { ScoringMethod } from '#lib/scoring/types.ts';

/** The p of one channel, whole and with parts left out; null = nothing scorable is left. */
export interface ChannelSensitivity {
	readonly channel: string;
	/** As recorded. */
	readonly all: number;
	/** Empty when there is one chart only. */
	readonly withoutChart: readonly { readonly chart: number; readonly p: number | null }[];
	/** Smallest and largest p when any one question is left out; null with a single question. */
	readonly withoutQuestion: readonly [number, number] | null;
	/** With what a person excluded; null when nothing was. */
	readonly putBack: number | null;
}

/** The scoring method of this name. */
export function methodOf(id: string): ScoringMethod | undefined {
	return methods.find((method) => method.id === id);
}

/**
 * One line for each channel that has a score by this method.
 *
 * @param methodId the method the opinion rests on
 */
export function sensitivityOf(state: SessionState, methodId: string): ChannelSensitivity[] {
	const method = methodOf(methodId);
	const scores = state.scores?.scores.filter((score) => score.method === methodId) ?? [];
	const rows = state.measured?.measurements ?? [];
	if (method === undefined) return [];
	const whole: SessionScoring = {
		methods: [method],
		questions: listedQuestions(state),
		rows,
		exclusions: state.exclusions,
		seed: scoringSeed(state.charts)
	};
	const charts = [...new Set(rows.map(({ chart }) => chart))];
	return scores.map(({ channel, p }) => {
		const again = (changed: Partial<SessionScoring>): number | null =>
			scoreWith({ ...whole, ...changed }).find((score) => score.channel === channel)?.p ?? null;
		const left = whole.questions.map(({ questionId }) =>
			again({ questions: whole.questions.filter((one) => one.questionId !== questionId) })
		);
		const known = left.filter((one) => one !== null);
		return {
			...{ channel, all: p },
			withoutChart:
				charts.length < 2
					? []
					: charts.map((chart) => ({
							...{ chart, p: again({ rows: rows.filter((row) => row.chart !== chart) }) }
						})),
			withoutQuestion: known.length === 0 ? null : [Math.min(...known), Math.max(...known)],
			putBack: state.exclusions.length === 0 ? null : again({ exclusions: [] })
		};
	});
}

/** What a p says by the limits of the technique. */
export type Band = 'responds' | 'between' | 'not';

/** Where a p lies. */
export function bandOf(
	p: number,
	limits: { readonly respondsAtOrBelow: number; readonly doesNotRespondAtOrAbove: number }
): Band {
	if (p <= limits.respondsAtOrBelow) return 'responds';
	return p >= limits.doesNotRespondAtOrAbove ? 'not' : 'between';
}

/** The null hypothesis of a method: the same whatever was measured, so a made-up channel tells it. */
export function nullModelOf(methodId: string): BilingualText | null {
	const questions = [{ questionId: 'any', values: [1, 2], keyIndex: 0 }];
	const channel = { channel: 'any', stronger: 'larger' as const, questions };
	return methodOf(methodId)?.score(channel, { seed: 0 }).nullModel ?? null;
}
