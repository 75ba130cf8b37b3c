/**
 * The schema of protocols/rules/interview and protocols/rules/test: rules of law and policy as data, each with its condition, texts and source.
 *
 * @module
 */
import { z } from 'zod';
import { bilingualText } from '../text.ts';
import { conditionFault, namesIn } from './condition.ts';
import { factId } from './fact.ts';

/**
 * When a rule is looked at; the last row are moments of a test session only (`core/session/law/moments.ts`).
 *
 * @source interview reference §5.1; the last row laboratory default
 */
export const lawMoments = [
	...(['pre_session', 'session_start', 'live', 'on_text', 'on_item', 'on_disclosure'] as const),
	...(['cit_plan', 'session_end', 'case_level', 'model'] as const),
	...(['accept', 'pre_test', 'chart_start', 'conclude', 'report_issue', 'archive'] as const)
] as const;
/** One of them. */
export type LawMoment = (typeof lawMoments)[number];

const source = z.string().trim().min(3);

/** One rule. */
export const lawRule = z
	.strictObject({
		/** Family and number, stable: events refer to it. */
		id: z.string().regex(/^[A-Z]{2}-\d{2}$/),
		when: z.enum(lawMoments),
		/** Facts the condition speaks of; each once. */
		inputs: z.array(factId).min(1),
		/** CEL (Common Expression Language) over the inputs; true = the rule fires. */
		condition: z.string().min(1).max(400),
		severity: z.enum(['block', 'warn', 'log']),
		/** Who may set a block aside, with reason and second person; none = nobody. */
		override: z.enum(['none', 'supervisor']),
		text: bilingualText,
		/** Article or publication, or policy. Numbers of statutes stand here and nowhere in code. */
		source
	})
	.superRefine(({ condition, inputs, severity, override }, context) => {
		const wrong = (path: string, message: string): void =>
			context.addIssue({ code: 'custom', path: [path], message });
		const fault = conditionFault(condition);
		if (fault !== null) wrong('condition', `expected a condition in CEL, got ${fault}`);
		const named = namesIn(condition);
		if ([...named].sort().join() !== [...inputs].sort().join())
			wrong('inputs', `expected ${named.join(', ')}, got ${inputs.join(', ')}`);
		if (override === 'supervisor' && severity !== 'block')
			wrong('override', 'expected an override of blocks only');
	});
/** One rule. */
export type LawRule = z.infer<typeof lawRule>;

/** A family of rules. */
export const lawRules = z.strictObject({
	id: z.string().min(1),
	title: bilingualText,
	source,
	rules: z
		.array(lawRule)
		.min(1)
		.superRefine((rules, context) => {
			rules.forEach(({ id }, index) => {
				if (rules.findIndex((one) => one.id === id) < index)
					context.addIssue({ code: 'custom', path: [index, 'id'], message: `${id} again` });
			});
		})
});
