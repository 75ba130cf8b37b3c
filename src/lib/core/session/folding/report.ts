/**
 * How the events of the written report change the state.
 *
 * @module
 */
import type { reportPayloads } from '../payloads-report.ts';
import type { Folds } from './fold.ts';

export const reportFolds: Folds<keyof typeof reportPayloads> = {
	'report-drafted': (state, draft) => ({ ...state, report: { ...state.report, draft } }),
	'report-issued': (state, data, { at, actor }) => ({
		...state,
		report: {
			...state.report,
			issued: [...state.report.issued, { ...data, at, actorId: actor.id }]
		}
	}),
	'report-signed': (state, data, { at, actor }) => ({
		...state,
		report: {
			...state.report,
			signatures: [...state.report.signatures, { ...data, at, actorId: actor.id }]
		}
	})
};
