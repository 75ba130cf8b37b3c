/**
 * Words that would give away what is kept back.
 *
 * @source interview reference §4.2 (facts a team must not mention are blocked words), §5.2 CM-04
 * @module
 */
import { mayBeDisclosed, type BoardFact } from '../board/fact.ts';

/** Shorter texts would be found everywhere [characters without spaces and marks]. Laboratory default. */
const SHORTEST = 4;

const bare = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

/**
 * Code of a fact kept for something else whose whole text stands in one of these wordings; null = none. It finds only
 * what is said in the words of the register, not what says the same in others.
 */
export function heldFactIn(
	wordings: readonly string[],
	facts: readonly Pick<BoardFact, 'code' | 'text' | 'use' | 'stage'>[]
): string | null {
	const spoken = wordings.map(bare);
	const found = facts.find((fact) => {
		const words = bare(fact.text);
		if (mayBeDisclosed(fact) || words.length < SHORTEST) return false;
		return spoken.some((one) => one.includes(words));
	});
	return found?.code ?? null;
}
