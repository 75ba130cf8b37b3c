/**
 * Answers to questions of law that are being given.
 *
 * @module
 */
import type { Facts, FactValue, LawFact } from '#lib/core/law/fact.ts';

const same = (a: FactValue | undefined, b: FactValue | undefined): boolean =>
	JSON.stringify(a) === JSON.stringify(b);

/** What is to be saved, as the events of answers carry it. */
export interface Answers {
	readonly facts: {
		readonly fact: string;
		readonly value: Exclude<FactValue, readonly string[]> | string[];
	}[];
	readonly unknown: string[];
}

/** Answers that are not saved yet, over those that are. */
export class AnswerDraft {
	/** By fact; undefined = set to not known. */
	#changes = $state<Record<string, FactValue | undefined>>({});

	/** What is known with these answers. */
	over(saved: Facts): Facts {
		const all = Object.entries({ ...saved, ...this.#changes });
		return Object.fromEntries(
			all.flatMap(([id, value]) => (value === undefined ? [] : [[id, value]]))
		);
	}

	/** Gives an answer; undefined = not known. */
	give(id: string, value: FactValue | undefined): void {
		this.#changes[id] = value;
	}

	/** What is to be saved. */
	data(saved: Facts): Answers {
		const changed = Object.entries(this.#changes).filter(([id, value]) => !same(value, saved[id]));
		return {
			facts: changed.flatMap(([fact, value]) => {
				if (value === undefined) return [];
				return [{ fact, value: typeof value === 'object' && value !== null ? [...value] : value }];
			}),
			unknown: changed.flatMap(([fact, value]) => (value === undefined ? [fact] : []))
		};
	}

	/** Whether something is to be saved. */
	isChanged(saved: Facts): boolean {
		const { facts, unknown } = this.data(saved);
		return facts.length + unknown.length > 0;
	}

	/** Everything is saved. */
	clear(): void {
		this.#changes = {};
	}
}

/** The answers offered to a question, with yes and no where it has none of its own. */
export function offered(
	{ answers, type }: LawFact,
	words: { readonly yes: string; readonly no: string },
	say: (label: { readonly zh: string; readonly en: string }) => string
): { readonly value: FactValue; readonly label: string }[] {
	if (answers !== undefined)
		return answers.map(({ value, label }) => ({ value, label: say(label) }));
	if (type !== 'yes-no') return [];
	return [
		{ value: true, label: words.yes },
		{ value: false, label: words.no }
	];
}
