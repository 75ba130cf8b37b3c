/**
 * The closed interviews of the laboratory as a calibration reads them. Only ratings, labels and hashes leave a case.
 *
 * @module
 */
import { canonicalJson } from '#lib/core/audit/canonical.ts';
import { sha256Hex } from '#lib/core/audit/hash.ts';
import type { CodedInterview } from '#lib/core/grid/calibration-data.ts';
import { codedInterview } from '#lib/core/interview/coded-interview.ts';
import { interviewOf } from '#lib/core/interview/interview-state.ts';
import type { LabDatabase } from '../database/open.ts';
import type { InterviewStore } from '../interviews/interview-store.ts';
import { neverSealed } from '../retention/visible.ts';
import { unlessDestroyed } from '../keys/unless-destroyed.ts';

/** What a calibration is made from, with its hash. */
export interface CalibrationInputs {
	readonly interviews: readonly CodedInterview[];
	/** SHA-256 (hex) of the interviews as canonical JSON. */
	readonly sha256: string;
}

/**
 * Reads all closed interviews of cases that were never sealed. A person is the same in two interviews of one case with the same code.
 *
 * @returns in the order of their hashes, so that the same data have the same hash
 */
export async function calibrationInputs(
	{ db }: Pick<LabDatabase, 'db'>,
	interviews: Pick<InterviewStore, 'eventsAfter'>
): Promise<CalibrationInputs> {
	const rows = await db
		.selectFrom('interview')
		.select(['id', 'case_id', 'subject_code'])
		.where('closed_ms', 'is not', null)
		.where(neverSealed('interview.case_id'))
		.execute();
	const found: CodedInterview[] = [];
	for (const { id, case_id: caseId, subject_code: code } of rows) {
		const events = await unlessDestroyed(() => interviews.eventsAfter(id, 0), null);
		if (events === null) continue;
		const coded = codedInterview(interviewOf(events, id), {
			interview: sha256Hex(`interview\n${id}`),
			person: sha256Hex(`person\n${caseId}\n${code}`)
		});
		if (coded !== null) found.push(coded);
	}
	found.sort((a, b) => (a.interview < b.interview ? -1 : 1));
	return { interviews: found, sha256: sha256Hex(canonicalJson(found)) };
}
