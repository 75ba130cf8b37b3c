/**
 * The pre-test script: the words to say, what has to be asked, and which parts are done.
 *
 * @module
 */
import { z } from 'zod';
import { head, protocolId, source, uniqueBy } from '../protocols/rules.ts';
import { techniqueKinds, type TechniqueKind } from '../protocols/technique.ts';
import { acquaintanceCharts } from '../session/formal-charts.ts';
import type { SessionState } from '../session/state.ts';
import { bilingualText } from '../text.ts';

/** What ticks a part: an event of its own, or something the session records anyway. */
export const partTicks = [
	'said',
	'identity',
	'rights',
	'consent',
	'consent-form',
	'fitness',
	'prior-knowledge',
	'review',
	'sensors',
	'acquaintance'
] as const;
/** One of them. */
export type PartTick = (typeof partTicks)[number];

const part = z.strictObject({
	id: protocolId,
	title: bilingualText,
	tick: z.enum(partTicks),
	/** May be left out: no gate asks for it. */
	optional: z.boolean().default(false),
	/** Techniques it belongs to; absent = all. */
	techniques: z.array(z.enum(techniqueKinds)).min(1).optional(),
	/** What is said, in order. */
	say: z.array(bilingualText).max(12),
	/** What is asked or looked at. */
	check: z.array(bilingualText).max(12),
	source
});

/** protocols/procedure/pre-test-script.yaml. */
export const preTestScript = z.strictObject({
	...head,
	parts: uniqueBy(part, 'id'),
	/** Whose items are gone through word by word; of all others only the stems: their details stay secret. */
	review: z.strictObject({
		everyItem: z.array(z.enum(techniqueKinds)).min(1),
		source
	})
});
/** The script. */
export type PreTestScript = z.infer<typeof preTestScript>;
/** One part of it. */
export type ScriptPart = PreTestScript['parts'][number];

/** The parts that belong to a technique, in order. */
export function partsOf({ parts }: PreTestScript, kind: TechniqueKind): readonly ScriptPart[] {
	return parts.filter(({ techniques }) => techniques?.includes(kind) ?? true);
}

/** One thing that is read to the person in the review. */
export interface ReviewPlace {
	readonly questionId: string;
	/** null = the stem only. */
	readonly itemId: string | null;
	readonly text: string;
	readonly understood: boolean | null;
}

/**
 * What has to be gone through with the person, in the order of the list. Where details are secret it holds stems
 * and nothing else, so that a page which shows all of it gives nothing away.
 */
export function reviewPlaces(
	{ questions, reviews }: Pick<SessionState, 'questions' | 'reviews'>,
	{ review }: PreTestScript,
	kind: TechniqueKind
): ReviewPlace[] {
	const understood = (questionId: string, itemId: string | null): boolean | null =>
		reviews.find((one) => one.questionId === questionId && one.itemId === itemId)?.understood ??
		null;
	return questions.flatMap(({ questionId, stem, items }): ReviewPlace[] => {
		if (!review.everyItem.includes(kind))
			return [{ questionId, itemId: null, text: stem, understood: understood(questionId, null) }];
		return items.map(({ itemId, text }) => ({
			...{ questionId, itemId, text, understood: understood(questionId, itemId) }
		}));
	});
}

/** Whether a part is done, as the log says. */
export function isDone(
	state: SessionState,
	part: ScriptPart,
	script: PreTestScript,
	kind: TechniqueKind
): boolean {
	const done: Record<PartTick, () => boolean> = {
		said: () => state.explained.includes(part.id),
		identity: () => state.identity !== null,
		rights: () => state.rights !== null,
		consent: () => state.consent !== 'none',
		'consent-form': () => state.consentForm !== null,
		fitness: () => state.fitness !== null,
		'prior-knowledge': () => state.priorKnowledge !== null,
		review: () => {
			const places = reviewPlaces(state, script, kind);
			return places.length > 0 && places.every(({ understood }) => understood === true);
		},
		sensors: () => state.sensors?.accepted === true,
		acquaintance: () => acquaintanceCharts(state).some(({ status }) => status === 'sealed')
	};
	return done[part.tick]();
}
