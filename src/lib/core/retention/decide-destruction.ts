/**
 * Whether a destruction may be proposed, and carried out.
 *
 * @module
 */
import type { RetentionAct, RetentionActor } from './retention-act.ts';
import {
	byNow,
	reasonOf,
	refuse,
	SHORTEST_ORDER,
	type RetentionFacts,
	type RetentionRefusal
} from './retention-refusal.ts';
import { pendingProposal, type Proposal, type RetentionState } from './retention-state.ts';

/** Of one person at any time; of the whole case when it is sealed. Before the time is over an order is needed. */
export function proposed(
	state: RetentionState,
	act: RetentionAct,
	actor: RetentionActor,
	{ subjects, isOver }: RetentionFacts
): RetentionRefusal | null {
	const refusal = byNow(actor, 'supervisor') ?? reasonOf(act);
	if (refusal !== null) return refusal;
	const { subjectCode } = act;
	if (subjectCode === null && state.state !== 'sealed')
		return refuse('move', `expected a sealed case, got one that is ${state.state}`);
	if (
		subjectCode !== null &&
		(!subjects.includes(subjectCode) || state.erased.includes(subjectCode))
	)
		return refuse('subject', 'expected somebody the case has records of');
	if (pendingProposal(state, subjectCode) !== undefined)
		return refuse('pending', 'expected no other proposal that waits');
	return isOver || act.orderRef.trim().length >= SHORTEST_ORDER
		? null
		: refuse('before-term', 'expected an order, because the time of retention is not over');
}

/** By an administrator, another person, exactly as it was proposed. */
export function carriedOut(
	state: RetentionState,
	act: RetentionAct,
	actor: RetentionActor
): RetentionRefusal | null {
	const refusal = byNow(actor, 'admin');
	if (refusal !== null) return refusal;
	const proposal = pendingOf(state, act);
	const isSame =
		proposal !== null &&
		proposal.subjectCode === act.subjectCode &&
		(proposal.subjectCode === null) === (act.act === 'destroy');
	if (!isSame) return refuse('proposal-first', 'expected a proposal of a supervisor that waits');
	return proposal.by === actor.id
		? refuse('second-person', 'expected another person than the one who proposed it')
		: null;
}

/** The proposal an act answers, while it waits. */
export const pendingOf = (
	{ proposals }: RetentionState,
	{ about }: RetentionAct
): Proposal | null => proposals.find(({ id, outcome }) => id === about && outcome === null) ?? null;
