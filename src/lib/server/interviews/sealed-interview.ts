/**
 * Handing out the folder of a sealed interview.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { OUTSIDE_MANIFEST } from '#lib/core/audit/manifest.ts';
import { LabError } from '#lib/core/errors.ts';
import { verifyInterviewPackage } from '#lib/core/interview/package.ts';
import { beHere } from '../archive/from-elsewhere.ts';
import { addAuditEntry } from '../database/audit.ts';
import { readAtRest } from '../keys/read-rest.ts';
import { readPackage } from '../sealed-folder.ts';
import { sealedInterviewFolder, type InterviewSealing } from './sealing.ts';

/** A sealed folder read whole. */
export interface ReadSealedInterview {
	/** Name of the folder that is handed out. */
	readonly name: string;
	readonly sealedAt: Date;
	readonly entries: readonly { readonly path: string; readonly content: Uint8Array }[];
}

/**
 * Reads the folder, after a check that it is whole and is the one the log knows, and notes who took it.
 *
 * @throws {LabError} `interview/not-sealed`; `sealing/package` when it is not the folder that was sealed
 */
export async function readSealedInterview(
	{
		database,
		interviews,
		dataFolder
	}: Pick<InterviewSealing, 'database' | 'interviews' | 'dataFolder'>,
	interviewId: string,
	actorId: string
): Promise<ReadSealedInterview> {
	const folder = sealedInterviewFolder(dataFolder, interviewId);
	const { record, lastHash, opened } = await interviews.stateOf(interviewId);
	if (record.sealed !== null)
		await beHere(dataFolder, relative(dataFolder, folder), { kind: 'interview', id: interviewId });
	if (record.sealed === null || !existsSync(folder))
		throw new LabError('interview/not-sealed', 'expected a sealed interview, got an open one');
	const { eventsText, manifestText, files } = await readPackage(folder);
	const verdict = verifyInterviewPackage({ eventsText, manifestText, files });
	if (verdict.fault !== null || verdict.lastHash !== lastHash) {
		const got = verdict.fault?.message ?? `a folder that ends with ${verdict.lastHash}`;
		throw new LabError('sealing/package', `expected the sealed folder unchanged, got ${got}`);
	}
	const paths = [...OUTSIDE_MANIFEST, ...files.map(({ path }) => path)];
	const entries = await Promise.all(
		paths.map(async (path) => ({ path, content: await readAtRest(join(folder, path)) }))
	);
	const act = { actorId, action: 'interview/handed-out', object: interviewId };
	await database.db
		.transaction()
		.execute((transaction) =>
			addAuditEntry(transaction, { ...act, details: { lastHash } }, Date.now())
		);
	const safe = (opened?.subjectCode ?? '').replaceAll(/[^A-Za-z0-9-]/g, '_');
	const name = `interview-${safe}-${interviewId.slice(0, 8)}`;
	return { name, sealedAt: new Date(record.sealed.at), entries };
}
