/**
 * Opening an interview of a case, over the network.
 *
 * @module
 */
import type { InterviewData } from '#lib/core/interview/interview-event.ts';

/** The id of what was opened, or the code of a refusal. */
export type Opened = { readonly interview: string } | { readonly refusal: string };

/**
 * Opens an interview.
 *
 * @param id of the opening event, the same when it is tried again
 */
export async function openInterview(
	caseId: string,
	id: string,
	data: InterviewData<'interview-opened'>
): Promise<Opened> {
	const event = { id, type: 'interview-opened', at: new Date().toISOString(), data };
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
