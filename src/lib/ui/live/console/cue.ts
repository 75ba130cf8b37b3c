/**
 * The words of a presentation and how they are put to the person.
 *
 * @module
 */
import { questionsOf } from '#lib/core/session/formal-charts.ts';
import type { QuestionItem } from '#lib/core/session/question.ts';
import type { Chart, Presentation, SessionState } from '#lib/core/session/state.ts';
import { wayOf, type DeliveryChoice, type DeliveryWay } from './delivery-way.ts';

/** A presentation with its words. */
export interface Cue {
	readonly presentation: Presentation;
	readonly stem: string;
	readonly item: QuestionItem;
	/** How it is put to the person. */
	readonly way: DeliveryWay;
}

/** The words of a presentation of a chart; null = its list has no such item. */
export function cueOf(
	state: SessionState,
	chart: Chart,
	presentation: Presentation,
	choice: DeliveryChoice
): Cue | null {
	const question = questionsOf(state, chart).find(
		({ questionId }) => questionId === presentation.questionId
	);
	const item = question?.items.find(({ itemId }) => itemId === presentation.itemId);
	if (question === undefined || item === undefined) return null;
	return { presentation, stem: question.stem, item, way: wayOf(item, choice) };
}

/** The presentation voided last that is not asked again yet; null = none. */
export function repeatableIn(chart: Chart | null): Presentation | null {
	const presentations = chart?.presentations ?? [];
	const isRepeated = (number: number): boolean =>
		presentations.some(({ repeats }) => repeats === number);
	return (
		presentations.findLast(
			({ voided, presentation }) => voided !== null && !isRepeated(presentation)
		) ?? null
	);
}
