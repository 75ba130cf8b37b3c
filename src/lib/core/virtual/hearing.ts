/**
 * What the virtual instrument is told: the virtual subject hears what a person in the chair would hear.
 * JSON lines on the instrument's control socket.
 *
 * @module
 */
import { z } from 'zod';
import { itemRoles } from '../session/question.ts';

/** Instructions to the instrument and things the virtual subject hears or does. */
export const hearing = z.discriminatedUnion('hear', [
	/** An item is read out. `recognised`: whether it names the true detail (the subject model decides what follows). */
	z.strictObject({
		hear: z.literal('item'),
		role: z.enum(itemRoles),
		/** Names what somebody with knowledge knows, in a list without a key. */
		meant: z.boolean().optional(),
		durationS: z.number().positive().max(60)
	}),
	z.strictObject({ hear: z.literal('answer-given') }),
	/** Physical acts for demonstrations and tests. */
	z.strictObject({ hear: z.literal('movement'), strength: z.number().min(0).max(1) }),
	z.strictObject({ hear: z.literal('deep-breath') }),
	/** Faults: the cable, the radio. */
	z.strictObject({ hear: z.literal('unplug'), forS: z.number().positive().max(600) }),
	z.strictObject({ hear: z.literal('stall'), forS: z.number().positive().max(60) })
]);
/** One thing heard or done. */
export type Hearing = z.infer<typeof hearing>;

/** Kinds of virtual subject; see subject.ts for the generative model. */
export const subjectKinds = [
	'informed',
	'uninformed',
	'informed-innocent',
	'non-responder',
	'countermeasure'
] as const;
/** One kind of virtual subject. */
export type SubjectKind = (typeof subjectKinds)[number];
