/**
 * The facts of a case's register as whoever prepares a test may see them: what is free for a test, and no more. Nothing
 * says why a fact is not free, who else was heard, or that anybody was.
 *
 * @module
 */
import { z } from 'zod';
import {
	FACT_ELEMENTS,
	FACT_USES,
	SOURCE_STRENGTHS,
	USE_STAGES,
	type BoardFact,
	type BoardState
} from '../board/fact.ts';

const caseFact = z.object({
	id: z.string(),
	code: z.string(),
	/** Null, like the empty texts = kept for something else: only the code may be known. */
	element: z.enum(FACT_ELEMENTS).nullable(),
	text: z.string(),
	category: z.string(),
	source: z.string(),
	sourceStrength: z.enum(SOURCE_STRENGTHS).nullable(),
	confidence: z.enum(['high', 'medium', 'low']).nullable(),
	time: z.string(),
	place: z.string(),
	/** `kept`: for something else, which is not said. */
	use: z.enum([...FACT_USES, 'kept']),
	stage: z.enum(USE_STAGES),
	/** A question may rest on it. */
	free: z.boolean(),
	/** The person may know it already: leaked. How is not said. */
	mayKnow: z.boolean(),
	/** Whether another session of this case with this person has it in its list, or has read it out. */
	elsewhere: z.enum(['no', 'listed', 'read-out'])
});
/** A fact of the register as a test may use it. */
export type CaseFact = z.infer<typeof caseFact>;

/** `GET /api/sessions/ID/case-facts`. */
export const caseFacts = z.object({ facts: z.array(caseFact) });

/** What is known of the person and their other tests. */
export interface CaseFactsOf {
	/** Code of the person. */
	readonly subject: string;
	/** Facts that were told this person, wherever. */
	readonly told: ReadonlySet<string>;
	/** Facts in the lists of other sessions with this person. */
	readonly listed: ReadonlySet<string>;
	/** Facts read out in other sessions with this person. */
	readonly readOut: ReadonlySet<string>;
	/** Whoever asks may not know what is kept for a test either. */
	readonly testsHidden: boolean;
}

/**
 * Whether a question may rest on a fact as the register has it: kept for nothing, or for a test and not let go since.
 * What speaks for a person is acted on, not kept back for a test.
 */
export function isFreeForTest({
	use,
	stage,
	exculpatory
}: Pick<BoardFact, 'use' | 'stage' | 'exculpatory'>): boolean {
	if (exculpatory) return false;
	return use === 'open' || (use === 'test' && (stage === 'reserved' || stage === 'shown'));
}

/**
 * The register for a test. Facts from other people's words are left out altogether: that somebody said something is
 * for interviewers.
 */
export function caseFactsFor(
	{ facts, exposures }: Pick<BoardState, 'facts' | 'exposures'>,
	of: CaseFactsOf
): CaseFact[] {
	const reached = new Set(
		exposures
			.filter(({ kind, person, strength }) => {
				return kind === 'subject' && person === of.subject && strength > 0;
			})
			.map(({ factId }) => factId)
	);
	return facts
		.filter(({ sourceSubject }) => sourceSubject === null)
		.map((fact): CaseFact => {
			const { id, code, use, stage } = fact;
			const free = isFreeForTest(fact) && !of.told.has(id);
			const isOpen = use === 'open' || (use === 'test' && !of.testsHidden);
			const common = {
				...{ id, code, free, mayKnow: free && reached.has(id) },
				elsewhere: elsewhere(id, of)
			};
			if (!isOpen || !free) return { ...common, ...withheld };
			const { element, text, category, source, sourceStrength, confidence, time, place } = fact;
			const words = { element, text, category, source, sourceStrength, confidence, time, place };
			return { ...common, ...words, use, stage };
		});
}

/** Nothing but that it is kept: why, and how far that has come, is not said. */
const withheld: Omit<CaseFact, 'id' | 'code' | 'free' | 'mayKnow' | 'elsewhere'> = {
	...{ element: null, text: '', category: '', source: '', sourceStrength: null },
	...{ confidence: null, time: '', place: '', use: 'kept', stage: 'none' }
};

function elsewhere(id: string, { listed, readOut }: CaseFactsOf): CaseFact['elsewhere'] {
	if (readOut.has(id)) return 'read-out';
	return listed.has(id) ? 'listed' : 'no';
}
