import { z } from 'zod';
import { proposedInterviewEvent } from '#lib/core/interview/interview-event.ts';
import { readBody } from '#lib/server/http.ts';
import { interviewCase, openInterview } from '#lib/server/interviews/interviews.ts';
import { getLab } from '#lib/server/lab.ts';
import { askerOf } from '../../../../interview.server.ts';
import type { RequestHandler } from './$types';

const body = z.strictObject({ event: proposedInterviewEvent });

/** Opens an interview of a case; the same event sent again finds the interview it opened. */
export const POST: RequestHandler = async (event) => {
	const user = askerOf(event);
	const { cases } = getLab();
	// before the body is looked at: whoever may not know learns nothing of its form
	const { id: caseId } = await interviewCase(cases, user, event.params.case);
	const { event: opening } = await readBody(event.request, body);
	return Response.json(
		{ interview: await openInterview(cases, caseId, opening, user) },
		{ status: 201 }
	);
};
