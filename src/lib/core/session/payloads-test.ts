/**
 * What the events of step 4 (formal test) carry. Times of marks are in the envelope; sample numbers are
 * filled in by the server from the recorder's clock, so that a mark made while the server was down keeps its true time.
 *
 * @module
 */
import { z } from 'zod';
import { reason } from './payloads-preparation.ts';
import { question } from './question.ts';

const id = z.string().min(1).max(64);
const chart = z.number().int().min(1).max(99);
/** Position of a presentation within its chart, 1-based; unique id of a presentation is (chart, presentation). */
const presentation = z.number().int().min(1).max(999);
/** Index from the recording's first sample; null when the recorder could not place it yet. */
const sample = z.number().int().min(0).nullable();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Artifact and instruction marks (reference list of the field); kept in the record, excluded from scoring. */
export const artifactCodes = [
	'M',
	'DB',
	'SI',
	'CT',
	'SN',
	'SW',
	'T',
	'LGH',
	'Y',
	'OS',
	'BI',
	'WR',
	'RAQ',
	'VOID'
] as const;

export const testPayloads = {
	/** The order is drawn before the chart starts and kept with its seed. */
	'chart-started': z.strictObject({
		chart,
		seed: z.number().int().min(0).max(0xffffffff),
		order: z.array(z.strictObject({ presentation, questionId: id, itemId: id })).min(1),
		profile: id,
		profileSha256: sha256,
		/** File name under the session's recording folder. */
		file: z.string(),
		startedUtc: z.string(),
		columns: z.array(z.strictObject({ name: z.string(), kind: z.string(), unit: z.string() })),
		rateHz: z.number().positive(),
		/** Version of the question list it is read out from; absent in older logs = that of the time. */
		listVersion: z.number().int().min(1).optional(),
		/** Why it is not part of the test; absent = it is. See formal-charts.ts. */
		purpose: z.literal('acquaintance').optional(),
		/** What is read out in a chart that is not part of the test. */
		list: z.array(question).min(1).max(1).optional(),
		/** The instrument as the laboratory's log knew it then; absent in older logs, and where nothing is asked for. */
		instrument: z
			.strictObject({
				instrumentId: id,
				model: z.string(),
				serialNumber: z.string(),
				virtual: z.boolean(),
				/** Last day of its calibration, and that calibration's certificate; null = it has none to have. */
				calibratedUntil: z.iso.date().nullable(),
				certificate: z.string().nullable(),
				/** When it passed its self-test, ISO 8601 UTC; null = it needs none. */
				selfTestAt: z.iso.datetime().nullable()
			})
			.optional()
	}),
	'chart-announced': z.strictObject({ chart, what: z.enum(['X', 'XX']), sample }),
	'question-asked': z.strictObject({ chart, presentation, questionId: id, itemId: id, sample }),
	'question-ended': z.strictObject({ chart, presentation, sample }),
	'answer-marked': z.strictObject({
		chart,
		presentation,
		answer: z.enum(['yes', 'no', 'silent']),
		sample
	}),
	'presentation-voided': z.strictObject({ chart, presentation, reason }),
	'artifact-marked': z.strictObject({
		chart,
		code: z.enum(artifactCodes),
		sample,
		note: z.string().max(400)
	}),
	'remark-made': z.strictObject({
		chart: chart.nullable(),
		text: z.string().trim().min(1).max(1000),
		sample
	}),
	'mark-corrected': z.strictObject({ eventId: id, sample, void: z.boolean(), reason }),
	'chart-paused': z.strictObject({ chart, sample, reason: z.string().max(400) }),
	'chart-resumed': z.strictObject({ chart, sample }),
	/** Declared by the recorder: samples that never arrived. */
	'gap-declared': z.strictObject({
		chart,
		firstSample: z.number().int().min(0),
		samples: z.number().int().min(1),
		cause: z.enum(['sequence', 'disconnect', 'stall', 'recorder-restart', 'storage'])
	}),
	'clock-paired': z.strictObject({
		chart,
		sample: z.number().int().min(0),
		monotonicS: z.number(),
		utcMs: z.number()
	}),
	'chart-stopped': z.strictObject({
		chart,
		reason: z.enum(['complete', 'examiner', 'consent-revoked', 'device-lost', 'recorder-lost']),
		note: z.string().max(400)
	}),
	/** The file is closed, complete and hashed. */
	'chart-sealed': z.strictObject({
		chart,
		file: z.string(),
		bytes: z.number().int().min(0),
		sha256,
		samples: z.number().int().min(0),
		lost: z.number().int().min(0),
		rateHz: z.number().positive(),
		effectiveRateHz: z.number().positive()
	})
} as const;
