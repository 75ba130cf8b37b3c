/**
 * Looking for wording that must not be used: threats, promises, false claims, leading questions. It finds too much on
 * purpose; a person decides.
 *
 * @module
 */
import { z } from 'zod';
import { bilingualText, type BilingualText } from '../text.ts';
import type { Facts } from './fact.ts';

/** What a phrase may be. @source interview reference §5.3 */
export const lintCategories = [
	...(['threat', 'inducement', 'deception', 'leading'] as const),
	...(['polygraph_claim', 'sentence_number'] as const)
] as const;
/** One of them. */
export type LintCategory = (typeof lintCategories)[number];

/** Longest piece that is searched at once [UTF-16 units]; longer sentences are cut, with an overlap. */
const LONGEST = 400;
const OVERLAP = 60;

/**
 * What is wrong with a pattern: it is not one, or its time could explode. Repetition without a limit may stand once, and
 * only after a single character or class; groups may be optional, but not repeated.
 */
export function patternFault(pattern: string): string | null {
	try {
		new RegExp(pattern, 'u');
	} catch {
		return 'expected a regular expression';
	}
	const bare = pattern.replace(/\\./gu, 'x').replace(/\[[^\]]*\]/gu, 'x');
	if (/[)](?:[*+]|\{)/u.test(bare)) return 'expected no repeated group';
	if ((bare.match(/[*+]|\{\d+,\}/gu) ?? []).length > 1)
		return 'expected at most one repetition without a limit';
	if (/[(][?](?:<?[=!])/u.test(bare)) return 'expected no looking ahead or back';
	return null;
}

/** protocols/rules/interview-lint.yaml */
export const textLint = z.strictObject({
	id: z.string().min(1),
	title: bilingualText,
	source: z.string().min(3),
	categories: z
		.array(
			z.strictObject({
				id: z.enum(lintCategories),
				title: bilingualText,
				/** Why such wording is shown. */
				why: bilingualText,
				source: z.string().min(3),
				seeds: z
					.array(
						z.strictObject({
							pattern: z.string().superRefine((pattern, context) => {
								const fault = patternFault(pattern);
								if (fault !== null) context.addIssue({ code: 'custom', message: fault });
							}),
							/** A text it is meant for. */
							example: z.string().min(1)
						})
					)
					.min(1)
			})
		)
		.superRefine((all, context) => {
			for (const id of lintCategories)
				if (all.filter((one) => one.id === id).length !== 1)
					context.addIssue({ code: 'custom', message: `expected the category ${id} once` });
		}),
	/** Words that call a person what only a judgment may. */
	labels: z.array(z.string().min(1))
});
/** The seeds of a laboratory. */
export type TextLint = z.infer<typeof textLint>;

/** Something found in a text. */
export interface LintHit {
	readonly category: LintCategory;
	readonly title: BilingualText;
	readonly why: BilingualText;
	/** Place in the text [UTF-16 units], end excluded. */
	readonly start: number;
	readonly end: number;
	/** The text there. */
	readonly found: string;
}

/** Everything the seeds find, in the order of the text. Never throws for seeds that were read from a file. */
export function lintText({ categories }: TextLint, text: string): LintHit[] {
	const pieces = piecesOf(text);
	const hits = categories.flatMap(({ id, title, why, seeds }) =>
		seeds.flatMap(({ pattern }) => {
			const seed = new RegExp(pattern, 'giu');
			return pieces.flatMap(({ at, piece }) =>
				[...piece.matchAll(seed)]
					.filter(([found]) => found !== '')
					.map(({ 0: found, index }) => {
						const start = at + index;
						return { category: id, title, why, start, end: start + found.length, found };
					})
			);
		})
	);
	const keyOf = ({ category, start, end }: LintHit): string => `${category} ${start} ${end}`;
	const unique = new Map(hits.map((hit) => [keyOf(hit), hit]));
	return [...unique.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Sentences with their ends, for patterns that look at the end of one; long ones in overlapping pieces. */
function piecesOf(text: string): { readonly at: number; readonly piece: string }[] {
	const pieces: { at: number; piece: string }[] = [];
	for (const { 0: whole, index } of text.matchAll(/[^。！!？?；;\n\r]+[。！!？?；;]?/gu))
		for (let from = 0; from === 0 || from + OVERLAP < whole.length; from += LONGEST - OVERLAP)
			pieces.push({ at: index + from, piece: whole.slice(from, from + LONGEST) });
	return pieces.map(({ at, piece }) => ({ at, piece: piece.trimEnd() }));
}

/** What was found, as facts that rules about texts speak of. */
export function lintFacts(lint: TextLint, text: string): Facts {
	const hits = lintText(lint, text);
	const counted: Facts = Object.fromEntries(
		lintCategories.map((category) => [
			`lint.${category}_hits`,
			hits.filter((hit) => hit.category === category).length
		])
	);
	const lower = text.toLowerCase();
	const labels = lint.labels.filter((label) => lower.includes(label.toLowerCase()));
	return { ...counted, 'text.labels': labels };
}
