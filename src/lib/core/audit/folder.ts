/**
 * A sealed folder, whatever its log tells of: whether its files are those the log's last event names.
 *
 * @module
 */
import { LabError } from '../errors.ts';
import { sha256Hex } from './hash.ts';
import {
	compareFiles,
	isBesidePackage,
	OUTSIDE_MANIFEST,
	parseManifest,
	type FileEntry
} from './manifest.ts';

/** A folder: the bytes (or exact text) of the two lists, and every other file found in it. */
export interface SealedFolder {
	readonly eventsText: Uint8Array | string;
	readonly manifestText: Uint8Array | string;
	readonly files: readonly FileEntry[];
}

/** The first thing wrong with a folder. */
export interface PackageFault {
	readonly what:
		'event' | 'chain' | 'seal' | 'manifest' | 'file' | 'recording' | 'media' | 'protocol';
	/** Event it concerns; null = none. */
	readonly seq: number | null;
	/** File it concerns; null = none. */
	readonly path: string | null;
	/** English, what was expected and what came. */
	readonly message: string;
}

/** What the last event of a log says of the folder. */
export interface Seal {
	readonly seq: number;
	readonly type: string;
	readonly files: readonly FileEntry[];
	readonly manifestSha256: string;
}

/**
 * Bytes as text, refusing what a lenient decoder would repair: then two byte sequences share one text.
 *
 * @throws {LabError} `audit/not-utf8` naming the file (`details.path`)
 */
export function exactText(content: Uint8Array | string, path: string): string {
	if (typeof content === 'string') return content;
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
	} catch (error) {
		throw new LabError('audit/not-utf8', `expected UTF-8 in ${path}, got other bytes`, {
			cause: error,
			details: { path }
		});
	}
}

/** A refusal of one of the two lists as a fault of the folder. */
export function refusalFault(error: LabError): PackageFault {
	const { line, path } = error.details;
	const named = typeof path === 'string' ? path : null;
	if (error.code === 'manifest/invalid' || named === 'manifest.json')
		return { what: 'manifest', seq: null, path: 'manifest.json', message: error.message };
	const seq = typeof line === 'number' ? line : null;
	return { what: 'event', seq, path: 'events.jsonl', message: error.message };
}

/** A fault of the log's beginning or end, `seq` being its last event. */
export function endFault(seq: number, expected: string, got: string | undefined): PackageFault {
	const message = `expected ${expected}, got ${got ?? 'none'}`;
	return { what: 'seal', seq, path: 'events.jsonl', message };
}

/**
 * Whether manifest and files are those the seal names.
 *
 * @throws {LabError} `audit/not-utf8`, `manifest/invalid`
 */
export function filesFault(seal: Seal, folder: SealedFolder): PackageFault | null {
	const text = exactText(folder.manifestText, 'manifest.json');
	const sha256 = sha256Hex(text);
	if (sha256 !== seal.manifestSha256) {
		const message = `expected manifest.json with SHA-256 ${seal.manifestSha256}, got ${sha256}`;
		return { what: 'manifest', seq: null, path: 'manifest.json', message };
	}
	const listed = parseManifest(text);
	const unlike = compareFiles(seal.files, listed);
	if (unlike !== null) {
		const message = `${seal.type} and manifest.json differ: ${unlike.message}`;
		return { what: 'seal', seq: seal.seq, path: unlike.path, message };
	}
	const found = folder.files.filter(
		({ path }) => !OUTSIDE_MANIFEST.includes(path) && !isBesidePackage(path)
	);
	const changed = compareFiles(listed, found);
	if (changed === null) return null;
	return { what: 'file', seq: null, path: changed.path, message: changed.message };
}
