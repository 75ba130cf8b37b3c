/**
 * How events change what the law knows of a session.
 *
 * @module
 */
import { logFacts } from '../law/law-facts.ts';
import type { SessionLawState, SetAside } from '../law/law-state.ts';
import type { FactValue } from '../../law/fact.ts';
import type { EventData, SessionEvent } from '../event.ts';
import type { sessionLawPayloads } from '../payloads-law.ts';
import type { SessionState } from '../state.ts';
import type { Folds } from './fold.ts';

const inLaw = (state: SessionState, change: Partial<SessionLawState>): SessionState => ({
	...state,
	law: { ...state.law, ...change }
});

function answered(
	state: SessionState,
	{ facts, unknown }: EventData<'law-answered'>,
	{ seq }: SessionEvent
): SessionState {
	const known = new Map<string, FactValue>(Object.entries(state.law.facts));
	const changes = new Map(Object.entries(state.law.factSeq));
	for (const { fact, value } of facts) {
		if (JSON.stringify(known.get(fact)) !== JSON.stringify(value)) changes.set(fact, seq);
		known.set(fact, value);
	}
	for (const fact of unknown) if (known.delete(fact)) changes.set(fact, seq);
	return inLaw(state, { facts: Object.fromEntries(known), factSeq: Object.fromEntries(changes) });
}

/** What it rested on is kept, so that a change shows. */
function aside(
	state: SessionState,
	{ ruleId, reason, texts = [] }: EventData<'law-noted'>,
	basis: string | null,
	event: SessionEvent
): SessionState {
	const { seq, recordedAt, actor } = event;
	const facts = logFacts(state, Date.parse(recordedAt));
	const one: SetAside = {
		...{ ruleId, reason, basis, texts, facts },
		...{ seq, by: actor.id, at: recordedAt }
	};
	return inLaw(state, { setAside: [...state.law.setAside, one] });
}

export const lawFolds: Folds<keyof typeof sessionLawPayloads> = {
	'law-answered': answered,
	'law-times-recorded': (state, times, { seq }) => inLaw(state, { times, clockSeq: seq }),
	'rest-begun': (state, { kind }, { recordedAt }) => {
		const begun = { kind, at: recordedAt, endedAt: null };
		return inLaw(state, { breaks: [...state.law.breaks, begun] });
	},
	'rest-ended': (state, _, { seq, recordedAt }) => {
		const breaks = state.law.breaks.map((one) =>
			one.endedAt === null ? { ...one, endedAt: recordedAt } : one
		);
		return inLaw(state, { breaks, clockSeq: seq });
	},
	'law-noted': (state, data, event) => aside(state, data, null, event),
	'law-overridden': (state, data, event) => aside(state, data, data.basis, event),
	'law-logged': (state, { ruleId, moment }, { seq }) =>
		inLaw(state, { logged: [...state.law.logged, { ruleId, moment, seq }] })
};

/** What any other event tells the law: who tests, when it began, how consent was given, when a chart ended. */
export function seenByLaw(law: SessionLawState, event: SessionEvent): SessionLawState {
	const { actor, recordedAt } = event;
	const isNew = actor.role === 'tester' && !law.testers.includes(actor.id);
	const seen = isNew ? { ...law, testers: [...law.testers, actor.id] } : law;
	switch (event.type) {
		case 'rights-explained':
			return seen.startedAt === null ? { ...seen, startedAt: recordedAt } : seen;
		case 'consent-recorded':
			return { ...seen, consentForm: event.data.decision === 'given' ? event.data.form : null };
		case 'chart-stopped':
			return { ...seen, chartsEndedAt: [...seen.chartsEndedAt, recordedAt], clockSeq: event.seq };
		default:
			return seen;
	}
}
