/**
 * The parts techniques are made of: times, counts, sequences, scoring. `technique.ts` puts them together.
 *
 * @module
 */
import { z } from 'zod';
import { decisionRules } from '../score-table/tables.ts';
import { outcomes } from '../session/payloads-analysis.ts';
import { itemRoles } from '../session/question.ts';
import { bilingualText } from '../text.ts';
import { head, protocolId, source, uniqueBy } from './rules.ts';

/** A time of the protocol [s] with where it comes from. */
const seconds = z.strictObject({ value: z.number().positive().max(3600), source });
/** A number of the protocol with where it comes from. */
export const count = z.strictObject({ value: z.number().int().min(0).max(99), source });
/** A sentence of the protocol with where it comes from. */
const sourced = z.strictObject({ id: protocolId, text: bilingualText, source });

/** Times of a chart [s]. */
const timing = z.strictObject({
	/** Quiet recording between X and the first item. */
	baselineS: seconds,
	/** From onset to onset: the next item is not offered before. */
	minimumIntervalS: seconds,
	/** From onset to onset: the page reminds the examiner. */
	longestIntervalS: seconds,
	/** Quiet recording between the last item and XX. */
	closingS: seconds,
	/** Length of one reading that the page expects. */
	readingS: seconds
});

/** What every technique says. */
export const shared = {
	...head,
	/** What it can and cannot say. */
	purpose: bilingualText,
	timing,
	/** Charts of each question list; of comparison and relevant-irrelevant tests: of each series. */
	charts: z.strictObject({
		atLeast: count,
		recommended: count,
		/** More are not recorded; missing = no limit (files before 2026-11-29). */
		atMost: count.optional(),
		newOrderEachChart: z.boolean()
	}),
	/** What the person is asked to answer; an item may say otherwise. */
	answer: z.strictObject({
		expected: z.enum(['yes', 'no', 'silent']),
		instruction: bilingualText,
		source
	}),
	/** What is read to the person, in order. */
	instructions: uniqueBy(sourced, 'id'),
	/** What every result of this technique has to say about its limits. */
	limits: uniqueBy(sourced, 'id'),
	/** The three outcomes in the words of this technique; missing = those of rules/wording.yaml. */
	wording: uniqueBy(
		z.strictObject({
			id: z.enum(outcomes),
			label: bilingualText,
			meaning: bilingualText,
			source
		}),
		'id'
	)
		.length(outcomes.length)
		.optional()
};

/** Counts of a list whose key is known. */
export const keyedQuestions = z.strictObject({
	atLeast: count,
	recommended: count,
	/** Per question, first and last places together. */
	buffers: count,
	keys: count,
	foilsAtLeast: count,
	foilsAtMost: count
});

/** Counts of a list whose key is not known. */
export const searchQuestions = z.strictObject({
	atLeast: count,
	recommended: count,
	/** Unscored items at the beginning of each list. */
	buffers: count,
	/** Possibilities, the last one (“anything else”) with them. */
	itemsAtLeast: count,
	itemsAtMost: count
});

/** Scoring that ends in a probability with two limits. */
export const limitScoring = z
	.strictObject({
		/** Scoring methods by id, the first one is the basis of the conclusion. */
		methods: z.array(protocolId).min(1),
		/** Upper-tail p at or below which a test says `responds`. */
		respondsAtOrBelow: z.number().gt(0).lt(0.5),
		/** Upper-tail p at or above which it says `does-not-respond`; between them: inconclusive. */
		doesNotRespondAtOrAbove: z.number().gt(0).lt(1),
		source
	})
	.refine((scoring) => scoring.respondsAtOrBelow < scoring.doesNotRespondAtOrAbove, {
		message: 'expected respondsAtOrBelow below doesNotRespondAtOrAbove',
		path: ['doesNotRespondAtOrAbove']
	});

/** Scoring by totals and a decision rule. */
export const ruleScoring = z.strictObject({
	/** Table methods by id, the first one is the basis of the conclusion and the one `rule` is for. */
	methods: z.array(protocolId).min(1),
	rule: z.enum(decisionRules),
	source
});

/** Scoring that describes and decides nothing. */
export const describingScoring = z.strictObject({
	methods: z.array(protocolId).min(1),
	source
});

/** One place of a chart. */
export const sequencePlace = z.strictObject({
	/** Label of the field, of the place: R5, C4, N1. */
	label: z.string().regex(/^[A-Z0-9][A-Za-z0-9]{0,7}$/),
	role: z.enum(itemRoles).exclude(['buffer', 'key', 'foil', 'item']),
	/** May stay empty. */
	optional: z.boolean().default(false),
	/** Its question stands here in every chart; the others of its role move as `rotation` says. */
	fixed: z.boolean().default(false),
	/** Part of the block that is asked several times within one chart. */
	repeated: z.boolean().default(false)
});
/** One place of a chart. */
export type SequencePlace = z.infer<typeof sequencePlace>;

/** `rotated`: each chart one place on, from a place drawn by the seed; `shuffled`: drawn anew; `fixed`: as listed. */
const movement = z.enum(['fixed', 'rotated', 'shuffled']);

/** What comparison and relevant-irrelevant tests say beside `shared`. */
export const seriesParts = {
	/** Series of a session; one question of the list is one series. */
	series: z.strictObject({ atLeast: count, recommended: count, atMost: count.optional() }),
	/** One chart, place by place. */
	sequence: z.array(sequencePlace).min(3).max(24),
	/** Relevant questions of a series. */
	relevants: z.strictObject({ atLeast: count, atMost: count }),
	/** Whether all relevant questions are about one act. */
	issue: z.enum(['single', 'multiple']),
	/** How questions of a role move between charts. */
	rotation: z.strictObject({
		neutral: movement,
		comparison: movement,
		relevant: movement,
		source
	}),
	/** Times the repeated places are asked in a chart: in the first of a series, and in those after it. */
	repetition: z
		.strictObject({
			firstChart: z.number().int().min(2).max(5),
			furtherCharts: z.number().int().min(1).max(5),
			source
		})
		.optional()
};
