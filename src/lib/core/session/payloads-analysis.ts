/**
 * What the events of step 5 (chart analysis) carry: measurements and what people changed of them, score sheets,
 * their comparison, the conclusion.
 *
 * @module
 */
import { z } from 'zod';
import { scoreSheet, seats } from '../sheet/sheet.ts';
import { reason } from './payloads-preparation.ts';

const id = z.string().min(1).max(64);
const text = z.string().trim().min(1).max(8000);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const sample = z.number().int().min(0);
const probability = z.number().min(0).max(1);

/** The only three things a test can say about a detail. */
export const outcomes = ['responds', 'does-not-respond', 'inconclusive'] as const;

/** Which value of the measurement table: one presentation on one channel. */
const cell = {
	chart: z.number().int(),
	presentation: z.number().int(),
	channel: z.string()
};

const measurement = z.strictObject({
	...cell,
	questionId: id,
	itemId: id,
	feature: z.string(),
	/** In the channel's unit; null = not scorable. */
	value: z.number().nullable(),
	/** 0 worst … 1 best. */
	quality: probability,
	/** Why it is not scorable; empty when it is. */
	exclusion: z.string(),
	/** Samples the value rests on: the window it was looked for in and, where there are any, its ends. */
	window: z.strictObject({ from: z.number().int(), to: z.number().int() }).optional(),
	/** The low and the high point of a rise. */
	rise: z.strictObject({ from: sample, to: sample }).optional()
});

const itemValue = z.strictObject({
	questionId: id,
	itemId: id,
	value: z.number().nullable(),
	/** By the rule, for this item alone. */
	outcome: z.enum(outcomes).optional()
});

const methodScore = z.strictObject({
	method: id,
	channel: z.string(),
	statistic: z.number(),
	/** null = the method has no null hypothesis that could be true. */
	p: probability.nullable(),
	pKind: z.enum(['exact', 'monte-carlo', 'approximate', 'none']),
	perQuestion: z.array(z.strictObject({ questionId: id, value: z.number().nullable() })),
	sentence: z.strictObject({ zh: z.string(), en: z.string() }),
	/** The list or series that was scored alone; missing = all questions together. */
	questionId: id.optional(),
	/** What the rule of the technique comes to; missing = two limits of p decide. */
	outcome: z.enum(outcomes).optional(),
	/** Id of the rule; `none` = the technique describes and decides nothing. */
	rule: z.string().min(1).max(64).optional(),
	/** What each scored item came to: subtotals of relevant questions, mean z of the items of a search. */
	perItem: z.array(itemValue).max(200).optional(),
	/** What each channel adds to the statistic. */
	perChannel: z
		.array(z.strictObject({ channel: z.string(), contribution: z.number().nullable() }))
		.max(40)
		.optional()
});

/** An agreement figure with its interval; null bounds = too few cells for one. */
const estimate = z.strictObject({
	value: z.number(),
	low: z.number().nullable(),
	high: z.number().nullable()
});

export const analysisPayloads = {
	'chart-measured': z.strictObject({ software: z.string(), measurements: z.array(measurement) }),
	'measurement-excluded': z.strictObject({ ...cell, reason }),
	/** Measured anew between two samples a person chose; `automatic` = what stood there before. */
	'measurement-overridden': z.strictObject({
		...cell,
		fromSample: sample,
		toSample: sample,
		value: z.number(),
		automatic: z.number().nullable(),
		reason
	}),
	/** Takes an exclusion or an override back: the automatic value counts again. */
	'measurement-restored': z.strictObject({ ...cell, reason }),
	'score-recorded': z.strictObject({ software: z.string(), scores: z.array(methodScore).min(1) }),
	/** Somebody who does not work on the case scores blind; `task` is all they get to know. */
	'scorer-named': z.strictObject({ seat: z.enum(['second', 'third']), scorerId: id, task: id }),
	'scorer-withdrawn': z.strictObject({ task: id, reason }),
	/** A sheet is finished: its fingerprint stands here before anyone else can read it. */
	'sheet-committed': z.strictObject({ seat: z.enum(seats), commitment: sha256 }),
	/** What was committed, with the nonce that makes the fingerprint checkable. */
	'sheet-revealed': z.strictObject({
		seat: z.enum(seats),
		nonce: z.string().regex(/^[0-9a-f]{32,64}$/),
		sheet: scoreSheet
	}),
	'sheets-compared': z.strictObject({
		software: z.string(),
		/** What each sheet alone comes to, by the technique's rule. */
		outcomes: z.array(
			z.strictObject({
				seat: z.enum(seats),
				method: id,
				statistic: z.number(),
				/** null = the method has none. */
				p: probability.nullable(),
				outcome: z.enum(outcomes),
				/** Subtotals of relevant questions. */
				perItem: z.array(itemValue).max(200).optional()
			})
		),
		pairs: z.array(
			z.strictObject({
				seats: z.tuple([z.enum(seats), z.enum(seats)]),
				/** Cells both scored. */
				cells: z.number().int().min(0),
				/** Share of cells with the same score. */
				percent: estimate.nullable(),
				/** Quadratic weights. */
				weightedKappa: estimate.nullable(),
				/** ICC(2,1) of the sums by question and channel. */
				intraclass: estimate.nullable()
			})
		),
		/** The outcome at least two sheets come to while the laboratory's limit of agreement is met; else null. */
		agreedOutcome: z.enum(outcomes).nullable()
	}),
	/** Scorers who disagree talk it over; what they came to, and why. */
	'disagreement-settled': z.strictObject({ outcome: z.enum(outcomes), reason: text }),
	'conclusion-recorded': z.strictObject({
		outcome: z.enum(outcomes),
		/** What the outcome rests on: the method and its exact p; `questionId` = the list or series scored alone. */
		basis: z.strictObject({
			method: id,
			channel: z.string(),
			p: z.number().nullable(),
			questionId: id.optional()
		}),
		limits: text,
		alternatives: text
	})
} as const;
