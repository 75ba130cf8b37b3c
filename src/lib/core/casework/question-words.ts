/**
 * Words a question of the interview after the test may not contain: what came out of the test, promises, threats,
 * presumptions, and those no page may contain at all.
 *
 * @module
 */
import { forbiddenHits, type ForbiddenGroup } from '../law/forbidden-words.ts';
import type { PostTestGuide } from '../protocols/case-rules.ts';
import type { BilingualText } from '../text.ts';

/** A word found in a question. */
export interface UnsuitedWord {
	/** `refuse`: not recorded so. `warn`: can stay. */
	readonly severity: 'refuse' | 'warn';
	readonly found: string;
	readonly reason: BilingualText;
	readonly source: string;
}

/**
 * What speaks against the words of a question, in the order of the text.
 *
 * @param guide protocols/rules/post-test.yaml; null = the session was opened without it, only `forbidden` is looked for
 * @param forbidden groups of protocols/rules/wording.yaml
 */
export function unsuitedWords(
	text: string,
	guide: Pick<PostTestGuide, 'unsuited'> | null,
	forbidden: readonly ForbiddenGroup[]
): UnsuitedWord[] {
	const groups = [
		...(guide?.unsuited ?? []),
		...forbidden.map((group) => ({ ...group, severity: 'refuse' as const }))
	];
	return groups
		.flatMap(({ severity, ...group }) =>
			forbiddenHits([group], text).map(({ found, reason, start }) => ({
				...{ severity, found, reason, source: group.source, start }
			}))
		)
		.sort((a, b) => a.start - b.start)
		.map(({ start: _, ...word }) => word);
}
