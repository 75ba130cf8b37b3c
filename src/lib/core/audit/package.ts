/**
 * The evidence package: whether a session folder is whole and unchanged.
 *
 * What this shows: the folder is the one that was sealed, byte for byte, if the hash of its last event is known
 * from elsewhere. Someone who rewrites every file and every hash makes another consistent package.
 *
 * @module
 */
import { isLabError, LabError } from '../errors.ts';
import type { EventData, SessionEvent } from '../session/event.ts';
import { verifyChain } from './chain.ts';
import { readEventLines } from './event-lines.ts';
import { sha256Hex } from './hash.ts';
import { compareFiles, OUTSIDE_MANIFEST, parseManifest, type FileEntry } from './manifest.ts';

/** A session folder: the bytes (or exact text) of the two lists, and every other file found in it. */
export interface SessionPackage {
	readonly eventsText: Uint8Array | string;
	readonly manifestText: Uint8Array | string;
	readonly files: readonly FileEntry[];
}

/** The first thing wrong with a package. */
export interface PackageFault {
	readonly what: 'event' | 'chain' | 'seal' | 'manifest' | 'file' | 'recording' | 'protocol';
	/** Event it concerns; null = none. */
	readonly seq: number | null;
	/** File it concerns; null = none. */
	readonly path: string | null;
	/** English, what was expected and what came. */
	readonly message: string;
}

/** What the check found. */
export interface PackageVerdict {
	readonly ok: boolean;
	/** Null when the first event could not be read. */
	readonly sessionId: string | null;
	/** Hash of the last event: what to compare with a copy kept elsewhere. */
	readonly lastHash: string | null;
	readonly events: number;
	readonly files: number;
	readonly fault: PackageFault | null;
}

/** Checks a whole package. Faults are values; nothing is thrown. */
export function verifyPackage(session: SessionPackage): PackageVerdict {
	let events: readonly SessionEvent[] = [];
	let fault: PackageFault | null;
	try {
		events = readEventLines(exactText(session.eventsText, 'events.jsonl'));
		fault =
			chainFault(events) ??
			sealFault(events, session) ??
			recordingFault(events, session.files) ??
			protocolFault(events, session.files);
	} catch (error) {
		if (!isLabError(error)) throw error;
		fault = refusalFault(error);
	}
	return {
		ok: fault === null,
		sessionId: events[0]?.sessionId ?? null,
		lastHash: events.at(-1)?.hash ?? null,
		events: events.length,
		files: session.files.length,
		fault
	};
}

/** Bytes as text, refusing what a lenient decoder would repair: then two byte sequences share one text. */
function exactText(content: Uint8Array | string, path: string): string {
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

function refusalFault(error: LabError): PackageFault {
	const { line, path } = error.details;
	const named = typeof path === 'string' ? path : null;
	if (error.code === 'manifest/invalid' || named === 'manifest.json')
		return { what: 'manifest', seq: null, path: 'manifest.json', message: error.message };
	const seq = typeof line === 'number' ? line : null;
	return { what: 'event', seq, path: 'events.jsonl', message: error.message };
}

function chainFault(events: readonly SessionEvent[]): PackageFault | null {
	const fault = verifyChain(events);
	if (fault === null) return null;
	return { what: 'chain', seq: fault.seq, path: 'events.jsonl', message: fault.message };
}

function sealFault(events: readonly SessionEvent[], session: SessionPackage): PackageFault | null {
	const fault = (what: PackageFault['what'], path: string, message: string): PackageFault => ({
		what,
		seq: what === 'seal' ? events.length : null,
		path,
		message
	});
	const [first, last] = [events[0], events.at(-1)];
	if (first?.type !== 'session-opened')
		return fault(
			'seal',
			'events.jsonl',
			`expected session-opened first, got ${first?.type ?? 'none'}`
		);
	if (last?.type !== 'session-sealed')
		return fault(
			'seal',
			'events.jsonl',
			`expected session-sealed last, got ${last?.type ?? 'none'}`
		);
	const text = exactText(session.manifestText, 'manifest.json');
	const sha256 = sha256Hex(text);
	if (sha256 !== last.data.manifestSha256)
		return fault(
			'manifest',
			'manifest.json',
			`expected manifest.json with SHA-256 ${last.data.manifestSha256}, got ${sha256}`
		);
	const listed = parseManifest(text);
	const unlike = compareFiles(last.data.files, listed);
	if (unlike !== null)
		return fault('seal', unlike.path, `session-sealed and manifest.json differ: ${unlike.message}`);
	const found = session.files.filter((file) => !OUTSIDE_MANIFEST.includes(file.path));
	const changed = compareFiles(listed, found);
	return changed === null ? null : fault('file', changed.path, changed.message);
}

/** Where a sealed chart's file lies in the folder. */
function recordingPath(sealed: EventData<'chart-sealed'>): string {
	return `recordings/${sealed.file.split('/').at(-1) ?? ''}`;
}

function recordingFault(
	events: readonly SessionEvent[],
	files: readonly FileEntry[]
): PackageFault | null {
	for (const event of events) {
		if (event.type !== 'chart-sealed') continue;
		const path = recordingPath(event.data);
		const { bytes, sha256 } = event.data;
		const found = files.filter((file) => file.path === path);
		const unlike = compareFiles([{ path, bytes, sha256 }], found);
		if (unlike !== null)
			return { what: 'recording', seq: event.seq, path, message: unlike.message };
	}
	return null;
}

function protocolFault(
	events: readonly SessionEvent[],
	files: readonly FileEntry[]
): PackageFault | null {
	const hashes = new Map(files.map((file) => [file.path, file.sha256]));
	for (const event of events) {
		if (event.type !== 'session-opened') continue;
		for (const { name, sha256 } of event.data.protocols) {
			const path = name.startsWith('protocols/') ? name : `protocols/${name}`;
			const got = hashes.get(path);
			if (got === sha256) continue;
			const message = `expected ${path} with SHA-256 ${sha256}, got ${got ?? 'no such file'}`;
			return { what: 'protocol', seq: event.seq, path, message };
		}
	}
	return null;
}
