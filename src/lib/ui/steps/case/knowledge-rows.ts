/**
 * The knowledge matrix as rows: facts × knowers, filtered and sorted.
 *
 * @module
 */
import {
	knowingsOf,
	type Knower,
	type Knowing,
	type Knowledge
} from '#lib/core/session/knowledge.ts';
import { knowers } from '#lib/core/session/payloads-preparation.ts';

/** One fact with everybody who knows it. */
export interface KnowledgeRow {
	readonly factId: string;
	readonly text: string;
	readonly elements: readonly string[];
	/** One cell for each knower, in the order of `knowers`; empty = does not know it. */
	readonly cells: readonly (readonly Knowing[])[];
	/** How many of those who may have told the person know it, the person counted first. */
	readonly leak: number;
}

/** In which order rows stand. */
export type KnowledgeOrder = 'register' | 'element' | 'leak';

const SAFE: ReadonlySet<Knower> = new Set(['perpetrator', 'investigators']);
/** The person's own knowledge weighs more than that of all others together. */
const OWN = knowers.length;

/** Whether it matters that this one knows. */
export function isLeak(knower: Knower): boolean {
	return !SAFE.has(knower);
}

/** @param element shows only facts of this element; empty = all */
export function knowledgeRows(
	state: Knowledge,
	element: string,
	order: KnowledgeOrder
): KnowledgeRow[] {
	const rows = state.facts
		.filter(({ elements }) => element === '' || elements.some((one) => one === element))
		.map(({ factId, text, elements }): KnowledgeRow => {
			const knowings = knowingsOf(state, factId);
			const cells = knowers.map((knower) => knowings.filter((one) => one.knower === knower));
			const leak = knowers.reduce((sum, knower, index) => {
				if (!isLeak(knower) || cells[index]?.length === 0) return sum;
				return sum + (knower === 'subject-told' ? OWN : 1);
			}, 0);
			return { factId, text, elements, cells, leak };
		});
	if (order === 'element')
		return rows.sort((a, b) => (a.elements[0] ?? '').localeCompare(b.elements[0] ?? ''));
	return order === 'leak' ? rows.sort((a, b) => b.leak - a.leak) : rows;
}
