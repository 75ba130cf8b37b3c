/**
 * What a case's interviews bring to its board: versions of what each subject says, and what was shown to them there.
 *
 * @module
 */
import type { Kysely } from 'kysely';
import type { FactExposure } from '#lib/core/board/fact.ts';
import type { Version } from '#lib/core/board/matrix.ts';
import type { InterviewEvent } from '#lib/core/interview/interview-event.ts';
import type { Schema } from '../database/schema.ts';
import type { InterviewStore } from '../interviews/interview-store.ts';
import { unlessDestroyed } from '../keys/unless-destroyed.ts';

/** The interviews of a case as its board needs them. */
export interface CaseVersions {
	readonly versions: readonly Version[];
	/** Facts told in interviews by their plans: nobody has to write them down twice. */
	readonly shown: readonly FactExposure[];
}

/** Reads every interview of a case, whoever asks: what is left out for whom is for `redact.ts`. */
export async function caseVersions(
	{ db, interviews }: { readonly db: Kysely<Schema>; readonly interviews: InterviewStore },
	caseId: string
): Promise<CaseVersions> {
	const rows = await db
		.selectFrom('interview')
		.select(['id', 'subject_code as subject', 'created_by as createdBy'])
		.where('case_id', '=', caseId)
		.orderBy('created_ms')
		.orderBy('id')
		.execute();
	const read = await Promise.all(
		rows.map(async ({ id, subject, createdBy }) => {
			const events = await unlessDestroyed(() => interviews.eventsAfter(id, 0), []);
			const at = (type: InterviewEvent['type']): string | undefined =>
				events.find((one) => one.type === type)?.at;
			const version: Version = {
				...{ interviewId: id, subject, at: at('interview-opened') ?? '' },
				until: at('interview-closed') ?? null,
				interviewers: [...new Set([createdBy, ...writersOf(events)])]
			};
			return { version, shown: shownIn(events, subject) };
		})
	);
	return {
		versions: read.map(({ version }) => version),
		shown: read.flatMap(({ shown }) => shown)
	};
}

/** Those who led it: a second rater who only hands in forms did not speak to the subject. */
function writersOf(events: readonly InterviewEvent[]): string[] {
	return events.flatMap(({ type, actor }) =>
		actor.role === 'interviewer' && type !== 'slice-rated' ? [actor.id] : []
	);
}

function shownIn(events: readonly InterviewEvent[], person: string): FactExposure[] {
	return events.flatMap((event): FactExposure[] => {
		if (event.type !== 'evidence-disclosed') return [];
		const { fact: factId, wording: basis } = event.data;
		const { at, seq } = event;
		return [{ factId, person, kind: 'subject', channel: 'named', strength: 1, at, basis, seq }];
	});
}
