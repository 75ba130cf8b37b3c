/**
 * Handing out the folder of a sealed session as an evidence package.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { sha256Hex } from '#lib/core/audit/hash.ts';
import { OUTSIDE_MANIFEST, type FileEntry } from '#lib/core/audit/manifest.ts';
import { verifyPackage } from '#lib/core/audit/package.ts';
import { LabError } from '#lib/core/errors.ts';
import { lastOf } from '#lib/core/report/source.ts';
import { beHere } from '../archive/from-elsewhere.ts';
import { addAuditEntry } from '../database/audit.ts';
import type { LabDatabase } from '../database/open.ts';
import type { EventStore } from '../events/event-store.ts';
import { logFolder } from '../integrity/log-folder.ts';
import type { LogKeeper } from '../integrity/log-keeper.ts';
import { readPackage } from '../sealed-folder.ts';
import { verifierFiles, type PackageFile } from './verifier.ts';
import type { ZipSource } from './zip-stream.ts';

/** A package ready to be sent. */
export interface EvidencePackage {
	/** Name of the folder that is handed out. */
	readonly name: string;
	readonly sealedAt: Date;
	readonly sources: readonly ZipSource[];
}

/** Longest wait for a head to be kept outside [ms]. */
const LONGEST_WAIT_MS = 3000;

/**
 * Checks the sealed folder, notes who takes it, and lists what is sent. A folder sealed before packages carried a
 * verifier gets one beside it.
 *
 * @param stated makes the statement of the export from the two lists and what lies beside: the lists name the rest
 * @throws {LabError} `session/not-sealed`; `sealing/package` when it is not the folder that was sealed
 */
export async function evidencePackage(
	{
		database,
		events,
		dataFolder,
		integrity
	}: {
		readonly database: LabDatabase;
		readonly events: EventStore;
		readonly dataFolder: string;
		/** Signs the log first, so that it covers the seal. */
		readonly integrity?: Pick<LogKeeper, 'headSoon'>;
	},
	sessionId: string,
	actorId: string,
	stated?: (files: readonly FileEntry[]) => PackageFile
): Promise<EvidencePackage> {
	const folder = join(dataFolder, 'archive', sessionId);
	const { sealed, lastHash, opened } = await events.stateOf(sessionId);
	if (sealed !== null)
		await beHere(dataFolder, join('archive', sessionId), { kind: 'session', id: sessionId });
	if (sealed === null || !existsSync(folder))
		throw new LabError('session/not-sealed', 'expected a sealed session, got an open one');
	const { lists, files } = await unchanged(folder, lastHash);
	const act = { actorId, action: 'session/handed-out', object: sessionId, details: { lastHash } };
	await database.db
		.transaction()
		.execute((transaction) => addAuditEntry(transaction, act, Date.now()));
	const safe = (opened?.subjectCode ?? '').replaceAll(/[^A-Za-z0-9-]/g, '_');
	const name = `evidence-${safe}-${sessionId.slice(0, 8)}`;
	const inside = [...OUTSIDE_MANIFEST, ...files.map(({ path }) => path)];
	const beside = inside.includes('verify.mjs') ? [] : await verifierFiles();
	// a time stamp authority that does not answer holds nobody up
	await Promise.race([integrity?.headSoon(), delay(LONGEST_WAIT_MS, undefined, { ref: false })]);
	const log = await logFolder(database.db, sessionId);
	const statement = stated === undefined ? [] : [stated([...lists, ...log].map(entryOf))];
	const sealing = lastOf(await events.allEvents(sessionId), 'session-sealed');
	return {
		name,
		sealedAt: new Date(sealing?.at.utc ?? 0),
		sources: [
			...inside.map((path) => ({ path: `${name}/${path}`, from: join(folder, path) })),
			...[...log, ...statement].map(({ path, content }) => ({
				path: `${name}/${path}`,
				from: Buffer.from(content)
			})),
			...beside.map(({ path, content }) => ({ path, from: Buffer.from(content) }))
		]
	};
}

/** The folder, when it is still the one the log knows. */
async function unchanged(
	folder: string,
	lastHash: string
): Promise<{ readonly lists: readonly PackageFile[]; readonly files: readonly FileEntry[] }> {
	const found = await readPackage(folder);
	const verdict = verifyPackage(found);
	if (verdict.fault === null && verdict.lastHash === lastHash)
		return {
			files: found.files,
			lists: [
				{ path: 'events.jsonl', content: found.eventsText },
				{ path: 'manifest.json', content: found.manifestText }
			]
		};
	const got = verdict.fault?.message ?? `a folder that ends with ${verdict.lastHash}`;
	throw new LabError('sealing/package', `expected the sealed folder unchanged, got ${got}`);
}

/** A file in memory as a manifest lists it. */
export function entryOf({ path, content }: PackageFile): FileEntry {
	const bytes = Buffer.from(content);
	return { path, bytes: bytes.length, sha256: sha256Hex(bytes) };
}
