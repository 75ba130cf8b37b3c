/**
 * How the events of the pre-test script change the state.
 *
 * @module
 */
import type { pretestPayloads } from '../payloads-pretest.ts';
import type { Folds } from './fold.ts';

export const pretestFolds: Folds<keyof typeof pretestPayloads> = {
	'part-explained': (state, { part }) => ({
		...state,
		explained: state.explained.includes(part) ? state.explained : [...state.explained, part]
	}),
	// said again in other words: the last one stands
	'question-reviewed': (state, review) => ({
		...state,
		reviews: [
			...state.reviews.filter(
				({ questionId, itemId }) => questionId !== review.questionId || itemId !== review.itemId
			),
			review
		]
	}),
	'consent-form-kept': (state, consentForm) => ({ ...state, consentForm }),
	'acquaintance-concluded': (state, found) => ({
		...state,
		acquaintance: [...state.acquaintance.filter(({ chart }) => chart !== found.chart), found]
	})
};
