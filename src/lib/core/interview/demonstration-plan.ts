/**
 * The made-up plan of a demonstration interview: protocols/demonstration/plans/*.yaml.
 *
 * @module
 */
import { z } from 'zod';
import { bilingualText, inLocale, type Locale } from '../text.ts';
import { planPayloads } from './plan-payloads.ts';
import type { PlanEventType, PlanStep } from './plan.ts';

const types = Object.keys(planPayloads) as [PlanEventType, ...PlanEventType[]];

/** The shape of the file: events of a plan whose texts stand in two languages. */
export const demonstrationPlan = z.strictObject({
	id: z.string().min(1),
	title: bilingualText,
	source: z.string().min(3),
	/** Code of the person; the plan is written in their interview that still runs. */
	subject: z.string().regex(/^DEMO-[A-Z0-9-]{1,32}$/),
	events: z
		.array(z.strictObject({ type: z.enum(types), data: z.record(z.string(), z.unknown()) }))
		.superRefine((events, context) => {
			events.forEach(({ type, data }, index) => {
				for (const locale of ['zh-CN', 'en'] as const) {
					const { error } = planPayloads[type].safeParse(said(data, locale));
					for (const { message, path } of error?.issues ?? [])
						context.addIssue({ code: 'custom', message, path: [index, 'data', ...path] });
				}
			});
		})
});
/** A made-up plan. */
export type DemonstrationPlan = z.infer<typeof demonstrationPlan>;

/** The plan in one language, in the order in which it is written. */
export function demonstrationPlanSteps({ events }: DemonstrationPlan, locale: Locale): PlanStep[] {
	return events.map(
		({ type, data }) => ({ type, data: planPayloads[type].parse(said(data, locale)) }) as PlanStep
	);
}

/** The same value with one language where there were two. */
function said(value: unknown, locale: Locale): unknown {
	const text = bilingualText.safeParse(value);
	if (text.success) return inLocale(text.data, locale);
	if (Array.isArray(value)) return value.map((one) => said(one, locale));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, said(one, locale)]));
}
