/**
 * One fact, one use: what a fact is kept for is chosen once and goes one way (§6.3, §6.5).
 *
 * @module
 */
import { refused, type BoardDecision } from './board-decision.ts';
import type { BoardData } from './board-event.ts';
import { USE_STAGES, type BoardState, type UseStage } from './fact.ts';

/** reserved → shown → released → disclosed; what was shown is never reserved again. */
const rank = (stage: UseStage): number => USE_STAGES.indexOf(stage);

/**
 * Whether a fact may come to this use and stage. A fact that is kept for something is kept for nothing else, also when
 * it was released: it then may only be disclosed.
 */
export function decideUse(
	{ facts }: Pick<BoardState, 'facts'>,
	{ factId, use, stage, persons }: BoardData<'fact-use-set'>
): BoardDecision {
	const fact = facts.find(({ id }) => id === factId);
	if (fact === undefined) return refused('board/use', `expected a fact, got ${factId}`);
	if (use === 'open' || stage === 'none')
		return refused('board/use', `expected a use and how far it is, got ${use}, ${stage}`);
	if (fact.use !== 'open' && fact.use !== use)
		return refused(
			'board/use-clash',
			`expected ${fact.use} (${fact.stage}) for ${fact.code}, got ${use}: one fact, one use`
		);
	if (fact.use === 'open' && stage !== 'reserved')
		return refused('board/use', `expected reserved first, got ${stage}`);
	if (rank(stage) <= rank(fact.stage))
		return refused('board/use-back', `expected a step after ${fact.stage}, got ${stage}`);
	if (fact.exculpatory && stage === 'reserved' && use !== 'disclosure')
		return refused('board/use', 'expected an exculpatory fact to be acted on, got one kept back');
	const isSeen = stage === 'shown' || stage === 'disclosed';
	if (isSeen !== persons.length > 0)
		return refused(
			'board/use',
			isSeen
				? 'expected everyone who saw or heard it: they know it from now on'
				: `expected nobody to have seen it, got ${persons.join(', ')}`
		);
	return { ok: true };
}
