import { z } from 'zod';
import { LabError } from '#lib/core/errors.ts';
import { interviewNews } from '#lib/core/interview/coding-visibility.ts';
import {
	LARGEST_INTERVIEW_BATCH,
	type InterviewAnswer,
	type InterviewEventResult
} from '#lib/core/interview/exchange.ts';
import { proposedInterviewEvent } from '#lib/core/interview/interview-event.ts';
import { readBody } from '#lib/server/http.ts';
import type { InterviewAppendResult } from '#lib/server/interviews/interview-store.ts';
import { requireOtherStatements } from '#lib/server/interviews/same-person.ts';
import { getLab } from '#lib/server/lab.ts';
import { interviewFor } from '../../../../interview.server.ts';
import type { RequestHandler } from './$types';

const number = z.number().int().min(0);
const batch = z.strictObject({
	events: z.array(proposedInterviewEvent).max(LARGEST_INTERVIEW_BATCH),
	after: number
});
const query = z.object({ after: z.coerce.number().pipe(number).default(0) });

/** The events of an interview after `?after=N`, and those withheld before that may be read now. */
export const GET: RequestHandler = async (event) => {
	const { user } = await interviewFor(event, event.params.interview);
	const asked = query.safeParse(Object.fromEntries(event.url.searchParams));
	if (!asked.success) throw new LabError('request/body', z.prettifyError(asked.error));
	const { interviews } = getLab();
	const events = await interviews.eventsAfter(event.params.interview, 0);
	return Response.json({ events: interviewNews(events, user.id, asked.data.after) });
};

/** Takes events; one answer to each, in order, and everything the sender does not know yet. Refusals are answers (200). */
export const POST: RequestHandler = async (event) => {
	const { interview } = event.params;
	const { case: shell, user } = await interviewFor(event, interview);
	const { events, after } = await readBody(event.request, batch);
	const { interviews, accounts } = getLab();
	const { who } = event.locals;
	// a page that only asks what is new is nobody at the keyboard
	if (events.length > 0 && who !== null) await accounts.idle.touch(who.session, Date.now());
	// a seal states what lies on the disk of the server
	if (events.some(({ type }) => type === 'interview-sealed'))
		throw new LabError('interview/seal-route', 'expected no seal here, got one');
	await requireOtherStatements(getLab().cases, interview, events);
	const actor = { id: user.id, role: shell.role };
	const results = events.length === 0 ? [] : await interviews.append(interview, events, actor);
	const answer: InterviewAnswer = {
		results: results.map(answerOf),
		events: interviewNews(await interviews.eventsAfter(interview, 0), user.id, after)
	};
	return Response.json(answer);
};

function answerOf(result: InterviewAppendResult): InterviewEventResult {
	if (!result.ok) return result;
	const { ok, id, seq, duplicate } = result;
	return { ok, id, seq, duplicate };
}
