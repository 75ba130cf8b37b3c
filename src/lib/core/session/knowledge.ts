/**
 * The knowledge matrix: who knows a fact, since when and from whom. What the register states, what was told (every
 * disclosure is an event), what the person said before the test, and what was read out in it come together here.
 *
 * @module
 */
import type { EventData } from './event.ts';
import type { Recipient } from './payloads-case.ts';
import type { DetailStanding } from './payloads-post-test.ts';
import { knowers } from './payloads-preparation.ts';
import type { SessionState } from './state.ts';

/** Who may know a fact. */
export type Knower = (typeof knowers)[number];

/** The part of a session that says who knows what. */
export type Knowledge = Pick<
	SessionState,
	'facts' | 'disclosures' | 'priorKnowledge' | 'questions' | 'charts'
>;

/** One reason to think that somebody knows a fact. */
export interface Knowing {
	readonly knower: Knower;
	/** Stated in the register, told, said by the person before the test, or read out in it. */
	readonly way: 'register' | 'disclosure' | 'said-before' | 'test';
	/** ISO 8601 UTC; null = not known, or not a moment. */
	readonly when: string | null;
	/** Who told; empty = nobody did. */
	readonly by: string;
	/** How, and to whom exactly; empty = nothing more is known. */
	readonly how: string;
	/** Id of the disclosure; null = it is none. */
	readonly disclosureId: string | null;
}

const asKnower = (to: Recipient): Knower => (to === 'subject' ? 'subject-told' : to);

/** Everything that says somebody knows this fact, in the order of the knowers. */
export function knowingsOf(state: Knowledge, factId: string): Knowing[] {
	const stated = state.facts.find((fact) => fact.factId === factId)?.knownBy ?? [];
	const none = { when: null, by: '', how: '', disclosureId: null };
	const all: Knowing[] = [
		...stated.map((knower) => ({ ...none, knower, way: 'register' as const })),
		...state.disclosures
			.filter((one) => one.factId === factId)
			.map(({ to, toWhom, when, by, how, disclosureId }) => ({
				...{ knower: asKnower(to), way: 'disclosure' as const, when, by, disclosureId },
				how: [how, toWhom].filter((part) => part !== '').join(' · ')
			})),
		...saidBefore(state, factId).map(({ fromWhom }) => ({
			...{ ...none, knower: 'subject-told' as const, way: 'said-before' as const, by: fromWhom }
		})),
		...readOut(state, factId).map((when) => ({
			...{ ...none, knower: 'subject-told' as const, way: 'test' as const, when }
		}))
	];
	return all.sort((a, b) => knowers.indexOf(a.knower) - knowers.indexOf(b.knower));
}

/** Whether the person was told of a fact, as far as that was recorded as a disclosure. */
export function wasTold({ disclosures }: Pick<Knowledge, 'disclosures'>, factId: string): boolean {
	return disclosures.some((one) => one.factId === factId && one.to === 'subject');
}

/** Whether the key that stands for a fact was read out in a chart: whoever heard it may know it from there. */
export function wasReadOut(
	state: Pick<Knowledge, 'questions' | 'charts'>,
	factId: string
): boolean {
	return readOut(state, factId).length > 0;
}

/** The facts with everybody who knows them, told ones included: what question lists are checked with. */
export function factsAsKnown(
	state: Pick<Knowledge, 'facts' | 'disclosures'>
): EventData<'fact-recorded'>[] {
	return state.facts.map(({ history: _, ...fact }) => {
		const told = state.disclosures
			.filter(({ factId }) => factId === fact.factId)
			.map(({ to }) => asKnower(to));
		return { ...fact, knownBy: [...new Set([...fact.knownBy, ...told])] };
	});
}

/**
 * How a detail stands at this moment. The first that holds of: told, said before the test, read out in the test, known
 * to others who may have told, known to nobody who may have told.
 *
 * @param factId the fact it matches; null = the register holds nothing of it
 */
export function standingOf(state: Knowledge, factId: string | null): DetailStanding {
	if (factId === null) return 'new';
	const knowings = knowingsOf(state, factId);
	const ofSubject = knowings.filter(({ knower }) => knower === 'subject-told');
	if (ofSubject.some(({ way }) => way === 'register' || way === 'disclosure')) return 'told';
	if (ofSubject.some(({ way }) => way === 'said-before')) return 'said-before';
	if (ofSubject.some(({ way }) => way === 'test')) return 'heard-in-test';
	const others = knowings.some(
		({ knower }) => knower !== 'perpetrator' && knower !== 'investigators'
	);
	return others ? 'others-know' : 'undisclosed';
}

/** Answers of the person before the test that they know, or may know, the detail behind a question on this fact. */
function saidBefore(
	{ priorKnowledge, questions }: Pick<Knowledge, 'priorKnowledge' | 'questions'>,
	factId: string
): EventData<'prior-knowledge-recorded'>['entries'] {
	const ids = questions.filter((one) => one.factId === factId).map(({ questionId }) => questionId);
	return (
		priorKnowledge?.entries.filter(
			({ questionId, knows }) => ids.includes(questionId) && knows !== 'no'
		) ?? []
	);
}

/** When the key of this fact was read out first in each chart, ISO 8601 UTC. */
function readOut(
	{ questions, charts }: Pick<Knowledge, 'questions' | 'charts'>,
	factId: string
): string[] {
	const keys = new Set(
		questions
			.filter((one) => one.factId === factId)
			.flatMap(({ questionId, items }) =>
				items
					.filter(({ role }) => role === 'key')
					.map(({ itemId }) => JSON.stringify([questionId, itemId]))
			)
	);
	return charts.flatMap(({ presentations }) => {
		const first = presentations.find(
			({ asked, questionId, itemId }) =>
				asked !== null && keys.has(JSON.stringify([questionId, itemId]))
		);
		return first?.asked ? [first.asked.at.utc] : [];
	});
}
