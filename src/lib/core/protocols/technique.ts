/**
 * The shape of a technique: how the items of a question list are put together, ordered, timed and scored.
 *
 * Five kinds. To add a technique of one of them: protocols/techniques/<id>.yaml, and nothing else. Code that is for
 * some kinds only asks with the functions at the end.
 *
 * @module
 */
import { z } from 'zod';
import { LabError } from '../errors.ts';
import type { ItemRole } from '../session/question.ts';
import {
	count,
	describingScoring,
	keyedQuestions,
	limitScoring,
	ruleScoring,
	searchQuestions,
	seriesParts,
	shared
} from './technique-parts.ts';

/** Concealed-information test: key and foils in random order after a buffer. */
const recognition = z.strictObject({
	...shared,
	kind: z.literal('recognition'),
	questions: keyedQuestions,
	scoring: limitScoring
});

/** Known-solution peak of tension: a fixed order the person is told, the key near the middle. */
const knownPeak = z.strictObject({
	...shared,
	kind: z.literal('known-peak'),
	questions: keyedQuestions,
	order: z.strictObject({
		/** Buffers before the first foil; the others of `questions.buffers` come last. */
		leadingBuffers: count,
		/** Every other chart runs backwards. */
		alternates: z.boolean()
	}),
	scoring: limitScoring
});

/** Searching peak of tension: no key is known. */
const search = z.strictObject({
	...shared,
	kind: z.literal('search'),
	questions: searchQuestions,
	order: z.strictObject({
		/** `alternating`: as listed, every other chart backwards; `random`: drawn anew in each chart. */
		arrangement: z.enum(['alternating', 'random']),
		/** Where “anything else”, the last item of the list, stands: always last, or like any other. */
		anythingElse: z.enum(['last', 'as-others'])
	}),
	scoring: limitScoring
});

/** Comparison-question test: relevant questions beside comparison questions. */
const comparison = z.strictObject({
	...shared,
	...seriesParts,
	kind: z.literal('comparison'),
	/** `probable-lie`: broad questions of an earlier time; `directed-lie`: the person is told to answer them untruly. */
	comparisons: z.enum(['probable-lie', 'directed-lie']),
	scoring: ruleScoring
});

/** Relevant-irrelevant test: nothing to compare with; describes, decides nothing. */
const relevantIrrelevant = z.strictObject({
	...shared,
	...seriesParts,
	kind: z.literal('relevant-irrelevant'),
	scoring: describingScoring
});

const kinds = z.discriminatedUnion('kind', [
	recognition,
	knownPeak,
	search,
	comparison,
	relevantIrrelevant
]);

/** Files kept by sessions before there were kinds are concealed-information tests. */
function withKind(value: unknown): unknown {
	const isOld = typeof value === 'object' && value !== null && !('kind' in value);
	return isOld ? { ...value, kind: 'recognition' } : value;
}

/** protocols/techniques/<id>.yaml. */
export const technique = z.preprocess(withKind, kinds).superRefine((value, context) => {
	const problem = (message: string, ...path: (string | number)[]): void =>
		context.addIssue({ code: 'custom', message, path });
	const { timing, charts } = value;
	if (timing.minimumIntervalS.value >= timing.longestIntervalS.value)
		problem('expected minimumIntervalS below longestIntervalS', 'timing', 'longestIntervalS');
	if (charts.atMost !== undefined && charts.atMost.value < charts.recommended.value)
		problem('expected at most no fewer than recommended', 'charts', 'atMost');
	if (value.kind === 'known-peak' && value.order.leadingBuffers.value > value.questions.buffers.value)
		problem('expected no more leading buffers than buffers', 'order', 'leadingBuffers');
	if (!isSeries(value)) return;
	const { sequence, relevants } = value;
	const places = sequence.filter(({ role }) => role === 'relevant');
	if (places.length < relevants.atMost.value)
		problem('expected a place for each relevant question', 'relevants', 'atMost');
	if (places.filter(({ optional }) => !optional).length > relevants.atLeast.value)
		problem('expected no more places that must be filled', 'relevants', 'atLeast');
	const [first] = sequence;
	if (first === undefined || first.optional || isScoredRole(first.role))
		problem('expected a first place that is filled and not scored', 'sequence', 0);
	if (sequence.some(({ repeated }) => repeated) !== (value.repetition !== undefined))
		problem('expected repetition and repeated places together', 'repetition');
});
/** A technique of any kind. */
export type Technique = z.infer<typeof technique>;
/** The kinds of technique. */
export type TechniqueKind = Technique['kind'];
/** The technique of a kind. */
export type TechniqueOf<K extends TechniqueKind> = Extract<Technique, { kind: K }>;
/** Techniques with a list of items about a detail. */
export type ListTechnique = TechniqueOf<'recognition' | 'known-peak' | 'search'>;
/** Techniques in which one question of the list is a whole series. */
export type SeriesTechnique = TechniqueOf<'comparison' | 'relevant-irrelevant'>;

/** All kinds. */
export const techniqueKinds = kinds.options.map(({ shape }) => shape.kind.value);

/** Whether responses to items of a role are scored. */
export function isScoredRole(role: ItemRole): boolean {
	return ['key', 'foil', 'item', 'comparison', 'relevant'].includes(role);
}

/** Whether one question of the list is a whole series (comparison, relevant-irrelevant). */
export function isSeries(value: Technique): value is SeriesTechnique {
	return value.kind === 'comparison' || value.kind === 'relevant-irrelevant';
}

/** Whether every question has a known key (recognition, known peak). */
export function isKeyed(value: Technique): value is TechniqueOf<'recognition' | 'known-peak'> {
	return value.kind === 'recognition' || value.kind === 'known-peak';
}

/** Whether a probability with two limits decides (recognition, known peak, search). */
export function hasLimits(value: Technique): value is ListTechnique {
	return !isSeries(value);
}

/**
 * The two limits of a technique that has them.
 *
 * @throws {LabError} `technique/no-limits` for comparison and relevant-irrelevant tests: ask `hasLimits` before
 */
export function limitsOf(value: Technique): ListTechnique['scoring'] {
	if (hasLimits(value)) return value.scoring;
	throw new LabError('technique/no-limits', `expected a technique with limits, got ${value.id}`);
}

/** How many questions (lists, or series) a session of this technique needs, has best, and has at most. */
export function questionCounts(value: Technique): {
	readonly atLeast: number;
	readonly recommended: number;
	readonly atMost: number | null;
} {
	const counts = isSeries(value) ? value.series : value.questions;
	return {
		atLeast: counts.atLeast.value,
		recommended: counts.recommended.value,
		atMost: isSeries(value) ? (value.series.atMost?.value ?? null) : null
	};
}

/**
 * How many charts a session with so many questions needs, has best, and has at most (null = no limit).
 *
 * Lists are all asked in each chart; series take turns, one in each chart.
 */
export function chartCounts(
	value: Technique,
	questions: number
): { readonly atLeast: number; readonly recommended: number; readonly atMost: number | null } {
	const { atLeast, recommended, atMost } = value.charts;
	const times = isSeries(value) ? Math.max(1, questions) : 1;
	return {
		atLeast: atLeast.value * times,
		recommended: recommended.value * times,
		atMost: atMost === undefined ? null : atMost.value * times
	};
}
