/**
 * The facts of a case as somebody sees them who plans one interview: what is kept for something else, or comes from
 * words they may not know, is a code and no more.
 *
 * @source interview reference §4.2: each team sees the hold-back list as codes only
 * @module
 */
import { mayKnowSubject, type BoardViewer } from '../board/compartment.ts';
import {
	mayBeDisclosed,
	type BoardFact,
	type BoardState,
	type CrossDisclosure,
	type FactElement
} from '../board/fact.ts';

/** A fact in a plan. */
export interface PlanFact extends Pick<
	BoardFact,
	'id' | 'code' | 'use' | 'stage' | 'verified' | 'sourceSubject'
> {
	/** Null = only the code may be known. */
	readonly element: FactElement | null;
	/** Empty = only the code may be known. */
	readonly text: string;
}

/** What of the case board a page of one interview gets. */
export interface PlanBoardView {
	readonly facts: readonly PlanFact[];
	/** What may be told this subject of others' words. */
	readonly approvals: readonly CrossDisclosure[];
}

/** No board. */
export const noPlanBoard: PlanBoardView = { facts: [], approvals: [] };

/**
 * What somebody may know of the board in an interview with a subject.
 *
 * @param subject code of the person who is interviewed
 */
export function planBoard(board: BoardState, viewer: BoardViewer, subject: string): PlanBoardView {
	const facts = board.facts.map((fact): PlanFact => {
		const { id, code, use, stage, verified, sourceSubject, element, text } = fact;
		const isOthers = sourceSubject !== null && !mayKnowSubject(board, viewer, sourceSubject);
		const seen = { id, code, use, stage, sourceSubject };
		if (mayBeDisclosed(fact) && !isOthers) return { ...seen, verified, element, text };
		// how it was verified may say what it is
		const isVerified = verified === null ? null : { ...verified, how: '' };
		return { ...seen, verified: isVerified, element: null, text: '' };
	});
	const approvals = board.approvals
		.filter(({ toSubject, decision }) => toSubject === subject && decision?.approved === true)
		.map((one) => ({ ...one, truth: '', necessity: '', minimality: '' }));
	return { facts, approvals };
}
