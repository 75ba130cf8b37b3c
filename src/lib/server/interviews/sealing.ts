/**
 * Sealing an interview: its log, the grid's files and a readable record become one folder that anyone can check, and
 * the log ends. The folder is made beside its final place and appears there whole or not at all; sealing again
 * finishes what a crash cut off.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Hex } from '#lib/core/audit/hash.ts';
import { buildManifest, compareFiles, type FileEntry } from '#lib/core/audit/manifest.ts';
import { LabError, type ErrorCode } from '#lib/core/errors.ts';
import type { InterviewEvent } from '#lib/core/interview/interview-event.ts';
import { interviewOf, type InterviewState } from '#lib/core/interview/interview-state.ts';
import {
	interviewChainFault,
	verifyInterviewPackage,
	writeInterviewLines
} from '#lib/core/interview/package.ts';
import { sealObstacles } from '#lib/core/interview/record.ts';
import type { LabDatabase } from '../database/open.ts';
import { protocolTexts } from '../events/session-protocols.ts';
import { sealInterviewFiles } from '../keys/seal-records.ts';
import { entriesOf, putInPlace, readPackage, writeSynced } from '../sealed-folder.ts';
import type { InterviewActor } from './append-interview.ts';
import type { FileList } from './grid-files.ts';
import type { InterviewStore } from './interview-store.ts';

/** What sealing needs. */
export interface InterviewSealing {
	readonly database: LabDatabase;
	readonly interviews: InterviewStore;
	/** `archive/interviews/<id>/` is made in it. */
	readonly dataFolder: string;
	readonly now?: () => Date;
	/** The readable record (HTML) of the events so far. */
	readonly record: (
		state: InterviewState,
		events: readonly InterviewEvent[]
	) => Promise<string> | string;
}

/** A sealed interview. */
export interface SealedInterview {
	readonly folder: string;
	/** Hash of the last event: to be kept elsewhere. */
	readonly lastHash: string;
	readonly files: number;
}

/** Others may write while the record is made; then it is made again. */
const TRIES = 5;

const running = new Map<string, Promise<SealedInterview>>();

/** Where a sealed interview lies. */
export function sealedInterviewFolder(dataFolder: string, interviewId: string): string {
	return join(dataFolder, 'archive', 'interviews', interviewId);
}

/**
 * Seals an interview, or finishes a sealing that was cut off. Asked twice at once, it is done once.
 *
 * @throws {LabError} `interview/unfinished` and the other refusals of `interview-sealed`; `sealing/chain` when the
 * log does not hold; `sealing/package` when the folder does not pass its own check
 */
export async function sealInterview(
	context: InterviewSealing,
	interviewId: string,
	actor: InterviewActor
): Promise<SealedInterview> {
	const key = sealedInterviewFolder(context.dataFolder, interviewId);
	const before = running.get(key);
	if (before !== undefined) return before;
	const sealing = seal(context, interviewId, actor)
		.then(async (sealed) => {
			await sealInterviewFiles(context, interviewId);
			return sealed;
		})
		.finally(() => running.delete(key));
	running.set(key, sealing);
	return sealing;
}

async function seal(
	context: InterviewSealing,
	interviewId: string,
	actor: InterviewActor
): Promise<SealedInterview> {
	const folder = sealedInterviewFolder(context.dataFolder, interviewId);
	const part = join(context.dataFolder, 'archive', 'interviews', `.${interviewId}.part`);
	const place = { root: context.dataFolder, part, folder };
	for (let tries = 1; ; tries++) {
		const events = await context.interviews.eventsAfter(interviewId, 0);
		const state = interviewOf(events, interviewId);
		const { sealed } = state.record;
		if (sealed !== null && existsSync(folder))
			return { folder, lastHash: state.lastHash, files: sealed.files.length };
		if (sealed !== null) {
			await prepareAgain(context, events, sealed.files, part);
			return finishFolder(events, place);
		}
		checkBefore(state, events);
		await rm(part, { recursive: true, force: true });
		await prepare(context, state, events, part);
		const refusal = await appendSeal(context, state, actor, await entriesOf(part));
		if (refusal === null)
			return finishFolder(await context.interviews.eventsAfter(interviewId, 0), place);
		if (refusal.code !== 'interview/moved' || tries === TRIES) throw refusal;
	}
}

