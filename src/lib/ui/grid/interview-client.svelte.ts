/**
 * One interview as a page has it: its events, what follows from them, and the way to add one.
 *
 * @module
 */
import type {
	InterviewData,
	InterviewEventType,
	ProposedInterviewEvent
} from '#lib/core/interview/interview-event.ts';
import { isWithheld, type VisibleInterviewEvent } from '#lib/core/interview/coding.ts';
import { interviewOf } from '#lib/core/interview/interview-state.ts';

/** What the server answers to events. */
export interface InterviewAnswer {
	readonly results: readonly (
		{ readonly ok: true } | { readonly ok: false; readonly code: string }
	)[];
	/** All events after the last one the page had. */
	readonly events: readonly VisibleInterviewEvent[];
}

/** Sends events, or none to ask only; null = the server cannot be reached. */
export type InterviewPost = (
	interview: string,
	body: { readonly events: readonly ProposedInterviewEvent[]; readonly after: number }
) => Promise<InterviewAnswer | null>;

/** Over the network. */
export const postInterview: InterviewPost = async (interview, body) => {
	try {
		const answer = await fetch(`/api/interviews/${encodeURIComponent(interview)}/events`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body)
		});
		return answer.ok ? ((await answer.json()) as InterviewAnswer) : null;
	} catch {
		// no network: what was typed stays in the form, and the page says so
		return null;
	}
};

/** The interview of a page. */
export class InterviewClient {
	readonly id: string;
	#events = $state.raw<readonly VisibleInterviewEvent[]>([]);
	readonly state = $derived.by(() => interviewOf(this.#events, this.id));
	/** Code of the last refusal; null = the last event was taken. */
	refusal = $state<string | null>(null);
	readonly #post: InterviewPost;
	/** What could not be sent keeps its id: sent again it stands in the log once. */
	#unsent: { readonly key: string; readonly proposal: ProposedInterviewEvent } | null = null;

	constructor(
		id: string,
		events: readonly VisibleInterviewEvent[],
		post: InterviewPost = postInterview
	) {
		this.id = id;
		this.#events = events;
		this.#post = post;
	}

	/** Proposes an event. @returns whether it was taken; otherwise `refusal` says why not */
	async tell<T extends InterviewEventType>(type: T, data: InterviewData<T>): Promise<boolean> {
		const key = JSON.stringify([type, data]);
		const again = this.#unsent?.key === key ? this.#unsent.proposal : null;
		const at = new Date().toISOString();
		const proposal =
			again ?? ({ id: crypto.randomUUID(), type, at, data } as ProposedInterviewEvent);
		const answer = await this.#ask([proposal]);
		this.#unsent = answer === null ? { key, proposal } : null;
		const result = answer?.results[0];
		this.refusal = answer === null ? 'request/away' : result?.ok === false ? result.code : null;
		return result?.ok === true;
	}

	/** Asks for what others added. */
	async refresh(): Promise<void> {
		await this.#ask([]);
	}

	async #ask(events: readonly ProposedInterviewEvent[]): Promise<InterviewAnswer | null> {
		const answer = await this.#post(this.id, { events, after: this.#events.at(-1)?.seq ?? 0 });
		const fresh = new Map(answer?.events.map((one) => [one.seq, one]));
		if (fresh.size === 0) return answer;
		// what was withheld and is told now takes its own place; what was told stays told
		const kept = this.#events.map((one) => {
			const again = fresh.get(one.seq);
			fresh.delete(one.seq);
			return again !== undefined && isWithheld(one) ? again : one;
		});
		this.#events = [...kept, ...fresh.values()];
		return answer;
	}
}
