/**
 * How a laboratory keeps its instruments, people and quality: protocols/procedure/laboratory.yaml.
 *
 * @module
 */
import { z } from 'zod';
import { bilingualText } from '../text.ts';
import { REVIEW_CONDITIONS } from './laboratory-payloads.ts';

const source = z.string().trim().min(3);
/** A value with where it comes from; inside the program only the value is kept. */
const sourced = <T>(value: z.ZodType<T>) =>
	z.strictObject({ value, source }).transform((given) => (given as { value: T }).value);
const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const days = sourced(z.number().int().min(0).max(3650));
const share = sourced(z.number().min(0).max(1));

/** The shape of the file. */
export const laboratorySettings = z
	.strictObject({
		id: z.literal('laboratory'),
		title: bilingualText,
		source,
		instrument: z.strictObject({
			intervalDays: sourced(z.number().int().min(1).max(3650)),
			warnDays: days
		}),
		selfTest: z.strictObject({
			/** How long the recorder reads [s]. */
			durationS: sourced(z.number().min(1).max(60)),
			/** How long a self-test that passed counts [h]. */
			validHours: sourced(z.number().positive().max(168)),
			/** Share by which the measured rate may differ from the nominal one. */
			rateTolerance: sourced(z.number().positive().max(0.5)),
			/** Least quality of a channel, 0…1. */
			leastQuality: share
		}),
		qualifications: z.strictObject({
			/** Kinds a tester needs; empty = none is asked for. */
			required: sourced(z.array(id).max(10)),
			warnDays: days,
			kinds: z
				.array(z.strictObject({ id, title: bilingualText, source }))
				.min(1)
				.max(20)
		}),
		consumables: z.strictObject({ warnDays: days }),
		review: z.strictObject({
			routine: z.strictObject({ share, atLeast: sourced(z.number().int().min(0).max(100)) }),
			focused: z.strictObject({
				share,
				conditions: sourced(z.array(z.enum(REVIEW_CONDITIONS)).min(1)),
				/** From this share of excluded presentations on. */
				exclusionShare: share
			}),
			dueDays: days
		}),
		findings: z.strictObject({ dueDays: days })
	})
	.refine(
		({ qualifications: { required, kinds } }) =>
			required.every((one) => kinds.some((kind) => kind.id === one)),
		'expected every required qualification among the kinds'
	);
/** How a laboratory keeps its instruments, people and quality. */
export type LaboratorySettings = z.infer<typeof laboratorySettings>;
