/**
 * Names of methods and of outcomes as a report says them.
 *
 * @module
 */
import type { ReportSource } from './source.ts';
import type { ReportWords } from './words.ts';

/** The name of a scoring method; its id when nobody knows it. */
export function methodTitle(
	{ methods }: Pick<ReportSource, 'methods'>,
	id: string,
	{ text }: ReportWords
): string {
	const found = methods[id];
	return found === undefined ? id : text(found.title);
}

/** One of the three permitted phrases. */
export function outcomeLabel(
	{ texts }: Pick<ReportSource, 'texts'>,
	outcome: string,
	{ text }: ReportWords
): string {
	const found = texts.wording.outcomes.find(({ id }) => id === outcome);
	return found === undefined ? '' : text(found.label);
}
