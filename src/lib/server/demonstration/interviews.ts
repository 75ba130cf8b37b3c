/**
 * The made-up interviews of the demonstration case, written through the same store as real ones.
 *
 * @module
 */
import { LabError, type ErrorCode } from '../../core/errors.ts';
import {
	demonstrationMinutes,
	demonstrationSteps,
	type DemonstrationStep
} from '../../core/interview/demonstration-interviews.ts';
import { lawOf, type LawFile } from '../../core/law/law-files.ts';
import type { ProposedInterviewEvent } from '../../core/interview/interview-event.ts';
import type { Locale } from '../../core/text.ts';
import type { CaseUser } from '../cases/cases.ts';
import { derivedId } from '../events/derived-id.ts';
import type { InterviewActor } from '../interviews/append-interview.ts';
import { listInterviews, openInterview, type InterviewContext } from '../interviews/interviews.ts';
import { protocolOf, protocolsOf, type Catalogue } from '../protocols.ts';

/** Who takes part: the one who leads, and a second rater who looks at the recording. */
export type DemonstrationRaters = Readonly<Record<DemonstrationStep['by'], CaseUser>>;

/**
 * Makes the interviews that are not there yet, ending now or shortly before.
 *
 * @throws {LabError} the refusal of an event
 */
export async function openDemonstrationInterviews(
	context: InterviewContext,
	caseId: string,
	raters: DemonstrationRaters,
	locale: Locale
): Promise<void> {
	const files = protocolsOf(context.catalogue, 'demonstration-interviews');
	// a laboratory with protocols of its own may have neither these nor a grid
	if (files.length === 0) return;
	const grid = {
		frame: protocolOf(context.catalogue, 'grid-frame'),
		cells: protocolsOf(context.catalogue, 'grid-cell'),
		law: lawOf(context.catalogue.files.filter(isLaw))
	};
	const present = await listInterviews(context, raters.lead, caseId);
	for (const { notice, interviews } of files)
		for (const [place, one] of interviews.entries()) {
			// the second one with the same person, the third …
			const before = interviews.slice(0, place).filter(({ code }) => code === one.code).length;
			if (present.filter(({ subjectCode }) => subjectCode === one.code).length > before) continue;
			const minutes = demonstrationMinutes(one) + one.endedMinutesAgo;
			const begunMs = context.now() - 60_000 * minutes;
			const steps = demonstrationSteps({ notice, one }, grid, locale);
			const proposals = steps.map(({ event, minute }, index) => ({
				...event,
				id: derivedId('demonstration', caseId, `${one.code}-${before}`, String(index)),
				at: new Date(begunMs + 60_000 * minute).toISOString()
			})) as ProposedInterviewEvent[];
			const [opening, ...rest] = proposals;
			if (opening === undefined) continue;
			const id = await openInterview(context, caseId, opening, raters.lead);
			for (const [index, proposed] of rest.entries()) {
				const by = raters[steps[index + 1]?.by ?? 'lead'];
				await appendOne(context, id, proposed, actorOf(by));
			}
		}
}

const isLaw = (file: Catalogue['files'][number]): file is Catalogue['files'][number] & LawFile =>
	file.kind.startsWith('law-');

const actorOf = ({ id, role }: CaseUser): InterviewActor => ({ id, role });

async function appendOne(
	{ interviews }: InterviewContext,
	id: string,
	proposed: ProposedInterviewEvent,
	actor: InterviewActor
): Promise<void> {
	const [result] = await interviews.append(id, [proposed], actor);
	if (result?.ok === false) throw new LabError(result.code as ErrorCode, result.message);
}
