/**
 * What a page needs to plan an interview beside the interview itself.
 *
 * @module
 */
import { noPlanBoard, type PlanBoardView } from '#lib/core/interview/plan-facts.ts';
import type { PlanGuide } from '#lib/core/interview/plan-guide.ts';
import type { Law } from '#lib/core/law/law-files.ts';

/** Board, guide and law. */
export interface Planning {
	/** What the person who looks may know of the case board. */
	readonly board: PlanBoardView;
	/** Null = the interview was opened before there was one. */
	readonly guide: PlanGuide | null;
	/** Rules and wording the interview was opened with; null = there were none. */
	readonly law: Law | null;
}

/** Nothing but the interview. */
export const noPlanning: Planning = { board: noPlanBoard, guide: null, law: null };
