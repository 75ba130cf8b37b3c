/**
 * The law of a test session, put together from the protocol files it was opened with.
 *
 * @module
 */
import type { LawFact } from '../../law/fact.ts';
import type { ForbiddenGroup } from '../../law/forbidden-words.ts';
import { lawOf, type LawFile } from '../../law/law-files.ts';
import type { LawRule } from '../../law/rule.ts';
import type { TextLint } from '../../law/text-lint.ts';
import type { Protocol } from '../../protocols/parse.ts';

/** Rules of a test with all they need. */
export interface SessionLaw {
	/** In the order of their ids. */
	readonly rules: readonly LawRule[];
	readonly facts: readonly LawFact[];
	/** Wording to look at; null = the session was opened without it. */
	readonly lint: TextLint | null;
	/** Words that no result may contain. */
	readonly forbidden: readonly ForbiddenGroup[];
}

/**
 * The law of these files.
 *
 * @returns null when they hold no rules of tests: a session of before there were such rules is not bound by them
 */
export function sessionLawOf(files: readonly Protocol[]): SessionLaw | null {
	if (!files.some(({ kind }) => kind === 'test-law-rules')) return null;
	const own = files.flatMap((file): LawFile[] => {
		if (file.kind === 'test-law-rules') return [{ kind: 'law-rules', value: file.value }];
		if (file.kind === 'test-law-facts') return [{ kind: 'law-facts', value: file.value }];
		return file.kind === 'law-lint' ? [{ kind: 'law-lint', value: file.value }] : [];
	});
	const { rules, facts, lint } = lawOf(own);
	const forbidden = files.flatMap((file) => (file.kind === 'wording' ? file.value.forbidden : []));
	return { rules, facts, lint, forbidden };
}
