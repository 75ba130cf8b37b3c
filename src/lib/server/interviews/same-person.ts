/**
 * The interviews of one person in one case: what was said about a topic before stands beside what is said now.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import type { ProposedInterviewEvent } from '#lib/core/interview/interview-event.ts';
import { asOther, type OtherInterview } from '#lib/core/interview/versions.ts';
import type { CaseContext } from '../cases/cases.ts';
import type { InterviewStore } from './interview-store.ts';

/** Where cases and interviews are. */
type Context = CaseContext & { readonly interviews: InterviewStore };

/**
 * What the other interviews of the same subject code in the same case tell about their statements, oldest first.
 *
 * @throws {LabError} `interview/not-found`
 */
export async function otherInterviews(
	context: Context,
	interviewId: string
): Promise<OtherInterview[]> {
	const { db, interviews } = context;
	const own = await db
		.selectFrom('interview')
		.select(['case_id', 'subject_code'])
		.where('id', '=', interviewId)
		.executeTakeFirst();
	if (own === undefined)
		throw new LabError('interview/not-found', `expected an interview, got ${interviewId}`);
	const rows = await db
		.selectFrom('interview')
		.select('id')
		.where('case_id', '=', own.case_id)
		.where('subject_code', '=', own.subject_code)
		.where('id', '!=', interviewId)
		.orderBy('created_ms')
		.execute();
	return Promise.all(rows.map(async ({ id }) => asOther(await interviews.stateOf(id))));
}

/**
 * Whoever takes back a statement of another interview names one of the same person that is there.
 *
 * @throws {LabError} `interview/statement`
 */
export async function requireOtherStatements(
	context: Context,
	interviewId: string,
	proposals: readonly ProposedInterviewEvent[]
): Promise<void> {
	const named = proposals.flatMap(({ type, data }) =>
		type === 'statement-retracted' && data.interview !== '' && data.interview !== interviewId
			? [data]
			: []
	);
	if (named.length === 0) return;
	const others = await otherInterviews(context, interviewId);
	for (const { interview, statement } of named) {
		const other = others.find((one) => one.interview === interview);
		if (other?.statements.some(({ seq }) => seq === statement) === true) continue;
		throw new LabError(
			'interview/statement',
			`expected a statement of the same person, got ${statement} of ${interview}`
		);
	}
}
