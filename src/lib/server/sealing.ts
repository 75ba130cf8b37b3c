/**
 * Sealing: a session's log, recordings and protocols become one folder that anyone can check, and the log ends.
 *
 * The folder is made beside its final place and appears there whole or not at all. A crash in between is mended
 * by sealing again: the copy is made anew and must have the hashes the log already states.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sha256Hex } from '#lib/core/audit/hash.ts';
import { writeEventLines } from '#lib/core/audit/event-lines.ts';
import { buildManifest, type FileEntry } from '#lib/core/audit/manifest.ts';
import { verifyPackage } from '#lib/core/audit/package.ts';
import { LabError } from '#lib/core/errors.ts';
import type { Actor } from '#lib/core/session/event.ts';
import { mediaOfEvents, sealedMediaPath } from '#lib/core/session/media.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import type { LabDatabase } from './database/open.ts';
import { protocolTexts } from './events/session-protocols.ts';
import type { EventStore } from './events/event-store.ts';
import { copyAtRest } from './keys/read-rest.ts';
import { sealSessionFiles } from './keys/seal-records.ts';
import { mediaFolder } from './media/media-files.ts';
import { entriesOf, finish, putInPlace, writeSynced } from './sealed-folder.ts';

/** What sealing needs. */
export interface SealingContext {
	readonly database: LabDatabase;
	readonly events: EventStore;
	/** Holds `recordings/<sessionId>/`; `archive/<sessionId>/` is made in it. */
	readonly dataFolder: string;
	readonly now?: () => Date;
	/** Workstation clock [s]; without it the event carries none. */
	readonly monotonicS?: () => number;
	/** Puts what is made of the log into the folder: tables, the report, a verifier. */
	readonly extras?: {
		readonly collect: (state: SessionState, part: string) => Promise<void>;
		/** The folder is in its place. */
		readonly done: (sessionId: string) => Promise<void>;
	};
}

/** A sealed session. */
export interface SealedSession {
	readonly folder: string;
	/** Hash of the last event: to be kept elsewhere. */
	readonly lastHash: string;
	readonly files: number;
}

/**
 * Seals a session, or finishes a sealing that was cut off.
 *
 * @throws {LabError} the refusal of `session-sealed`; `sealing/recording` when a recording is missing or not the
 * one the log states; `sealing/media` when a picture or sound is missing; `sealing/package` when the finished folder does not pass its own
 * check; `sealing/moved` when somebody wrote meanwhile
 */
export async function sealSession(
	context: SealingContext,
	sessionId: string,
	actor: Actor
): Promise<SealedSession> {
	const folder = join(context.dataFolder, 'archive', sessionId);
	const part = join(context.dataFolder, 'archive', `.${sessionId}.part`);
	const state = await context.events.stateOf(sessionId);
	if (state.sealed !== null && existsSync(folder)) {
		await sealSessionFiles(context, sessionId);
		return { folder, lastHash: state.lastHash, files: state.sealed.files.length };
	}
	await rm(part, { recursive: true, force: true });
	await collect(context, state, part);
	await collectMedia(context, sessionId, part);
	await context.extras?.collect(state, part);
	const files = await entriesOf(part);
	checkRecordings(state, files);
	const manifest = buildManifest(files);
	if (state.sealed === null) {
		await refuseMoved(context, state);
		await appendSeal(context, sessionId, actor, files, manifest);
	}
	const events = await context.events.allEvents(sessionId);
	const eventsText = writeEventLines(events);
	await writeSynced(join(part, 'events.jsonl'), eventsText);
	await writeSynced(join(part, 'manifest.json'), manifest);
	const { fault, lastHash } = verifyPackage({ eventsText, manifestText: manifest, files });
	if (fault !== null || lastHash === null)
		throw new LabError('sealing/package', `expected a whole package, got ${fault?.message ?? ''}`);
	await putInPlace(context.dataFolder, { part, folder });
	await context.extras?.done(sessionId);
	await sealSessionFiles(context, sessionId);
	return { folder, lastHash, files: files.length };
}

/** Somebody who wrote meanwhile is heard: what was made of the log tells of all of it. */
async function refuseMoved(
	{ events }: SealingContext,
	{ seq, sessionId }: SessionState
): Promise<void> {
	const now = await events.stateOf(sessionId);
	if (now.seq !== seq)
		throw new LabError('sealing/moved', `expected event ${seq} to be the last, got ${now.seq}`);
}

async function appendSeal(
	{ events, now = () => new Date(), monotonicS }: SealingContext,
	sessionId: string,
	actor: Actor,
	files: readonly FileEntry[],
	manifest: string
): Promise<void> {
	const at = { utc: now().toISOString(), monotonicS: monotonicS?.() ?? null };
	const data = { files: [...files], manifestSha256: sha256Hex(manifest) };
	const proposal = { id: randomUUID(), type: 'session-sealed' as const, at, data };
	const [result] = await events.append(sessionId, [proposal], actor);
	if (result?.ok === true) return;
	throw new LabError(
		(result?.code ?? 'sealing/package') as `${string}/${string}`,
		result?.message ?? 'expected an answer, got none'
	);
}

/** Tiles, and the journal of a chart that runs. */
const NOT_SEALED = /[.](tiles|journal-[01])$/;

/** Copies recordings and protocols into the folder; not the tiles, which follow from the recordings. */
async function collect(
	{ database, dataFolder }: SealingContext,
	state: SessionState,
	part: string
): Promise<void> {
	if (state.opened === null) throw new LabError('session/not-found', 'expected an opened session');
	for (const { name, text } of await protocolTexts(database.db, state.opened)) {
		const path = name.startsWith('protocols/') ? name : `protocols/${name}`;
		await writeSynced(join(part, path), text);
	}
	const source = join(dataFolder, 'recordings', state.sessionId);
	if (!existsSync(source)) return;
	for (const entry of await readdir(source, { withFileTypes: true })) {
		if (!entry.isFile() || NOT_SEALED.test(entry.name)) continue;
		const copy = join(part, 'recordings', entry.name);
		await mkdir(dirname(copy), { recursive: true });
		await copyAtRest(join(source, entry.name), copy);
		await finish(copy);
	}
}

/** Copies the pictures and sounds that the log names; what was kept and never used is no part of the session. */
async function collectMedia(
	{ dataFolder, events }: SealingContext,
	sessionId: string,
	part: string
): Promise<void> {
	for (const file of mediaOfEvents(await events.allEvents(sessionId))) {
		const source = join(mediaFolder(dataFolder, sessionId), file.sha256);
		const name = sealedMediaPath(file);
		if (!existsSync(source))
			throw new LabError('sealing/media', `expected ${name}, got no such file`, {
				details: { file: file.name }
			});
		const copy = join(part, name);
		await mkdir(dirname(copy), { recursive: true });
		await copyAtRest(source, copy);
		// the kept file can be read only, and so can its copy
		await chmod(copy, 0o644);
		await finish(copy);
	}
}

/** The seal cannot be taken back, so what it will state is compared first. */
function checkRecordings(state: SessionState, files: readonly FileEntry[]): void {
	for (const { sealed } of state.charts) {
		if (sealed === null) continue;
		const name = `recordings/${sealed.file.split('/').at(-1) ?? ''}`;
		const found = files.find(({ path }) => path === name);
		if (found?.sha256 === sealed.sha256 && found.bytes === sealed.bytes) continue;
		const got = found === undefined ? 'no such file' : `SHA-256 ${found.sha256}`;
		throw new LabError('sealing/recording', `expected ${name} with ${sealed.sha256}, got ${got}`, {
			details: { file: name }
		});
	}
}
