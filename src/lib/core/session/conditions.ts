/**
 * The conditions a gate can name. Pure: the state in, whether it holds out.
 *
 * To add one: a line here; protocols/procedure/*.yaml can then name it.
 *
 * @module
 */
import { z } from 'zod';
import { formalCharts } from './formal-charts.ts';
import { isListReviewed, waivers } from './list-review.ts';
import { itemRoles, type ItemRole, type Question } from './question.ts';
import type { Chart, SessionState } from './state.ts';

/** A named condition with the shape of its parameters. */
export interface Condition {
	readonly parameters: z.ZodType;
	/** Parameters are those of the gate, already checked against the shape. */
	holds(state: SessionState, parameters: unknown): boolean;
}

const none = z.strictObject({});
const count = z.number().int().min(1);
/** The numbers beside it are those of the concealed-information test; procedure-of-technique.ts puts in others. */
const byTechnique = z.boolean().optional();
const needs = z.strictObject({ atLeast: z.number().int().min(0), atMost: count.optional() });

function condition<P>(
	parameters: z.ZodType<P>,
	holds: (state: SessionState, parameters: P) => boolean
): Condition {
	return { parameters, holds: (state, given) => holds(state, parameters.parse(given)) };
}

/** Every presentation read out or voided, the file closed, stopped because it was complete. */
function isComplete(chart: Chart): boolean {
	const done = chart.presentations.every(
		({ asked, voided }) => voided !== null || (asked !== null && !asked.voided)
	);
	return done && chart.status === 'sealed' && chart.stopped?.reason === 'complete';
}

/** Whether a question asks about a detail that can have leaked; a series asks about an act. */
function isAboutDetail({ items }: Pick<Question, 'items'>): boolean {
	return items.some(({ role }) => ['key', 'foil', 'item'].includes(role));
}

function hasNeeded(
	{ items }: Pick<Question, 'items'>,
	roles: { readonly [Role in ItemRole]?: z.infer<typeof needs> | undefined }
): boolean {
	return Object.entries(roles).every(([role, needed]) => {
		if (needed === undefined) return true;
		const { atLeast, atMost } = needed;
		const found = items.filter((item) => item.role === role).length;
		return found >= atLeast && found <= (atMost ?? found);
	});
}

/** All conditions by name. */
export const conditions: Readonly<Record<string, Condition>> = {
	'subject-described': condition(none, ({ subject }) => subject !== null),
	'facts-known-to-perpetrator': condition(
		z.strictObject({ atLeast: count, byTechnique }),
		({ facts }, { atLeast }) =>
			facts.filter(({ knownBy }) => knownBy.includes('perpetrator')).length >= atLeast
	),
	'hypotheses-recorded': condition(
		z.strictObject({ atLeast: count }),
		({ hypotheses }, { atLeast }) => hypotheses.length >= atLeast
	),
	'questions-drafted': condition(
		z.strictObject({ atLeast: count, foilsAtLeast: count }),
		({ questions }, { atLeast, foilsAtLeast }) =>
			questions.filter(
				({ items }) => items.filter(({ role }) => role === 'foil').length >= foilsAtLeast
			).length >= atLeast
	),
	'list-complete': condition(
		z.strictObject({
			atLeast: count,
			roles: z.partialRecord(z.enum(itemRoles), needs),
			byTechnique
		}),
		({ questions }, { atLeast, roles }) =>
			questions.filter((question) => hasNeeded(question, roles)).length >= atLeast
	),
	'list-reviewed': condition(z.strictObject({ waiver: z.enum(waivers) }), isListReviewed),
	'list-locked': condition(none, ({ lock }) => lock !== null),
	'identity-checked': condition(none, ({ identity }) => identity !== null),
	'rights-explained': condition(
		z.strictObject({ points: z.array(z.string()).min(1) }),
		({ rights }, { points }) => points.every((point) => rights?.points.includes(point) ?? false)
	),
	'consent-given': condition(none, ({ consent }) => consent === 'given'),
	'fit-for-testing': condition(
		z.strictObject({ rules: z.array(z.string()).min(1) }),
		({ fitness }, { rules }) => {
			if (fitness?.fit !== true) return false;
			return rules.every((rule) => fitness.answers.some(({ ruleId }) => ruleId === rule));
		}
	),
	'prior-knowledge-asked': condition(none, ({ priorKnowledge, questions }) =>
		questions
			.filter(isAboutDetail)
			.every(
				({ questionId }) =>
					priorKnowledge?.entries.some((entry) => entry.questionId === questionId) ?? false
			)
	),
	'parts-explained': condition(
		z.strictObject({ parts: z.array(z.string()).min(1) }),
		({ explained }, { parts }) => parts.every((part) => explained.includes(part))
	),
	'items-reviewed': condition(
		// 0 = the technique keeps its items secret: the gate is left out
		z.strictObject({ atLeast: z.number().int().min(0).max(1), byTechnique }),
		({ lock, questions, reviews }, { atLeast }) => {
			const isUnderstood = (questionId: string, itemId: string): boolean =>
				reviews.some(
					(one) => one.questionId === questionId && one.itemId === itemId && one.understood
				);
			const all = questions.every(({ questionId, items }) =>
				items.every(({ itemId }) => isUnderstood(questionId, itemId))
			);
			// a list that may still change is not reviewed
			return lock !== null && (atLeast === 0 || all);
		}
	),
	'sensors-accepted': condition(
		z.strictObject({ kinds: z.array(z.string()).min(1) }),
		({ sensors }, { kinds }) =>
			sensors?.accepted === true &&
			kinds.every((kind) => sensors.channels.some((one) => one.kind === kind && one.accepted))
	),
	'charts-complete': condition(
		// eachQuestion: series take turns, so that each needs as many
		z.strictObject({ atLeast: count, eachQuestion: z.boolean().optional(), byTechnique }),
		(state, { atLeast, eachQuestion }) => {
			const times = eachQuestion === true ? Math.max(1, state.questions.length) : 1;
			return formalCharts(state).filter(isComplete).length >= atLeast * times;
		}
	),
	'no-chart-open': condition(none, ({ charts }) =>
		charts.every(({ status }) => status === 'sealed')
	),
	'charts-measured': condition(
		none,
		({ measured }) => measured !== null && measured.measurements.length > 0
	),
	'scores-recorded': condition(none, ({ scores }) => scores !== null),
	'second-score-agreed': condition(
		none,
		({ compared, settled }) => compared !== null && (compared.agreedOutcome ?? settled) !== null
	),
	'conclusion-recorded': condition(none, ({ conclusion }) => conclusion !== null),
	'clarifications-recorded': condition(
		z.strictObject({ atLeast: count }),
		({ clarifications }, { atLeast }) => clarifications.length >= atLeast
	),
	'interview-closed': condition(none, ({ interview }) => interview !== null)
};
