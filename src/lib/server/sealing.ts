/**
 * Sealing: a session's log, recordings and protocols become one folder that anyone can check, and the log ends.
 *
 * The folder is made beside its final place and appears there whole or not at all. A crash in between is mended
 * by sealing again: the copy is made anew and must have the hashes the log already states.
 *
 * @module
 */
import { createHash, randomUUID } from 'node:crypto';
import { constants, createReadStream, existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { sha256Hex } from '#lib/core/audit/hash.ts';
import { writeEventLines } from '#lib/core/audit/event-lines.ts';
import { buildManifest, OUTSIDE_MANIFEST, type FileEntry } from '#lib/core/audit/manifest.ts';
import { verifyPackage } from '#lib/core/audit/package.ts';
import { LabError } from '#lib/core/errors.ts';
import type { Actor } from '#lib/core/session/event.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import type { LabDatabase } from './database/open.ts';
import { protocolTexts } from './events/session-protocols.ts';
import type { EventStore } from './events/event-store.ts';

/** What sealing needs. */
export interface SealingContext {
	readonly database: LabDatabase;
	readonly events: EventStore;
	/** Holds `recordings/<sessionId>/`; `archive/<sessionId>/` is made in it. */
	readonly dataFolder: string;
	readonly now?: () => Date;
	/** Workstation clock [s]; without it the event carries none. */
	readonly monotonicS?: () => number;
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
 * one the log states; `sealing/package` when the finished folder does not pass its own check
 */
export async function sealSession(
	context: SealingContext,
	sessionId: string,
	actor: Actor
): Promise<SealedSession> {
	const folder = join(context.dataFolder, 'archive', sessionId);
	const part = join(context.dataFolder, 'archive', `.${sessionId}.part`);
	const state = await context.events.stateOf(sessionId);
	if (state.sealed !== null && existsSync(folder))
		return { folder, lastHash: state.lastHash, files: state.sealed.files.length };
	await rm(part, { recursive: true, force: true });
	await collect(context, state, part);
	const files = await entriesOf(part);
	checkRecordings(state, files);
	const manifest = buildManifest(files);
	if (state.sealed === null) await appendSeal(context, sessionId, actor, files, manifest);
	const events = await context.events.allEvents(sessionId);
	const eventsText = writeEventLines(events);
	await writeSynced(join(part, 'events.jsonl'), eventsText);
	await writeSynced(join(part, 'manifest.json'), manifest);
	const { fault, lastHash } = verifyPackage({ eventsText, manifestText: manifest, files });
	if (fault !== null || lastHash === null)
		throw new LabError('sealing/package', `expected a whole package, got ${fault?.message ?? ''}`);
	await syncFolders(part);
	await rm(folder, { recursive: true, force: true });
	await rename(part, folder);
	await syncFolder(dirname(folder));
	return { folder, lastHash, files: files.length };
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
		if (!entry.isFile() || entry.name.endsWith('.tiles')) continue;
		const copy = join(part, 'recordings', entry.name);
		await mkdir(dirname(copy), { recursive: true });
		await copyFile(join(source, entry.name), copy, constants.COPYFILE_FICLONE);
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

/**
 * Every file of a session folder but the two lists, with size and hash; large files are hashed as they are read.
 */
export async function entriesOf(folder: string): Promise<FileEntry[]> {
	const found = await readdir(folder, { recursive: true, withFileTypes: true });
	const files: FileEntry[] = [];
	for (const entry of found) {
		if (!entry.isFile()) continue;
		const place = join(entry.parentPath, entry.name);
		const path = relative(folder, place).replaceAll('\\', '/');
		if (!OUTSIDE_MANIFEST.includes(path)) files.push({ path, ...(await digest(place)) });
	}
	return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function digest(path: string): Promise<{ bytes: number; sha256: string }> {
	const hash = createHash('sha256');
	let bytes = 0;
	await pipeline(createReadStream(path), async (chunks: AsyncIterable<Buffer>) => {
		for await (const chunk of chunks) {
			bytes += chunk.length;
			hash.update(chunk);
		}
	});
	return { bytes, sha256: hash.digest('hex') };
}

async function writeSynced(path: string, text: string): Promise<void> {
	await mkdir(dirname(path), { recursive: true });
	const file = await open(path, 'w');
	await file.writeFile(text);
	await file.close();
	await finish(path);
}

/** On disk, and no longer writable by mistake. */
async function finish(path: string): Promise<void> {
	const file = await open(path, 'r+');
	await file.sync();
	await file.close();
	await chmod(path, 0o444);
}

async function syncFolders(folder: string): Promise<void> {
	for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
		if (entry.isDirectory()) await syncFolder(join(entry.parentPath, entry.name));
	await syncFolder(folder);
}

async function syncFolder(folder: string): Promise<void> {
	// Windows has no way to sync a folder
	if (process.platform === 'win32') return;
	const handle = await open(folder, 'r');
	await handle.sync();
	await handle.close();
}

/** The text of a sealed session's log and manifest, for a check of the folder as it lies there. */
export async function readPackage(folder: string): Promise<{
	readonly eventsText: Buffer;
	readonly manifestText: Buffer;
	readonly files: readonly FileEntry[];
}> {
	return {
		eventsText: await readFile(join(folder, 'events.jsonl')),
		manifestText: await readFile(join(folder, 'manifest.json')),
		files: await entriesOf(folder)
	};
}
