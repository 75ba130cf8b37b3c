/**
 * Whether an act on the retention of a case is taken.
 *
 * Source: states and two persons of the reliability plan §3.7; §3.2 (a supervisor proposes a destruction, an
 * administrator who sees ids only carries it out).
 *
 * @module
 */
import { carriedOut, pendingOf, proposed } from './decide-destruction.ts';
import { isMove, retentionMoves, type RetentionAct, type RetentionActor } from './retention-act.ts';
import {
	byNow,
	nothing,
	orderOf,
	reasonOf,
	refuse,
	type RetentionFacts,
	type RetentionRefusal
} from './retention-refusal.ts';
import { isStanding, type RetentionState } from './retention-state.ts';

/** Null = it is taken. */
export function decideRetention(
	state: RetentionState,
	act: RetentionAct,
	actor: RetentionActor,
	facts: RetentionFacts
): RetentionRefusal | null {
	if (isMove(act.act)) {
		const [from, to] = retentionMoves[act.act];
		if (state.state !== from)
			return refuse('move', `expected a case that is ${from} to become ${to}, got ${state.state}`);
		return act.act === 'destroy' ? carriedOut(state, act, actor) : moved(state, act, actor, facts);
	}
	if (state.state === 'destroyed')
		return refuse('move', 'expected a case that is there, got one that was destroyed');
	switch (act.act) {
		case 'set-term':
			return byNow(actor, 'supervisor') ?? reasonOf(act) ?? termOf(act);
		case 'request-opening':
			return requested(state, act, actor, facts);
		case 'approve-opening':
		case 'refuse-opening':
			return answered(state, act, actor);
		case 'end-opening':
			return ended(state, act, actor, facts);
		case 'propose-destruction':
			return proposed(state, act, actor, facts);
		case 'withdraw-destruction':
			return byNow(actor, 'supervisor') ?? (pendingOf(state, act) === null ? nothing() : null);
		case 'refuse-destruction':
			return byNow(actor, 'admin') ?? (pendingOf(state, act) === null ? nothing() : null);
		case 'erase':
			return carriedOut(state, act, actor);
	}
}

function moved(
	state: RetentionState,
	act: RetentionAct,
	actor: RetentionActor,
	{ open }: RetentionFacts
): RetentionRefusal | null {
	const refusal = byNow(actor, 'supervisor') ?? reasonOf(act);
	if (refusal !== null) return refusal;
	if ((act.act === 'close' || act.act === 'archive') && open > 0)
		return refuse('open-records', `expected tests and interviews that ended, got ${open} open`);
	// what was proposed is decided before the case is out of sight
	if (act.act === 'seal' && state.proposals.some(({ outcome }) => outcome === null))
		return refuse('pending', 'expected no proposal that waits, got one');
	return null;
}

function requested(
	{ state, openings }: RetentionState,
	act: RetentionAct,
	{ id, role }: RetentionActor,
	{ nowMs }: RetentionFacts
): RetentionRefusal | null {
	if (state !== 'sealed') return refuse('move', `expected a sealed case, got one that is ${state}`);
	if (role === 'admin') return refuse('role', 'expected somebody who works on cases');
	const mine = openings.some(
		(one) => one.by === id && (one.decision === null || isStanding(one, nowMs))
	);
	if (mine) return refuse('pending', 'expected no other request of your own');
	return reasonOf(act) ?? orderOf(act);
}

function answered(
	{ openings }: RetentionState,
	{ about }: RetentionAct,
	{ id, role }: RetentionActor
): RetentionRefusal | null {
	if (role !== 'supervisor' && role !== 'admin')
		return refuse('role', `expected a supervisor or an administrator, got the ${role}`);
	const opening = openings.find((one) => one.id === about);
	if (opening === undefined || opening.decision !== null) return nothing();
	return opening.by === id
		? refuse('second-person', 'expected another person than the one who asked')
		: null;
}

function ended(
	{ openings }: RetentionState,
	{ about }: RetentionAct,
	{ id, role }: RetentionActor,
	{ nowMs }: RetentionFacts
): RetentionRefusal | null {
	const opening = openings.find((one) => one.id === about);
	if (opening === undefined || !isStanding(opening, nowMs)) return nothing();
	if (opening.by === id || role === 'supervisor') return null;
	return refuse('role', 'expected whoever asked, or a supervisor');
}

function termOf({ retainUntil }: RetentionAct): RetentionRefusal | null {
	const isDay = retainUntil === null || !Number.isNaN(Date.parse(`${retainUntil}T00:00:00Z`));
	return isDay ? null : refuse('term', `expected a day YYYY-MM-DD, got ${retainUntil}`);
}
