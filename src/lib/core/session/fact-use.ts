/**
 * One fact, one use at a time: what a fact of a session is kept for, and what may come of it.
 *
 * @module
 */
import { refuse, type Refusal } from './checking/check.ts';
import { wasReadOut, wasTold, type Knowledge } from './knowledge.ts';
import type { SessionUse } from './payloads-case.ts';
import type { SessionState } from './state.ts';

/** The part of a session that decides the uses of its facts. */
export type FactUses = Knowledge & Pick<SessionState, 'factUses'>;

/** Uses in which a fact is kept away from tests. */
const KEPT: ReadonlySet<SessionUse> = new Set(['hold-back', 'identification', 'disclosure']);

/**
 * What a fact is used for now: a question that rests on it makes it a test item; else what was told is spent
 * (disclosure), whatever it was kept for before; else what it was set to.
 */
export function useOf(state: FactUses, factId: string): SessionUse {
	if (state.questions.some((one) => one.factId === factId)) return 'test-item';
	return keptFor(state, factId);
}

/** Refuses a question on a fact that is kept for something else, or that the person was told of. */
export function questionClash(state: FactUses, factId: string | null): Refusal | null {
	if (factId === null) return null;
	const use = keptFor(state, factId);
	if (!KEPT.has(use)) return null;
	return clash(`expected ${factId} to be free for a test, got ${use}: one fact, one use`);
}

/** Refuses to lock a list with a question whose fact was told, or is kept for something else. */
export function lockClash(state: FactUses): Refusal | null {
	for (const { factId } of state.questions) {
		const refusal = questionClash(state, factId);
		if (refusal !== null) return refusal;
	}
	return null;
}

/** Refuses a use that a fact cannot come to: from one use to the other only through free. */
export function useClash(state: FactUses, factId: string, use: SessionUse): Refusal | null {
	const now = useOf(state, factId);
	if (now === use) return refuse('session/fact-use-same', `expected another use, got ${use} again`);
	const question = state.questions.find((one) => one.factId === factId);
	if (question !== undefined)
		return clash(`expected no question on ${factId}, got ${question.questionId}`);
	if (wasTold(state, factId)) return clash(`expected a fact nobody told, got ${factId}`);
	if (wasReadOut(state, factId) && (use === 'hold-back' || use === 'identification'))
		return clash(`expected a fact that was not read out in a test, got ${factId}`);
	if (now === 'free' || use === 'free') return null;
	return clash(`expected ${factId} to be set free first, got ${now}`);
}

function keptFor(state: FactUses, factId: string): SessionUse {
	if (wasTold(state, factId)) return 'disclosure';
	return state.factUses.find((one) => one.factId === factId)?.use ?? 'free';
}

function clash(message: string): Refusal {
	return refuse('session/fact-use-clash', message);
}
