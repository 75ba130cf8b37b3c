/**
 * The conditions a gate can name. Pure: the state in, whether it holds out.
 *
 * To add one: a line here; protocols/procedure/*.yaml can then name it.
 *
 * @module
 */
import { z } from 'zod';
import type { Chart, SessionState } from './state.ts';

/** A named condition with the shape of its parameters. */
export interface Condition {
	readonly parameters: z.ZodType;
	/** Parameters are those of the gate, already checked against the shape. */
	holds(state: SessionState, parameters: unknown): boolean;
}

const none = z.strictObject({});
const count = z.number().int().min(1);

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

/** All conditions by name. */
export const conditions: Readonly<Record<string, Condition>> = {
	'subject-described': condition(none, ({ subject }) => subject !== null),
	'facts-known-to-perpetrator': condition(
		z.strictObject({ atLeast: count }),
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
		questions.every(
			({ questionId }) =>
				priorKnowledge?.entries.some((entry) => entry.questionId === questionId) ?? false
		)
	),
	'sensors-accepted': condition(
		z.strictObject({ kinds: z.array(z.string()).min(1) }),
		({ sensors }, { kinds }) =>
			sensors?.accepted === true &&
			kinds.every((kind) => sensors.channels.some((one) => one.kind === kind && one.accepted))
	),
	'charts-complete': condition(
		z.strictObject({ atLeast: count }),
		({ charts }, { atLeast }) => charts.filter(isComplete).length >= atLeast
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
