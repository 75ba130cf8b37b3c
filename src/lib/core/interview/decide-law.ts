/**
 * Yes or no to events of the law, and what the law keeps from being done.
 *
 * @module
 */
import { factFits } from '../law/fact.ts';
import type { Law } from '../law/law-files.ts';
import { lawMoments } from '../law/rule.ts';
import type { Role } from '../roles.ts';
import { no, type InterviewDecision } from './decision.ts';
import type { InterviewEventType, ProposedInterviewEvent } from './interview-event.ts';
import type { InterviewState } from './interview-state.ts';
import { lawBlocks, lawFindings, RUNNING, STARTING, wordingBlocks } from './lawful.ts';
import type { LawData, LawStep } from './law.ts';

/** Who may write what of the law beside the interviewers. */
export const lawRoles: Partial<Record<InterviewEventType, readonly Role[]>> = {
	'rule-overridden': ['supervisor']
};

/** What the law is asked with. */
export interface LawContext {
	/** Absent in interviews that were opened before there were such files. */
	readonly law: Law | null;
	readonly role: Role;
	/** Moment of the decision [ms since 1970]. */
	readonly nowMs: number;
}

/** Times typed by hand may be this much ahead [ms]: clocks differ. */
const AHEAD = 120_000;
const yes: InterviewDecision = { ok: true };

/** What the law keeps from being written; null = nothing. */
export function lawRefusal(
	state: InterviewState,
	event: ProposedInterviewEvent,
	{ law, nowMs }: LawContext
): InterviewDecision | null {
	const refused = (ids: readonly string[]): InterviewDecision | null =>
		ids.length === 0
			? null
			: no('interview/law', `expected nothing against it in law, got ${ids.join(', ')}`, ids);
	switch (event.type) {
		case 'statement-recorded':
		case 'slice-rated':
			// the recording of an interview that was held is rated whatever was amiss
			return state.closed === null ? refused(lawBlocks(state, law, STARTING, nowMs)) : null;
		case 'guidance-opened':
		case 'evidence-disclosed':
			return state.closed === null
				? refused(lawBlocks(state, law, [...STARTING, ...RUNNING], nowMs))
				: null;
		case 'interview-closed':
			return refused(lawBlocks(state, law, ['session_end'], nowMs));
		case 'topic-planned':
			return wordingRefusal(law, event.data.questions);
		case 'ladder-drafted': {
			const { questions, steps, introduce, respond } = event.data;
			const said = [...questions, ...steps].map(({ wording }) => wording);
			return wordingRefusal(law, [...said, introduce, respond]);
		}
		default:
			return null;
	}
}

function wordingRefusal(law: Law | null, texts: readonly string[]): InterviewDecision | null {
	const ids = wordingBlocks(law, texts);
	return ids.length === 0
		? null
		: no('interview/wording', `expected other words, got wording against ${ids.join(', ')}`, ids);
}

/** Whether an event of the law may be written. */
export function decideLaw(
	state: InterviewState,
	step: LawStep,
	context: LawContext
): InterviewDecision {
	const { breaks, requests } = state.law;
	switch (step.type) {
		case 'custody-recorded':
			return custodyRight(step.data, context.nowMs);
		case 'break-begun':
			return breaks.some(({ endedAt }) => endedAt === null)
				? no('interview/break', 'expected no break, got one that goes on')
				: yes;
		case 'break-ended':
			return breaks.some(({ endedAt }) => endedAt === null)
				? yes
				: no('interview/break', 'expected a break that goes on');
		case 'request-recorded':
			return yes;
		case 'request-met':
			return requests.some(({ seq, met }) => seq === step.data.request && met === null)
				? yes
				: no('interview/request', `expected an open request, got ${step.data.request}`);
		case 'lawful-facts-recorded':
			return factsRight(step.data, context.law);
		default:
			return setAsideRight(state, step, context);
	}
}

function custodyRight(data: LawData<'custody-recorded'>, nowMs: number): InterviewDecision {
	const { measure, arrivedAt, detainedAt, lastSummonsEndedAt, lastMealAt } = data;
	const times = [arrivedAt, detainedAt, lastSummonsEndedAt, lastMealAt];
	if (times.some((time) => time !== null && Date.parse(time) > nowMs + AHEAD))
		return no('interview/law-time', 'expected times that are past');
	const needed = {
		...{ none: '', summons: arrivedAt, compelled: arrivedAt },
		...{ detained: detainedAt, arrested: detainedAt }
	}[measure];
	return needed === null ? no('interview/law-time', `expected the time of ${measure}`) : yes;
}

function factsRight(
	{ facts, unknown }: LawData<'lawful-facts-recorded'>,
	law: Law | null
): InterviewDecision {
	const asked = new Map(
		(law?.facts ?? []).flatMap((fact) => (fact.from === 'asked' ? [[fact.id, fact]] : []))
	);
	const names = [...facts.map(({ fact }) => fact), ...unknown];
	const strange = names.find((name) => !asked.has(name));
	if (strange !== undefined)
		return no('interview/law-fact', `expected a fact that is asked, got ${strange}`);
	if (new Set(names).size !== names.length)
		return no('interview/law-fact', 'expected each fact once');
	const unfit = facts.find(({ fact, value }) => {
		const entry = asked.get(fact);
		return entry === undefined || !factFits(entry, value);
	});
	return unfit === undefined
		? yes
		: no('interview/law-fact', `expected an answer ${unfit.fact} can have`);
}

/** A warning is taken note of by those who interview; a block is set aside by a supervisor, where it can be. */
function setAsideRight(
	state: InterviewState,
	step: Extract<LawStep, { readonly type: 'rule-acknowledged' | 'rule-overridden' }>,
	{ law, role, nowMs }: LawContext
): InterviewDecision {
	const { rule: id } = step.data;
	const isOverride = step.type === 'rule-overridden';
	if (isOverride && role !== 'supervisor')
		return no('interview/role', `rule-overridden is not for the ${role}`);
	const rule = law?.rules.find((one) => one.id === id);
	if (law === null || rule === undefined)
		return no('interview/law-rule', `expected a rule of this interview, got ${id}`);
	if (isOverride ? rule.override !== 'supervisor' : rule.severity === 'block')
		return no('interview/law-override', `expected a rule that can be set aside so, got ${id}`);
	const stands = lawFindings(state, law, lawMoments, nowMs).some(
		(one) => one.rule.id === id && one.setAside === null
	);
	return stands ? yes : no('interview/law-rule', `expected a rule that stands now, got ${id}`);
}
