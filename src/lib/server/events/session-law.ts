/**
 * The law of a session as the server asks it: the rules it was opened with, the server's clock, and what other parts
 * of the laboratory know.
 *
 * @module
 */
import type { Transaction } from 'kysely';
import { LabError, type ErrorCode } from '#lib/core/errors.ts';
import type { Facts } from '#lib/core/law/fact.ts';
import type { EventData, ProposedEvent } from '#lib/core/session/event.ts';
import { sessionFindings, type LawContext } from '#lib/core/session/law/law-findings.ts';
import { gateOf } from '#lib/core/session/law/moments.ts';
import { sessionLawOf, type SessionLaw } from '#lib/core/session/law/session-law.ts';
import { sessionLawPayloads } from '#lib/core/session/payloads-law.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import type { Schema } from '../database/schema.ts';
import { parsedProtocol } from '../parsed-protocols.ts';
import { appendWithin, type AppendContext, type Appended } from './append.ts';
import { derivedId } from './derived-id.ts';
import { protocolTexts } from './session-protocols.ts';

/** The files the law of a session is made of. */
const OF_LAW = /^(protocols\/)?rules\/(test\/[^/]+|test-facts|interview-lint|wording)([.]yaml)?$/;

/**
 * The law a session was opened with.
 *
 * @param known read before, by the hashes of its files; added to
 * @returns null = it was opened without rules of tests
 * @throws {LabError} `protocols/missing`, `protocols/invalid`
 */
export async function lawOfSession(
	reader: Pick<Transaction<Schema>, 'selectFrom'>,
	{ opened }: { readonly opened: EventData<'session-opened'> | null },
	known: Map<string, SessionLaw | null>
): Promise<SessionLaw | null> {
	const files = (opened?.protocols ?? []).filter(({ name }) => OF_LAW.test(name));
	const key = files.map(({ sha256 }) => sha256).join();
	const before = known.get(key);
	if (before !== undefined) return before;
	const texts = await protocolTexts(reader, { protocols: files });
	const law = sessionLawOf(
		texts.map(({ name, text }) => {
			const parsed = parsedProtocol(name.replace(/^protocols\//, ''), text);
			if (!('problems' in parsed)) return parsed;
			throw new LabError('protocols/invalid', `expected rules in ${name}`);
		})
	);
	known.set(key, law);
	return law;
}

/** Asks other parts of the laboratory for facts, of a session and of whoever acts. */
export type OutsideFacts = (
	state: SessionState,
	actor: { readonly id: string; readonly role: string }
) => Promise<Facts>;

/** Whether an event is decided with the law: it waits at a gate, or is about the law itself. */
export function asksTheLaw(proposed: ProposedEvent): boolean {
	return gateOf(proposed) !== null || proposed.type in sessionLawPayloads;
}

const SYSTEM = { id: 'server', role: 'system' } as const;

/**
 * Writes what is to be logged before these events.
 *
 * @throws {LabError} the refusal of one of them: a rule that keeps a record must not be passed over
 */
export async function logged(
	transaction: Transaction<Schema>,
	state: SessionState,
	proposals: readonly ProposedEvent[],
	context: AppendContext & { readonly law: LawContext }
): Promise<Pick<Appended, 'state' | 'written'>> {
	const logs = lawLogs(state, proposals, context.law);
	if (logs.length === 0) return { state, written: [] };
	const { results, ...appended } = await appendWithin(transaction, state, logs, SYSTEM, context);
	const refused = results.find(({ ok }) => !ok);
	if (refused?.ok === false) throw new LabError(refused.code as ErrorCode, refused.message);
	return appended;
}

/**
 * What is to be logged before these events: rules that only keep a record, and speak at the moment of one of them.
 * The id follows from rule and moment, so that each is logged once.
 */
function lawLogs(
	state: SessionState,
	proposals: readonly ProposedEvent[],
	context: LawContext
): ProposedEvent[] {
	if (state.opened === null || state.sealed !== null) return [];
	const moments = [...new Set(proposals.flatMap((one) => gateOf(one)?.moments ?? []))];
	const at = { utc: new Date(context.nowMs).toISOString(), monotonicS: null };
	return sessionFindings(state, context, moments)
		.filter(({ rule }) => rule.severity === 'log')
		.filter(
			({ rule }) =>
				!state.law.logged.some((one) => one.ruleId === rule.id && one.moment === rule.when)
		)
		.map(({ rule: { id: ruleId, when: moment } }) => ({
			id: derivedId('law-logged', state.sessionId, ruleId, moment),
			type: 'law-logged',
			at,
			data: { ruleId, moment }
		}));
}
