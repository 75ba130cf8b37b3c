/**
 * What a page needs to plan an interview beside the interview itself.
 *
 * @module
 */
import { noPlanBoard, type PlanBoardView } from '#lib/core/interview/plan-facts.ts';
import type { PlanGuide } from '#lib/core/interview/plan-guide.ts';
import type { TextLint } from '#lib/core/law/text-lint.ts';

/** Board, guide and wording to look for. */
export interface Planning {
	/** What the person who looks may know of the case board. */
	readonly board: PlanBoardView;
	/** Null = the interview was opened before there was one. */
	readonly guide: PlanGuide | null;
	/** Null = the laboratory has no list of wording. */
	readonly lint: TextLint | null;
}

/** Nothing but the interview. */
export const noPlanning: Planning = { board: noPlanBoard, guide: null, lint: null };
