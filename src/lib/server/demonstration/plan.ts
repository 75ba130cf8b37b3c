/**
 * The made-up plan of the demonstration interview that still runs, written through the same store as a real one.
 *
 * @module
 */
import { LabError, type ErrorCode } from '../../core/errors.ts';
import { demonstrationPlanSteps } from '../../core/interview/demonstration-plan.ts';
import type { ProposedInterviewEvent } from '../../core/interview/interview-event.ts';
import type { Locale } from '../../core/text.ts';
import { derivedId } from '../events/derived-id.ts';
import { listInterviews, type InterviewContext } from '../interviews/interviews.ts';
import { protocolsOf } from '../protocols.ts';
import type { DemonstrationRaters } from './interviews.ts';

/**
 * Writes the plan, once, after the board it speaks of; the second rater finds its ladders true.
 *
 * @throws {LabError} the refusal of an event
 */
export async function openDemonstrationPlan(
	context: InterviewContext,
	caseId: string,
	{ lead, second }: DemonstrationRaters,
	locale: Locale
): Promise<void> {
	const { interviews, catalogue, now } = context;
	const listed = await listInterviews(context, lead, caseId);
	for (const file of protocolsOf(catalogue, 'demonstration-plan')) {
		const running = listed.find(
			({ subjectCode, closedMs }) => subjectCode === file.subject && closedMs === null
		);
		if (running === undefined) continue;
		if ((await interviews.stateOf(running.id)).plan.topics.length > 0) continue;
		const write = async (by: typeof lead, index: string, step: object): Promise<void> => {
			const id = derivedId('demonstration-plan', running.id, index);
			const event = { ...step, id, at: new Date(now()).toISOString() } as ProposedInterviewEvent;
			const actor = { id: by.id, role: by.role };
			const [result] = await interviews.append(running.id, [event], actor);
			if (result?.ok === false) throw new LabError(result.code as ErrorCode, result.message);
		};
		for (const [index, step] of demonstrationPlanSteps(file, locale).entries())
			await write(lead, String(index), step);
		const { ladders } = (await interviews.stateOf(running.id)).plan;
		for (const { fact, seq: draft } of ladders)
			await write(second, `check-${fact}`, { type: 'ladder-checked', data: { fact, draft } });
	}
}
