/**
 * Whether what the events of the law say fits what is known.
 *
 * @module
 */
import { factFits } from '../../law/fact.ts';
import type { LawRule } from '../../law/rule.ts';
import type { Actor, EventData } from '../event.ts';
import { sessionFindings, type LawContext } from '../law/law-findings.ts';
import { momentsOfStep } from '../law/moments.ts';
import type { sessionLawPayloads } from '../payloads-law.ts';
import type { SessionState } from '../state.ts';
import { leavingFindings } from '../texts/leaving-findings.ts';
import { firstRefusal, refuse, repeated, type Checks, type Refusal } from './check.ts';

/** Times typed by hand may be this much ahead [ms]: clocks differ. */
const AHEAD = 120_000;

function answersRight(
	{ facts, unknown }: EventData<'law-answered'>,
	{ law }: LawContext
): Refusal | null {
	// without a dictionary there is nothing to hold them against, and nothing rests on them
	if (law === null) return null;
	const dictionary = law.facts.filter(({ from }) => from === 'asked');
	const names = [...facts.map(({ fact }) => fact), ...unknown];
	const strange = names.find((name) => !dictionary.some(({ id }) => id === name));
	if (strange !== undefined)
		return refuse('law/fact', `expected a fact that is asked, got ${strange}`);
	const twice = repeated(names);
	if (twice !== undefined) return refuse('law/fact', `expected each fact once, got ${twice} again`);
	const unfit = facts.find(({ fact, value }) => {
		const entry = dictionary.find(({ id }) => id === fact);
		return entry === undefined || !factFits(entry, value);
	});
	if (unfit === undefined) return null;
	return refuse('law/fact', `expected an answer ${unfit.fact} can have`);
}

function timesRight(
	{ measure, arrivedAt, lastMealAt, questionedUntil }: EventData<'law-times-recorded'>,
	{ nowMs, law }: LawContext
): Refusal | null {
	const isLate = [arrivedAt, lastMealAt, questionedUntil].some(
		(time) => time !== null && law !== null && Date.parse(time) > nowMs + AHEAD
	);
	if (isLate) return refuse('law/time', 'expected times that are past');
	const isSummoned = measure === 'summons' || measure === 'compelled';
	if (!isSummoned || arrivedAt !== null) return null;
	return refuse('law/time', `expected the time of arrival under ${measure}`);
}

/** The rule is one of this session, and it stands now. */
function standing(
	state: SessionState,
	{ ruleId, texts }: EventData<'law-noted'>,
	context: LawContext
): Refusal | null {
	const gone = (what: string): Refusal =>
		refuse('law/rule', `expected a rule that stands now, got ${what}`);
	if (ruleOf(context, ruleId)?.when !== 'on_text') {
		const all = sessionFindings(state, context, Object.values(momentsOfStep).flat());
		const stands = all.some(({ rule, setAside }) => rule.id === ruleId && setAside === null);
		return stands && texts === undefined ? null : gone(ruleId);
	}
	const open = leavingFindings(state, context.law).flatMap((finding) =>
		finding.rule.id === ruleId && finding.setAside === null ? [finding.fingerprint] : []
	);
	if (texts === undefined) return gone(`${ruleId} of no text`);
	return texts.every((text) => open.includes(text)) ? null : gone(`${ruleId} of another text`);
}

function ruleOf({ law }: LawContext, ruleId: string): LawRule | undefined {
	return law?.rules.find(({ id }) => id === ruleId);
}

function notable(
	state: SessionState,
	data: EventData<'law-noted'>,
	context: LawContext
): Refusal | null {
	const severity = ruleOf(context, data.ruleId)?.severity;
	if (severity === 'block')
		return refuse('law/note', `expected a warning, got the block ${data.ruleId}`);
	return standing(state, data, context);
}

/** A block is set aside by a supervisor who does not test here, where the rule lets one. */
function overridable(
	state: SessionState,
	data: EventData<'law-overridden'>,
	{ law: context, actor }: { readonly law: LawContext; readonly actor: Actor }
): Refusal | null {
	const { ruleId } = data;
	const rule = ruleOf(context, ruleId);
	if (rule?.severity !== 'block' || rule.override !== 'supervisor')
		return refuse('law/override', `expected a block that can be set aside, got ${ruleId}`);
	if (actor.role !== 'supervisor')
		return refuse('session/role', `law-overridden is not for the ${actor.role}`);
	if (state.law.testers.includes(actor.id))
		return refuse('law/second-person', 'expected somebody who does not test here');
	return standing(state, data, context);
}

export const lawChecks: Checks<keyof typeof sessionLawPayloads> = {
	'law-answered': (_state, data, { law }) => answersRight(data, law),
	'law-times-recorded': (_state, data, { law }) => timesRight(data, law),
	'rest-begun': ({ law, charts }) =>
		firstRefusal(
			() => openBreak(law.breaks.some(({ endedAt }) => endedAt === null)),
			() => {
				const running = charts.find(({ status }) => status === 'running');
				if (running === undefined) return null;
				return refuse('session/chart-running', `chart ${running.chart} has not been stopped`);
			}
		),
	'rest-ended': ({ law }) =>
		law.breaks.some(({ endedAt }) => endedAt === null)
			? null
			: refuse('law/break', 'expected a break that goes on'),
	'law-noted': (state, data, { law }) => notable(state, data, law),
	'law-overridden': overridable,
	'law-logged': (_state, { ruleId, moment }, { law }) => {
		const rule = ruleOf(law, ruleId);
		if (rule?.severity === 'log' && rule.when === moment) return null;
		return refuse('law/rule', `expected a rule that is logged at ${moment}, got ${ruleId}`);
	}
};

function openBreak(isOpen: boolean): Refusal | null {
	return isOpen ? refuse('law/break', 'expected no break, got one that goes on') : null;
}
