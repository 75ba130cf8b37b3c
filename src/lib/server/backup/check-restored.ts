/**
 * Whether a restored laboratory is whole: every log, every sealed folder, every recording of a sealed chart.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { verifyChain } from '#lib/core/audit/chain.ts';
import { verifyPackage } from '#lib/core/audit/package.ts';
import { isLabError } from '#lib/core/errors.ts';
import { verifyInterviewPackage } from '#lib/core/interview/package.ts';
import type { LabDatabase } from '../database/open.ts';
import { EventStore } from '../events/event-store.ts';
import { InterviewStore } from '../interviews/interview-store.ts';
import { readPackage } from '../sealed-folder.ts';

/** What was looked at, and what was not as it should be. */
export interface RestoredCheck {
	readonly sessions: number;
	readonly interviews: number;
	readonly events: number;
	readonly sealedFolders: number;
	/** English; empty = all is whole. */
	readonly faults: readonly string[];
}

/** Checks all of it. Faults are values. */
export async function checkRestored(
	database: LabDatabase,
	dataFolder: string
): Promise<RestoredCheck> {
	const faults: string[] = [];
	const noted = { faults, hasKeys: database.keys !== undefined };
	const sessions = await idsOf(database, 'test_session');
	const interviews = await idsOf(database, 'interview');
	const store = new EventStore(database);
	const interviewStore = new InterviewStore(database);
	let events = 0;
	let sealedFolders = 0;
	for (const id of sessions)
		await noting(noted, `session ${id}`, async () => {
			const log = await store.allEvents(id);
			events += log.length;
			const fault = verifyChain(log);
			if (fault !== null) return fault.message;
			if (!log.some(({ type }) => type === 'session-sealed')) return null;
			sealedFolders++;
			return folderFault(join(dataFolder, 'archive', id), log.at(-1)?.hash, verifyPackage);
		});
	for (const id of interviews)
		await noting(noted, `interview ${id}`, async () => {
			const { seq, lastHash, record } = await interviewStore.stateOf(id);
			events += seq;
			if (record.sealed === null) return null;
			sealedFolders++;
			const folder = join(dataFolder, 'archive', 'interviews', id);
			return folderFault(folder, lastHash, verifyInterviewPackage);
		});
	faults.push(...(await strangers(dataFolder, new Set(sessions))));
	return {
		sessions: sessions.length,
		interviews: interviews.length,
		events,
		sealedFolders,
		faults
	};
}

async function idsOf({ db }: LabDatabase, table: 'test_session' | 'interview'): Promise<string[]> {
	const rows = await db.selectFrom(table).select('id').orderBy('id').execute();
	return rows.map(({ id }) => id);
}

/** Runs a check; what it refuses is a fault, a bug stays one. */
async function noting(
	{ faults, hasKeys }: { readonly faults: string[]; readonly hasKeys: boolean },
	what: string,
	check: () => Promise<string | null>
): Promise<void> {
	try {
		const fault = await check();
		if (fault !== null) faults.push(`${what}: ${fault}`);
	} catch (error) {
		if (!isLabError(error)) throw error;
		// what was destroyed by order is no fault, as long as the other keys are there to tell
		if (error.code === 'keys/destroyed' && hasKeys) return;
		faults.push(`${what}: ${error.message}`);
	}
}

async function folderFault(
	folder: string,
	lastHash: string | null | undefined,
	verify: typeof verifyPackage | typeof verifyInterviewPackage
): Promise<string | null> {
	if (!existsSync(folder)) return 'expected its sealed folder, got none';
	const verdict = verify(await readPackage(folder));
	if (verdict.fault !== null) return verdict.fault.message;
	return verdict.lastHash === lastHash ? null : 'expected the folder of this log, got another';
}

/** Sealed folders nobody knows of. */
async function strangers(dataFolder: string, known: ReadonlySet<string>): Promise<string[]> {
	const archive = join(dataFolder, 'archive');
	if (!existsSync(archive)) return [];
	const names = (await readdir(archive)).filter(
		(name) => !name.startsWith('.') && name !== 'interviews'
	);
	return names
		.filter((name) => !known.has(name))
		.map((name) => `archive/${name}: expected a known session, got none`);
}
