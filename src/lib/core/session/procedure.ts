/**
 * The transition table: what may happen in which step, by whom, and what a step needs before it is complete.
 *
 * The table is data (protocols/procedure/six-step.yaml); this is its shape. Conditions are named, see conditions.ts.
 *
 * @module
 */
import { z } from 'zod';
import { bilingualText } from '../text.ts';
import { conditions } from './conditions.ts';
import { payloads, roles, type EventType } from './event.ts';
import { stepIds } from './payloads-conclusion.ts';

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const eventType = z.enum(Object.keys(payloads) as [EventType, ...EventType[]]);

/** These events are taken from these roles. */
const acceptance = z.strictObject({
	events: z.array(eventType).min(1),
	roles: z.array(z.enum([...roles, 'system'])).min(1)
});

const gate = z
	.strictObject({
		id,
		condition: z.enum(Object.keys(conditions) as [string, ...string[]]),
		parameters: z.record(z.string(), z.unknown()).default({}),
		/** What has to be done, as the page says it. */
		text: bilingualText,
		source: z.string().min(1)
	})
	.superRefine((value, context) => {
		const parsed = conditions[value.condition]?.parameters.safeParse(value.parameters);
		for (const issue of parsed?.error?.issues ?? [])
			context.addIssue({
				code: 'custom',
				message: issue.message,
				path: ['parameters', ...issue.path]
			});
	});

const step = z.strictObject({
	id: z.enum(stepIds),
	title: bilingualText,
	purpose: bilingualText,
	/** What to do, one line each. */
	todo: z.array(bilingualText).min(1),
	accepts: z.array(acceptance).min(1),
	gates: z.array(gate).min(1),
	source: z.string().min(1)
});

/** protocols/procedure/six-step.yaml. */
export const procedure = z
	.strictObject({
		id,
		title: bilingualText,
		source: z.string().min(1),
		/** Taken in every step. */
		always: z.array(acceptance).min(1),
		/** The only events taken after consent was refused or revoked. */
		afterWithdrawal: z.array(eventType).min(1),
		/** The only events taken after the session was abandoned. */
		afterAbandonment: z.array(eventType).min(1),
		steps: z.array(step)
	})
	.superRefine((value, context) => {
		const order = value.steps.map((one) => one.id).join(', ');
		if (order !== stepIds.join(', '))
			context.addIssue({
				code: 'custom',
				message: `expected the steps ${stepIds.join(', ')}, got ${order}`,
				path: ['steps']
			});
	});

export type Procedure = z.infer<typeof procedure>;

/**
 * Event types that no step takes. Asked of the laboratory's file when the server starts; the table a session was opened
 * with may be older than an event type, and stays readable.
 */
export function untakenEvents({ always, steps }: Pick<Procedure, 'always' | 'steps'>): EventType[] {
	const taken = new Set(
		[...always, ...steps.flatMap((one) => one.accepts)].flatMap((one) => one.events)
	);
	return (Object.keys(payloads) as EventType[]).filter((type) => !taken.has(type));
}

/** One step of the table. */
export type ProcedureStep = Procedure['steps'][number];
/** One gate of a step. */
export type Gate = ProcedureStep['gates'][number];
