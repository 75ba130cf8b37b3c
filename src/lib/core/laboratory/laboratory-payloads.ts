/**
 * What the events of the laboratory's own log carry: rooms, instruments, people's qualifications, consumables, quality
 * reviews and findings. No event holds a signal or a result of a test.
 *
 * @module
 */
import { z } from 'zod';

const text = (most: number) => z.string().trim().max(most);
const needed = (most: number) => text(most).min(1);
const id = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);
const account = needed(80);
/** Calendar day, YYYY-MM-DD. */
const day = z.iso.date();
const count = z.number().int().min(0).max(1_000_000);

/** Kinds of quality review: 常规, 重点, 专项. */
export const REVIEW_KINDS = ['routine', 'focused', 'special'] as const;
/** What makes a finished test one to look at closely. */
export const REVIEW_CONDITIONS = [
	'overrides',
	'exclusions',
	'disagreement',
	'incomplete-steps',
	'lost-samples',
	'ended-early'
] as const;
/** Answers to an item of the checklist. */
export const REVIEW_ANSWERS = ['met', 'not-met', 'not-applicable'] as const;
/** How much a finding matters. */
export const FINDING_WEIGHTS = ['remark', 'minor', 'major'] as const;

const channelCheck = z.strictObject({
	name: needed(40),
	kind: needed(40),
	/** 0 worst … 1 best, by the recorder. */
	quality: z.number().min(0).max(1),
	/** The signal moves and does not stand at a limit of the converter. */
	alive: z.boolean(),
	/** Smallest and largest raw value seen [counts]. */
	low: z.number().int(),
	high: z.number().int()
});

/** Event types of the laboratory's log with the schema of their data. */
export const laboratoryPayloads = {
	'room-registered': z.strictObject({ roomId: id, name: needed(80), note: text(400) }),
	'room-closed': z.strictObject({ roomId: id, reason: needed(300) }),
	'instrument-registered': z.strictObject({
		instrumentId: id,
		/** Id of a device profile of protocols/devices. */
		profile: needed(64),
		model: needed(120),
		serialNumber: needed(120),
		/** Days from one calibration to the next. */
		intervalDays: z.number().int().min(1).max(3650),
		/** The built-in instrument: nothing to calibrate, and never one of a real test. */
		virtual: z.boolean(),
		roomId: id.nullable()
	}),
	'instrument-withdrawn': z.strictObject({ instrumentId: id, reason: needed(300) }),
	'calibration-recorded': z.strictObject({
		instrumentId: id,
		date: day,
		/** Who calibrated: a body or a person. */
		by: needed(120),
		certificate: needed(120),
		/** Last day it counts. */
		validUntil: day
	}),
	/** Measured by the server through the recorder, never typed. */
	'self-test-recorded': z.strictObject({
		instrumentId: id,
		/** Port it was found at: tells two instruments of one profile apart. */
		port: text(400),
		passed: z.boolean(),
		/** What was not as it should be; empty when it passed. */
		faults: z.array(z.enum(['no-samples', 'rate', 'lost-samples', 'dead-channel', 'quality'])),
		durationS: z.number().min(0).max(600),
		/** Nominal and measured samples a second. */
		rateHz: z.number().positive(),
		measuredHz: z.number().min(0),
		samples: count.max(100_000_000),
		lost: count.max(100_000_000),
		channels: z.array(channelCheck).max(16)
	}),
	'qualification-recorded': z.strictObject({
		account,
		/** Id of a kind in protocols/procedure/laboratory.yaml. */
		kind: id,
		certificate: needed(120),
		validFrom: day,
		/** Last day it counts. */
		validUntil: day
	}),
	'qualification-revoked': z.strictObject({ account, kind: id, reason: needed(300) }),
	'consumable-registered': z.strictObject({
		consumableId: id,
		name: needed(80),
		unit: needed(20),
		/** Below this it has to be ordered. */
		minimum: count
	}),
	'consumable-counted': z.strictObject({
		consumableId: id,
		count,
		lot: text(80),
		/** Last day it may be used; null = does not expire. */
		expires: day.nullable()
	}),
	'consumable-used': z.strictObject({ consumableId: id, count: count.min(1), note: text(300) }),
	/** A draw: who was in the urn, by which seed, and what came out. Anybody can draw it again. */
	'review-sampled': z.strictObject({
		drawId: id,
		kind: z.enum(REVIEW_KINDS),
		/** Month the tests ended in, YYYY-MM; null = no month (special). */
		month: z
			.string()
			.regex(/^\d{4}-\d{2}$/)
			.nullable(),
		reason: text(600),
		seed: z.number().int().min(0).max(0xffffffff),
		share: z.number().min(0).max(1),
		candidates: z
			.array(
				z.strictObject({ sessionId: id, conditions: z.array(z.enum(REVIEW_CONDITIONS)).max(10) })
			)
			.max(5000),
		reviews: z
			.array(
				z.strictObject({
					reviewId: id,
					sessionId: id,
					/** null = nobody who took no part is there: to be assigned. */
					reviewer: account.nullable(),
					due: day
				})
			)
			.max(500)
	}),
	'review-assigned': z.strictObject({ reviewId: id, reviewer: account, reason: needed(300) }),
	'review-recorded': z.strictObject({
		reviewId: id,
		answers: z
			.array(z.strictObject({ item: id, answer: z.enum(REVIEW_ANSWERS), note: text(1000) }))
			.min(1)
			.max(60),
		summary: needed(4000)
	}),
	'finding-raised': z.strictObject({
		findingId: id,
		/** The review it comes from; null = seen otherwise. */
		reviewId: id.nullable(),
		/** Item of the checklist. */
		item: id.nullable(),
		text: needed(1000),
		weight: z.enum(FINDING_WEIGHTS),
		/** Who puts it right. */
		owner: account,
		due: day
	}),
	'finding-due-set': z.strictObject({
		...{ findingId: id, owner: account, due: day, reason: needed(300) }
	}),
	/** What its owner did about it. */
	'finding-answered': z.strictObject({ findingId: id, text: needed(1000) }),
	'finding-closed': z.strictObject({ findingId: id, evidence: needed(1000) }),
	'finding-reopened': z.strictObject({ findingId: id, reason: needed(600) })
} as const;
