/**
 * An outcome in the permitted words.
 *
 * @module
 */
import type { ProtocolValue } from '#lib/core/protocols/kinds.ts';
import { say } from '../../live/words.ts';

/** Its label; the program's own name when the protocol does not know it. */
export function outcomeLabel(wording: ProtocolValue<'wording'>, outcome: string): string {
	const found = wording.outcomes.find(({ id }) => id === outcome);
	return found === undefined ? outcome : say(found.label);
}
