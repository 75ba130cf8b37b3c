/**
 * The board of a case as a page has it: what the server lets this person know, and the way to add an event.
 *
 * @module
 */
import type { BoardData, BoardEventType, ProposedBoardEvent } from '#lib/core/board/board-event.ts';
import type { BoardAnswer } from '#lib/core/board/exchange.ts';
import type { BoardView } from '#lib/core/board/view.ts';

/** Sends events; null = the server cannot be reached. */
export type BoardPost = (
	caseId: string,
	events: readonly ProposedBoardEvent[]
) => Promise<BoardAnswer | null>;

/** Over the network. */
export const postBoard: BoardPost = async (caseId, events) => {
	try {
		const answer = await fetch(`/api/cases/${encodeURIComponent(caseId)}/board`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ events })
		});
		return answer.ok ? ((await answer.json()) as BoardAnswer) : null;
	} catch {
		// no network: what was typed stays in the form, and the page says so
		return null;
	}
};

/** The board of a page. */
export class BoardClient {
	readonly caseId: string;
	view = $state.raw<BoardView>() as BoardView;
	/** Code of the last refusal; null = the last event was taken. */
	refusal = $state<string | null>(null);
	readonly #post: BoardPost;
	/** What could not be sent keeps its id: sent again it stands in the log once. */
	#unsent: { readonly key: string; readonly proposal: ProposedBoardEvent } | null = null;

	constructor(caseId: string, view: BoardView, post: BoardPost = postBoard) {
		this.caseId = caseId;
		this.view = view;
		this.#post = post;
	}

	/** Proposes an event. @returns whether it was taken; otherwise `refusal` says why not */
	async tell<T extends BoardEventType>(type: T, data: BoardData<T>): Promise<boolean> {
		const key = JSON.stringify([type, data]);
		const again = this.#unsent?.key === key ? this.#unsent.proposal : null;
		const at = new Date().toISOString();
		const proposal = again ?? ({ id: crypto.randomUUID(), type, at, data } as ProposedBoardEvent);
		const answer = await this.#post(this.caseId, [proposal]);
		this.#unsent = answer === null ? { key, proposal } : null;
		const result = answer?.results[0];
		this.refusal = answer === null ? 'request/away' : result?.ok === false ? result.code : null;
		if (answer !== null) this.view = answer.view;
		return result?.ok === true;
	}
}