/** The seal cannot be taken back, so what it would state is looked at first. */
function checkBefore(state: InterviewState, events: readonly InterviewEvent[]): void {
	if (state.opened === null)
		throw new LabError('interview/not-found', 'expected an opened interview');
	const missing = sealObstacles(state);
	if (missing.length > 0)
		throw new LabError('interview/unfinished', `expected a finished record, got ${missing.join()}`);
	const fault = interviewChainFault(events);
	if (fault !== null)
		throw new LabError('sealing/chain', `expected a chain that holds, got ${fault.message}`);
}

/** Writes the grid's files and the readable record into the folder that is being made. */
async function prepare(
	{ database, record }: InterviewSealing,
	state: InterviewState,
	events: readonly InterviewEvent[],
	part: string
): Promise<void> {
	const row = await database.db
		.selectFrom('interview')
		.select('protocols')
		.where('id', '=', state.interviewId)
		.executeTakeFirstOrThrow();
	const protocols = JSON.parse(row.protocols) as FileList;
	for (const { name, text } of await protocolTexts(database.db, { protocols }))
		await writeSynced(join(part, 'protocols', name), text);
	await writeSynced(join(part, 'record.html'), await record(state, events));
}

/** @returns the refusal; null = it is in the log */
async function appendSeal(
	{ interviews, now = () => new Date() }: InterviewSealing,
	{ interviewId, seq }: InterviewState,
	actor: InterviewActor,
	files: readonly FileEntry[]
): Promise<LabError | null> {
	const manifestSha256 = sha256Hex(buildManifest(files));
	const proposal = {
		...{ id: randomUUID(), type: 'interview-sealed' as const, at: now().toISOString() },
		data: { upTo: seq, files: [...files], manifestSha256 }
	};
	const [result] = await interviews.append(interviewId, [proposal], actor);
	if (result?.ok === true) return null;
	return new LabError((result?.code ?? 'sealing/package') as ErrorCode, result?.message ?? '');
}

/** What the seal states must be there again: the part that a crash left, or files made anew that are the same. */
async function prepareAgain(
	context: InterviewSealing,
	events: readonly InterviewEvent[],
	stated: readonly FileEntry[],
	part: string
): Promise<void> {
	const isWhole = async (): Promise<boolean> =>
		existsSync(part) && compareFiles(stated, await entriesOf(part)) === null;
	if (await isWhole()) return;
	await rm(part, { recursive: true, force: true });
	const before = events.slice(0, -1);
	await prepare(context, interviewOf(before, events[0]?.interviewId ?? ''), before, part);
	if (await isWhole()) return;
	throw new LabError('sealing/package', 'expected the files that the seal states, got others');
}

async function finishFolder(
	events: readonly InterviewEvent[],
	{ root, part, folder }: { readonly root: string; readonly part: string; readonly folder: string }
): Promise<SealedInterview> {
	const files = await entriesOf(part);
	for (const list of ['events.jsonl', 'manifest.json']) await rm(join(part, list), { force: true });
	await writeSynced(join(part, 'events.jsonl'), writeInterviewLines(events));
	await writeSynced(join(part, 'manifest.json'), buildManifest(files));
	const { fault, lastHash } = verifyInterviewPackage(await readPackage(part));
	if (fault !== null || lastHash === null)
		throw new LabError('sealing/package', `expected a whole package, got ${fault?.message ?? ''}`);
	await putInPlace(root, { part, folder });
	return { folder, lastHash, files: files.length };
}
