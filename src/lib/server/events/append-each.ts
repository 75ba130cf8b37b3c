/**
 * Appending to a log, whatever it carries: what is known already is answered, what is new is decided and chained.
 *
 * @module
 */
import { canonicalJson } from '#lib/core/audit/canonical.ts';
import { isLabError, type ErrorCode } from '#lib/core/errors.ts';

/** A no with its reason. */
export interface AppendRefusal {
	readonly ok: false;
	readonly id: string;
	readonly code: string;
	/** English, what was expected and what came. */
	readonly message: string;
	/** Ids of gates that are not met. */
	readonly missing?: readonly string[];
}

/** What became of one proposed event. */
export type AppendAnswer<E> =
	| {
			readonly ok: true;
			readonly id: string;
			readonly seq: number;
			/** Whether it stood in the log before. */
			readonly duplicate: boolean;
			readonly event: E;
	  }
	| AppendRefusal;

/** What every proposal has. */
interface Proposed {
	readonly id: string;
	readonly type: string;
	readonly at: unknown;
	readonly data: unknown;
}

/** What every event of a log has. */
interface Stored extends Proposed {
	readonly seq: number;
	readonly actor: { readonly id: string };
}

/** The rules of one kind of log. */
export interface AppendRules<S, P, E> {
	readonly decide: (
		state: S,
		proposed: P
	) => { readonly ok: true } | ({ readonly ok: false } & Omit<AppendRefusal, 'ok' | 'id'>);
	/** @throws {LabError} `audit/not-canonical` */
	readonly chain: (state: S, proposed: P) => E;
	readonly apply: (state: S, event: E) => S;
	/** Who proposes. */
	readonly actorId: string;
	/** Refusal of an id that stands for something else. */
	readonly reusedCode: ErrorCode;
}

/** The state after, what is to be written, and an answer to each proposal. */
export interface AppendedEach<S, E> {
	readonly state: S;
	readonly written: readonly E[];
	readonly results: readonly AppendAnswer<E>[];
}

/**
 * Decides on each proposal in turn. One that is refused stops none of the others.
 *
 * @param start the state with every event of the log folded in
 * @param stored those of the log that have the id of a proposal
 */
export function appendEach<S, P extends Proposed, E extends Stored>(
	start: S,
	stored: readonly E[],
	proposals: readonly P[],
	rules: AppendRules<S, P, E>
): AppendedEach<S, E> {
	const known = new Map(stored.map((event) => [event.id, event]));
	const results: AppendAnswer<E>[] = [];
	const written: E[] = [];
	let state = start;
	for (const proposed of proposals) {
		const before = known.get(proposed.id);
		const result =
			before === undefined ? decided(state, proposed, rules) : repeated(before, proposed, rules);
		results.push(result);
		if (!result.ok || result.duplicate) continue;
		known.set(proposed.id, result.event);
		written.push(result.event);
		state = rules.apply(state, result.event);
	}
	return { state, written, results };
}

/** The answer to an event that was sent again: the same, or a refusal when the id means something else now. */
function repeated<E extends Stored>(
	stored: E,
	proposed: Proposed,
	{ actorId, reusedCode }: { readonly actorId: string; readonly reusedCode: ErrorCode }
): AppendAnswer<E> {
	const essence = ({ type, at, data }: Proposed, by: string): string =>
		canonicalJson({ type, at, data, by });
	if (essence(stored, stored.actor.id) === essence(proposed, actorId))
		return { ok: true, id: stored.id, seq: stored.seq, duplicate: true, event: stored };
	const message = `expected a new id, got that of event ${stored.seq} with another content`;
	return { ok: false, id: proposed.id, code: reusedCode, message };
}

function decided<S, P extends Proposed, E extends Stored>(
	state: S,
	proposed: P,
	{ decide, chain }: AppendRules<S, P, E>
): AppendAnswer<E> {
	const decision = decide(state, proposed);
	if (!decision.ok) return { id: proposed.id, ...decision };
	try {
		const event = chain(state, proposed);
		return { ok: true, id: event.id, seq: event.seq, duplicate: false, event };
	} catch (error) {
		// text that has no canonical form, e.g. half a surrogate pair
		if (!isLabError(error)) throw error;
		return { ok: false, id: proposed.id, code: error.code, message: error.message };
	}
}
