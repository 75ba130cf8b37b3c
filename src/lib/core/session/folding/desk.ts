/**
 * How the events of the examiner's desk change the state.
 *
 * @module
 */
import type { deskPayloads } from '../payloads-desk.ts';
import { inChart, inPresentation } from './charts.ts';
import type { Folds } from './fold.ts';

export const deskFolds: Folds<keyof typeof deskPayloads> = {
	'presentation-repeated': (state, { chart, presentation, of }) =>
		inChart(state, chart, ({ presentations }) => {
			const before = presentations.find((one) => one.presentation === of);
			if (before === undefined) return {};
			const { questionId, itemId } = before;
			const empty = { asked: null, ended: null, answer: null, voided: null };
			return {
				presentations: [
					...presentations,
					{ chart, presentation, questionId, itemId, ...empty, repeats: of, given: null }
				]
			};
		}),
	'pause-explained': (state, { chart, reason }) =>
		inChart(state, chart, ({ pauses }) => ({
			pauses: pauses.map((one, index) => (index === pauses.length - 1 ? { ...one, reason } : one))
		})),
	'stimulus-given': (state, { by, uncertaintyS, ...at }) =>
		inPresentation(state, at, { given: { by, uncertaintyS } })
};
