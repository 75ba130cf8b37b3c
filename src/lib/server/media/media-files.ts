/**
 * Pictures and sounds of a session: kept by their content under `media/SESSION/SHA256`, written once, never run.
 *
 * @module
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { LabError } from '#lib/core/errors.ts';
import { mediaTypeOf, type MediaType } from '#lib/core/session/media-type.ts';
import { mediaIn } from '#lib/core/session/media.ts';
import type { MediaFile } from '#lib/core/session/question.ts';
import { beHere } from '../archive/from-elsewhere.ts';
import { readAtRest } from '../keys/read-rest.ts';
import { finish } from '../sealed-folder.ts';

/** Largest file taken [bytes]. */
export const LARGEST_MEDIA = 20_000_000;

const SHA256 = /^[0-9a-f]{64}$/;
const LONGEST_NAME = 200;

/** The folder of a session's files. */
export function mediaFolder(dataFolder: string, sessionId: string): string {
	return join(dataFolder, 'media', sessionId);
}

/** Where a file lies, there or not. */
function placeOf(dataFolder: string, sessionId: string, sha256: string): string {
	if (!SHA256.test(sha256)) throw mediaNotFound();
	return join(mediaFolder(dataFolder, sessionId), sha256);
}

function mediaNotFound(): LabError {
	return new LabError('media/not-found', 'expected a file of this session, got none');
}

/**
 * Keeps a file; the same bytes again are the same file.
 *
 * @param name what somebody called it: shown, never used as a path
 * @returns as an event names it
 * @throws {LabError} `media/empty`, `media/too-large`, `media/type` when it is no picture or sound that is taken
 */
export async function keepMedia(
	dataFolder: string,
	sessionId: string,
	{ bytes, name }: { readonly bytes: Uint8Array; readonly name: string }
): Promise<MediaFile> {
	if (bytes.length === 0) throw new LabError('media/empty', 'expected a file, got nothing');
	if (bytes.length > LARGEST_MEDIA)
		throw new LabError('media/too-large', `expected at most ${LARGEST_MEDIA} bytes`);
	const kind = mediaTypeOf(bytes);
	if (kind === null)
		throw new LabError('media/type', 'expected PNG, JPEG, WebP, WebM, Ogg, WAV, MP3 or M4A');
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	const place = placeOf(dataFolder, sessionId, sha256);
	if (!existsSync(place)) await writeWhole(place, bytes);
	return { sha256, bytes: bytes.length, type: kind.type, name: nameOf(name, sha256, kind) };
}

/** Written beside its place and moved there on disk: a file with this name is whole. */
async function writeWhole(place: string, bytes: Uint8Array): Promise<void> {
	const part = `${place}.${randomUUID()}.part`;
	await mkdir(join(place, '..'), { recursive: true });
	try {
		await writeFile(part, bytes);
		await finish(part);
		await rename(part, place);
	} finally {
		await rm(part, { force: true });
	}
}

/** A name without paths and control signs; one made of the content where nothing is left. */
function nameOf(name: string, sha256: string, { ending }: MediaType): string {
	const plain = name
		.replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
		.replace(/^.*[/\\]/, '')
		.trim()
		.slice(0, LONGEST_NAME)
		.trim();
	return plain === '' ? `${sha256.slice(0, 8)}.${ending}` : plain;
}

/**
 * Reads a file.
 *
 * @throws {LabError} `media/not-found`
 */
export async function readMedia(
	dataFolder: string,
	sessionId: string,
	sha256: string
): Promise<{ readonly bytes: Buffer<ArrayBuffer>; readonly kind: MediaType }> {
	const place = placeOf(dataFolder, sessionId, sha256);
	await beHere(dataFolder, relative(dataFolder, place), { kind: 'session', id: sessionId });
	if (!existsSync(place)) throw mediaNotFound();
	const bytes = await readAtRest(place);
	const kind = mediaTypeOf(bytes);
	if (kind === null) throw mediaNotFound();
	return { bytes, kind };
}

/** Whether every file an event names is here, with these bytes: an event with another one could never be sealed. */
export async function isMediaKept(
	dataFolder: string,
	sessionId: string,
	data: unknown
): Promise<boolean> {
	for (const { sha256, bytes, type } of mediaIn(data)) {
		const place = placeOf(dataFolder, sessionId, sha256);
		const kept = existsSync(place) ? await readAtRest(place) : null;
		if (kept?.length !== bytes || mediaTypeOf(kept)?.type !== type) return false;
	}
	return true;
}
