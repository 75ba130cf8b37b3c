/**
 * Opening an interview of a case, over the network.
 *
 * @module
 */
import type { InterviewData, ProposedInterviewEvent } from '#lib/core/interview/interview-event.ts';

/** The id of what was opened, or the code of a refusal. */
export type Opened = { readonly interview: string } | { readonly refusal: string };

/** The opening as it is sent: the same when it is tried again, another one when something in it was changed. */
export function opening(data: InterviewData<'interview-opened'>, before: Opening | null): Opening {
	if (before !== null && JSON.stringify(before.data) === JSON.stringify(data)) return before;
	const at = new Date().toISOString();
	return { id: crypto.randomUUID(), type: 'interview-opened', at, data };
}

/** A proposed opening. */
export type Opening = Extract<ProposedInterviewEvent, { readonly type: 'interview-opened' }>;

/** Opens an interview; an answer that got lost opens no second one. */
export async function openInterview(caseId: string, event: Opening): Promise<Opened> {
	try {
		const answer = await fetch(`/api/cases/${encodeURIComponent(caseId)}/interviews`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ event })
		});
		const said = (await answer.json()) as { readonly interview?: string; readonly code?: string };
		if (said.interview !== undefined) return { interview: said.interview };
		return { refusal: said.code ?? 'request/refused' };
	} catch {
		// no network: what was typed stays in the form
		return { refusal: 'request/away' };
	}
}
