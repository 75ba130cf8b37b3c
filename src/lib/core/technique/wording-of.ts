/**
 * The permitted words of a session: the three outcomes as its technique says them, everything else as the laboratory.
 *
 * @module
 */
import type { z } from 'zod';
import type { wording } from '../protocols/rules.ts';
import type { Technique } from '../protocols/technique.ts';

type Wording = z.infer<typeof wording>;

/** A technique without words of its own uses those of rules/wording.yaml. */
export function wordingOf(words: Wording, technique: Pick<Technique, 'wording'>): Wording {
	return technique.wording === undefined ? words : { ...words, outcomes: technique.wording };
}
