/**
 * Which facts of the register a person was told of by a plan.
 *
 * @module
 */
import type { InterviewEvent } from '#lib/core/interview/interview-event.ts';
import type { LogReader } from '../events/logs.ts';
import { readBody } from '../keys/cell.ts';

/** Ids of the facts of the register that were told this person. Where and when is not for whoever tests. */
export async function factsTold(
	reader: LogReader,
	caseId: string,
	subject: string
): Promise<ReadonlySet<string>> {
	const rows = await reader
		.selectFrom('interview_event')
		.innerJoin('interview', 'interview.id', 'interview_event.interview_id')
		.select('interview_event.body')
		.where('interview.case_id', '=', caseId)
		.where('interview.subject_code', '=', subject)
		.where('interview_event.type', '=', 'evidence-disclosed')
		.execute();
	const events = rows.map(({ body }) => readBody<InterviewEvent>(body));
	return new Set(
		events.flatMap((event) => (event.type === 'evidence-disclosed' ? [event.data.fact] : []))
	);
}
