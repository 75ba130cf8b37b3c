/**
 * How much the place within a question tells about what is scored there.
 *
 * @module
 */
import { isLabError } from '../../errors.ts';
import type { SeriesTechnique, Technique } from '../../protocols/technique.ts';
import { idsOf, keyOf, type OrderableQuestion } from './orderable.ts';
import { knownPeakOrder, searchOrder } from './peak.ts';
import { keyPositionProbabilities, presentationOrder } from './recognition.ts';
import { filledPlaces } from './series.ts';

/**
 * For each place of a question, the probability that what the test is about stands there: for someone who knows the
 * technique and this list's layout, over the draws of the seed and the charts of a session. Exact.
 *
 * - recognition: the key; chance at every place after the buffers.
 * - known peak: the key; 1 at its place, or ½ at each of two where directions alternate: the order is told.
 * - search: the true possibility, each taken as equally likely beforehand; chance after the buffers.
 * - comparison, relevant-irrelevant: any relevant question; 1 or 0, because the sequence is public.
 *
 * @returns shape [places of one chart]; null while the list does not have what an order needs
 */
export function positionReveals(
	technique: Technique,
	question: OrderableQuestion
): number[] | null {
	try {
		return places(technique, question);
	} catch (error) {
		if (isLabError(error) && error.code.startsWith('technique/')) return null;
		throw error;
	}
}

function places(technique: Technique, question: OrderableQuestion): number[] {
	const { items } = question;
	// drawing refuses a list that is not ready
	const draw = { questions: [question], seed: 0, chart: 1 };
	switch (technique.kind) {
		case 'recognition':
			presentationOrder(draw);
			return keyPositionProbabilities(items.length, idsOf(question, 'buffer').length);
		case 'known-peak':
			knownPeakOrder(technique, draw);
			return ofKnownPeak(technique.order.alternates, question);
		case 'search': {
			searchOrder(technique, draw);
			const buffers = idsOf(question, 'buffer').length;
			return items.map((_, i) => (i < buffers ? 0 : 1 / (items.length - buffers)));
		}
		case 'comparison':
		case 'relevant-irrelevant':
			return ofSeries(technique, question);
	}
}

function ofKnownPeak(alternates: boolean, question: OrderableQuestion): number[] {
	const key = keyOf(question);
	const forwards = question.items.map(({ itemId }): number => (itemId === key ? 1 : 0));
	if (!alternates) return forwards;
	const backwards = forwards.toReversed();
	return forwards.map((p, i) => (p + (backwards[i] ?? 0)) / 2);
}

function ofSeries(technique: SeriesTechnique, question: OrderableQuestion): number[] {
	const filled = filledPlaces(technique, question);
	const block = filled.filter(({ repeated }) => repeated);
	const last = filled.findLastIndex(({ repeated }) => repeated);
	const again = Array.from({ length: (technique.repetition?.firstChart ?? 1) - 1 }, () => block);
	const read = filled.flatMap((place, i) => (i === last ? [place, ...again.flat()] : [place]));
	return read.map(({ role }) => (role === 'relevant' ? 1 : 0));
}
