/**
 * The facts of an interview that rules speak of: what its log already says, and what was answered.
 *
 * @module
 */
import { clocksOf, legalHour } from '../law/clocks.ts';
import type { Facts, FactValue, LawFact } from '../law/fact.ts';
import { fixedFacts } from '../law/law-files.ts';
import type { InterviewState } from './interview-state.ts';
import type { PersonRequest } from './law.ts';
import { openSteps } from './record.ts';

/** What a person needs at once; counsel and complaints have rules of their own. */
const BASIC: readonly PersonRequest['kind'][] = [
	...(['rest', 'water', 'food', 'toilet', 'medicine', 'doctor'] as const)
];

/** Facts some of which may not be known. */
type Derived = Readonly<Record<string, FactValue | undefined>>;

/**
 * The facts of an interview at a moment. What the log says outranks what was answered.
 *
 * @param dictionary of the rules; facts it does not have are left out
 * @param nowMs ms since 1970
 */
export function factsOf(
	state: InterviewState,
	dictionary: readonly LawFact[],
	nowMs: number
): Facts {
	const derived: Derived = {
		...gateFacts(state),
		...planFacts(state),
		...custodyFacts(state),
		...clockFacts(state, nowMs),
		...requestFacts(state, nowMs),
		...recordFacts(state),
		...signFacts(state)
	};
	const known = new Set(dictionary.map(({ id }) => id));
	const all: Derived = { ...fixedFacts(dictionary), ...state.law.facts, ...defined(derived) };
	return defined(Object.fromEntries(Object.entries(all).filter(([id]) => known.has(id))));
}

function defined(facts: Derived): Facts {
	return Object.fromEntries(
		Object.entries(facts).flatMap(([id, value]) => (value === undefined ? [] : [[id, value]]))
	);
}

function gateFacts({ opened, gate }: InterviewState): Derived {
	return {
		'session.procurators_or_clerks_n': opened?.officers.length,
		...(gate === null
			? {}
			: {
					'notice.rights_given': gate.rightsRead,
					// without it nothing was taught back, whatever was scored before
					...(gate.rightsTaughtBack ? {} : { 'notice.teachback_score': null }),
					'rec.running': gate.recordingReference !== '',
					'subject.fitness_record': gate.fitnessBasis.slice(0, 200) || null,
					'subject.needs_interpreter': gate.interpreter !== 'not-needed',
					'session.interpreter_ok': gate.interpreter === 'present',
					'session.guardian_present': gate.appropriateAdult === 'present'
				})
	};
}

/** What was checked while the interview was planned; otherwise it is asked. */
function planFacts({ plan: { draft } }: InterviewState): Derived {
	return { 'rec.device_check': (draft?.device ?? null) === null ? undefined : true };
}

function custodyFacts({ law: { custody } }: InterviewState): Derived {
	if (custody === null) return {};
	return {
		'subject.custody': custody.measure,
		'subject.in_detention_centre': custody.inDetentionCentre,
		'subject.first_interview_done': custody.firstInterviewDone,
		'case.extended_24h_approved': custody.extended
	};
}

function clockFacts({ law }: InterviewState, nowMs: number): Derived {
	const clocks = clocksOf(law, nowMs);
	const known = (value: number | null): number | undefined => value ?? undefined;
	/** Null is known, once it was asked how the person came. */
	const asked = (value: number | null): number | null | undefined =>
		law.custody === null ? undefined : value;
	return {
		'clock.hours_since_arrival': asked(clocks.sinceArrivalHours),
		'clock.hours_since_detention': asked(clocks.sinceDetentionHours),
		'clock.hours_since_last_summons_end': asked(clocks.sinceLastSummonsHours),
		'clock.continuous_rest_last24h': known(clocks.longestRestHours),
		'clock.hours_since_meal': known(clocks.sinceMealHours),
		'clock.minutes_since_break': known(clocks.sinceBreakMinutes),
		'clock.interview_minutes_24h': known(clocks.questionedMinutes24h),
		'clock.local_hour': legalHour(nowMs)
	};
}

function requestFacts({ law: { requests } }: InterviewState, nowMs: number): Derived {
	const of = (kind: PersonRequest['kind']) => requests.filter((one) => one.kind === kind);
	const latest = (kind: PersonRequest['kind']) =>
		of(kind).find(({ met }) => met === null) ?? of(kind).at(-1);
	const counsel = latest('counsel');
	const ownHand = latest('own-hand');
	const waiting = requests
		.filter(({ kind, met }) => met === null && BASIC.includes(kind))
		.map(({ at }) => (nowMs - Date.parse(at)) / 60_000);
	return {
		'request.counsel_at': counsel?.at ?? null,
		'request.counsel_forwarded_at': counsel?.met?.at ?? null,
		'request.own_hand': ownHand !== undefined,
		'request.own_hand_granted': (ownHand?.met ?? null) !== null,
		'request.outstanding_minutes': Math.max(0, ...waiting),
		'event.complaint': of('complaint').some(({ met }) => met === null)
	};
}

/** What the record says; where it says nothing yet, the question is asked. */
function recordFacts({ statements, record }: InterviewState): Derived {
	const { retractions, readBack } = record;
	return {
		'session.narrative_offered': statements.some(({ freeNarrative }) => freeNarrative) || undefined,
		'record.read_back': readBack === null ? undefined : true,
		...(retractions.length === 0
			? {}
			: {
					'subject.retracted': true,
					'subject.retraction_reason_recorded': retractions.every(
						(one) => !openSteps(one).includes('reasons')
					)
				})
	};
}

/** Signs since the last answer to an alarm, and how those who interview behaved in the last slice. */
function signFacts({ slices, coding, answeredSeq }: InterviewState): Derived {
	const signs = [...slices, ...coding.withheld]
		.filter(({ seq }) => seq > answeredSeq)
		.flatMap(({ safeguards }) => safeguards.map(({ value }) => value));
	const last = Math.max(0, ...slices.map(({ slice }) => slice));
	const scored = (item: string): number | undefined => {
		const values = slices
			.filter(({ slice }) => slice === last)
			.flatMap(({ interviewer }) => interviewer.filter((one) => one.item === item))
			.map(({ value }) => Number.parseFloat(value))
			.filter((value) => Number.isFinite(value));
		return values.length === 0 ? undefined : Math.max(...values);
	};
	return {
		'safe.max': Math.max(0, ...signs),
		'intv.leading_per10': scored('I3'),
		'intv.maladaptive': scored('I7')
	};
}
