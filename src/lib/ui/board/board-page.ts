/**
 * What the page of a board shows beside the board itself.
 *
 * @module
 */
import type { OrderInput } from '#lib/core/board/fact.ts';
import type { BoardView } from '#lib/core/board/view.ts';
import type { GridFrame, RoleHypothesis } from '#lib/core/grid/cell.ts';
import type { GateObstacle } from '#lib/core/interview/gate.ts';
import type { GridPosition } from '#lib/core/interview/grid-position.ts';

/** The latest interview of a subject, as a row of the board shows it. */
export interface SubjectInterview {
	readonly subject: string;
	readonly interviewId: string;
	readonly role: RoleHypothesis;
	readonly basis: string;
	readonly frame: GridFrame;
	/** null = nothing was rated. */
	readonly position: GridPosition | null;
	readonly missing: readonly GateObstacle[];
	readonly alarm: 'none' | 'pause' | 'stop';
}

/** A statement that can be coded. */
export interface CodableStatement {
	readonly interviewId: string;
	readonly subject: string;
	readonly seq: number;
	readonly at: string;
	readonly topic: string;
	readonly said: string;
}

/** What a page knows beside the view. */
export interface BoardPage {
	readonly interviews: readonly SubjectInterview[];
	readonly statements: readonly CodableStatement[];
	/** Interviewers of the case. */
	readonly members: readonly { readonly id: string; readonly name: string }[];
	/** Names by account. */
	readonly names: Readonly<Record<string, string>>;
	readonly me: { readonly id: string; readonly role: 'interviewer' | 'reviewer' | 'supervisor' };
	/** Neutral question in the language of the page; `{fact}` is the code. */
	readonly clarification: string;
	/** Threshold of near-identical wording, 0–1. */
	readonly alikeFrom: number;
	/** Of the inputs of the order, 0–1. */
	readonly orderWeights: Readonly<Record<OrderInput, number>>;
}

/** Counts of one subject's row; null = not for a member of a team. Counts of facts, no score of a person. */
export interface SubjectCounts {
	readonly contradictions: number;
	readonly independent: number | null;
	readonly defences: number;
	readonly alerts: number;
}

/** What stands open with a subject. */
export function subjectCounts(view: BoardView, subject: string): SubjectCounts {
	const settled = new Set(
		view.clarifications.flatMap(({ key, settled: how }) => (how === null ? [] : [key]))
	);
	const concerns = ({ sides }: BoardView['contradictions'][number]): boolean =>
		sides.some((side) => side.includes(subject));
	return {
		contradictions: view.contradictions.filter((one) => concerns(one) && !settled.has(one.key))
			.length,
		independent: view.restricted
			? null
			: view.readings.filter(({ independent }) => independent.includes(subject)).length,
		defences: view.defences.filter((one) => one.subject === subject && one.outcome === null).length,
		alerts: view.cells.filter(
			(cell) =>
				cell.subject === subject &&
				(cell.code === 'A' || cell.code === 'P') &&
				(cell.independence !== 'independent' || cell.contact)
		).length
	};
}
