/**
 * The facts of a test session that rules speak of: what its log already says, and what was answered.
 *
 * @module
 */
import { clocksOf, legalHour, type Clocks } from '../../law/clocks.ts';
import type { Facts, FactValue, LawFact } from '../../law/fact.ts';
import { fixedFacts } from '../../law/law-files.ts';
import { formalCharts } from '../formal-charts.ts';
import { wasTold } from '../knowledge.ts';
import { isPanelCurrent } from '../list-review.ts';
import type { SessionState } from '../state.ts';

/** Facts some of which may not be known. */
type Derived = Readonly<Record<string, FactValue | undefined>>;

const MINUTE = 60_000;

/** Who, beside whoever was there, makes a detail known to the person. */
const LEAKING = ['subject-told', 'press', 'public'];

/** The clocks of a session at a moment [ms since 1970]. */
export function sessionClocks({ law }: Pick<SessionState, 'law'>, nowMs: number): Clocks {
	const { times, breaks, startedAt } = law;
	const custody = times === null ? null : { ...times, detainedAt: null, lastSummonsEndedAt: null };
	return clocksOf({ custody, breaks, startedAt }, nowMs);
}

/**
 * The facts of a session at a moment. What the log says outranks what others know, and that what was answered.
 *
 * @param dictionary of the rules; facts it does not have are left out
 * @param nowMs ms since 1970
 * @param outside facts that another part of the laboratory knows: instrument, qualification, board
 */
export function sessionFacts(
	state: SessionState,
	dictionary: readonly LawFact[],
	nowMs: number,
	outside: Facts = {}
): Facts {
	const known = new Set(dictionary.map(({ id }) => id));
	const all: Derived = {
		...{ ...fixedFacts(dictionary), ...state.law.facts, ...outside },
		...logFacts(state, nowMs)
	};
	return defined(Object.fromEntries(Object.entries(all).filter(([id]) => known.has(id))));
}

/**
 * What the log of a session says by itself.
 *
 * @param nowMs ms since 1970
 */
export function logFacts(state: SessionState, nowMs: number): Facts {
	return defined({
		...subjectFacts(state),
		...preTestFacts(state),
		...questionFacts(state),
		...clockFacts(state, nowMs),
		...chartFacts(state, nowMs),
		...endFacts(state)
	});
}

function defined(facts: Derived): Facts {
	return Object.fromEntries(
		Object.entries(facts).flatMap(([id, value]) => (value === undefined ? [] : [[id, value]]))
	);
}

function subjectFacts({ subject }: SessionState): Derived {
	if (subject === null) return {};
	const { ageYears, sex, interpreter, counsel } = subject;
	return {
		'subject.age': ageYears ?? undefined,
		'subject.sex': { female: 'F', male: 'M', unstated: undefined }[sex],
		'subject.needs_interpreter': interpreter === undefined ? undefined : interpreter !== 'none',
		// needed and arranged is not yet there: whether somebody is there is asked
		'session.interpreter_ok': interpreter === 'needed' ? false : undefined,
		'subject.counsel_assigned': counsel === 'retained' || counsel === 'legal-aid' ? true : undefined
	};
}

function preTestFacts({ rights, consent, fitness, opened, law }: SessionState): Derived {
	return {
		'notice.rights_given': rights !== null,
		'notice.recording_told': rights?.points.includes('recording') ?? false,
		'consent.withdraw_explained': rights?.points.includes('withdraw') ?? false,
		'consent.written': consent === 'given' && law.consentForm === 'written',
		'consent.state': consent,
		// the virtual instrument has nothing to calibrate, and a demonstration needs no qualification
		...(opened?.demonstration === true
			? { 'instrument.in_date': null, 'staff.qualified': null }
			: {}),
		'subject.fitness_record': fitness === null ? null : fitness.fit ? 'fit' : 'unfit'
	};
}

function questionFacts(state: SessionState): Derived {
	const { questions, facts, priorKnowledge } = state;
	const withKey = questions.filter(({ items }) => items.some(({ role }) => role === 'key'));
	const foils = withKey.map(({ items }) => items.filter(({ role }) => role === 'foil').length);
	const keyFacts = new Set(withKey.map(({ factId }) => factId));
	const leaked = facts.filter(
		({ factId, knownBy }) =>
			keyFacts.has(factId) &&
			(wasTold(state, factId) || knownBy.some((who) => LEAKING.includes(who)))
	);
	return {
		'item.n_foils': foils.length === 0 ? undefined : Math.min(...foils),
		'item.foil_max_pick': largestPick(state),
		'item.shows_actual_object': questions.some(({ items }) =>
			items.some(({ stimulus }) => stimulus !== undefined)
		),
		'test.leaked_details_n': leaked.length,
		'test.known_details_n':
			priorKnowledge === null
				? undefined
				: priorKnowledge.entries.filter(({ knows }) => knows !== 'no').length
	};
}

/** Largest share of a panel that took the same item of a question for the true one; undefined = no panel of these words. */
function largestPick(state: SessionState): number | undefined {
	const shares = state.panels
		.filter((panel) => isPanelCurrent(state, panel))
		.map(({ choices }) => {
			const counts = choices.map(({ count }) => count);
			return (
				Math.max(...counts) /
				Math.max(
					1,
					counts.reduce((sum, count) => sum + count, 0)
				)
			);
		});
	return shares.length === 0 ? undefined : Math.max(...shares);
}

function clockFacts(state: SessionState, nowMs: number): Derived {
	const { times } = state.law;
	const clocks = sessionClocks(state, nowMs);
	const known = (value: number | null): number | undefined => value ?? undefined;
	return {
		'subject.custody': times?.measure,
		'case.extended_24h_approved': times?.extended,
		// null is known, once it was asked how the person came
		'clock.hours_since_arrival': times === null ? undefined : clocks.sinceArrivalHours,
		'clock.continuous_rest_last24h': known(clocks.longestRestHours),
		'clock.hours_since_meal': known(clocks.sinceMealHours),
		'clock.minutes_since_break': clocks.sinceBreakMinutes ?? 0,
		'clock.questioned_minutes_before': times?.questionedMinutes,
		'clock.hours_since_questioning':
			times === null ? undefined : hoursSince(times.questionedUntil, nowMs),
		'clock.local_hour': legalHour(nowMs)
	};
}

function hoursSince(at: string | null, nowMs: number): number | null {
	return at === null ? null : Math.max(0, nowMs - Date.parse(at)) / (60 * MINUTE);
}

function chartFacts(state: SessionState, nowMs: number): Derived {
	const charts = formalCharts(state);
	const last = state.law.chartsEndedAt.at(-1);
	const gaps = charts.flatMap(({ gaps: own, started }) =>
		own.map(({ samples }) => samples / started.rateHz)
	);
	return {
		'test.charts_n': charts.length,
		'clock.minutes_since_chart': last === undefined ? null : (nowMs - Date.parse(last)) / MINUTE,
		'test.gap_seconds': gaps.reduce((sum, gap) => sum + gap, 0)
	};
}

function endFacts(state: SessionState): Derived {
	return {
		'test.override_n': state.law.setAside.filter(({ basis }) => basis !== null).length
	};
}
