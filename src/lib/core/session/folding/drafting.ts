/**
 * How panels and reviews of a question list change the state.
 *
 * @module
 */
import type { draftingPayloads } from '../payloads-drafting.ts';
import type { Folds } from './fold.ts';

export const draftingFolds: Folds<keyof typeof draftingPayloads> = {
	'panel-recorded': (state, panel) => ({ ...state, panels: [...state.panels, panel] }),
	'panel-withdrawn': (state, { panelId }) => ({
		...state,
		panels: state.panels.filter((one) => one.panelId !== panelId)
	}),
	'review-requested': (state, task) => ({ ...state, reviewTasks: [...state.reviewTasks, task] }),
	'review-withdrawn': (state, { task }) => ({
		...state,
		reviewTasks: state.reviewTasks.filter((one) => one.task !== task)
	}),
	'list-reviewed': (state, review, { actor, at }) => ({
		...state,
		reviewTasks: state.reviewTasks.filter((one) => one.task !== review.task),
		listReviews: [...state.listReviews, { ...review, reviewerId: actor.id, at }]
	}),
	'review-waived': (state, waiver, { actor, at }) => ({
		...state,
		reviewWaivers: [...state.reviewWaivers, { ...waiver, actorId: actor.id, at }]
	})
};
