/**
 * The evidence package: whether a session folder is whole and unchanged.
 *
 * What this shows: the folder is the one that was sealed, byte for byte, if the hash of its last event is known
 * from elsewhere. Someone who rewrites every file and every hash makes another consistent package.
 *
 * @module
 */
import { isLabError } from '../errors.ts';
import type { EventData, SessionEvent } from '../session/event.ts';
import { mediaIn, sealedMediaPath } from '../session/media.ts';
import { verifyChain } from './chain.ts';
import { readEventLines } from './event-lines.ts';
import {
	endFault,
	exactText,
	filesFault,
	refusalFault,
	type PackageFault,
	type SealedFolder
} from './folder.ts';
import { compareFiles, type FileEntry } from './manifest.ts';

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
export function verifyPackage(session: SealedFolder): PackageVerdict {
	let events: readonly SessionEvent[] = [];
	let fault: PackageFault | null;
	try {
		events = readEventLines(exactText(session.eventsText, 'events.jsonl'));
		fault =
			chainFault(events) ??
			sealFault(events, session) ??
			recordingFault(events, session.files) ??
			mediaFault(events, session.files) ??
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

function chainFault(events: readonly SessionEvent[]): PackageFault | null {
	const fault = verifyChain(events);
	if (fault === null) return null;
	return { what: 'chain', seq: fault.seq, path: 'events.jsonl', message: fault.message };
}

function sealFault(events: readonly SessionEvent[], session: SealedFolder): PackageFault | null {
	const [first, last] = [events[0], events.at(-1)];
	const at = events.length;
	if (first?.type !== 'session-opened') return endFault(at, 'session-opened first', first?.type);
	if (last?.type !== 'session-sealed') return endFault(at, 'session-sealed last', last?.type);
	return filesFault({ seq: at, type: last.type, ...last.data }, session);
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

/** Pictures and sounds are in the folder with the content their events name. */
function mediaFault(
	events: readonly SessionEvent[],
	files: readonly FileEntry[]
): PackageFault | null {
	const found = new Map(files.map((file) => [file.path, file]));
	for (const event of events)
		for (const named of mediaIn(event.data)) {
			const path = sealedMediaPath(named);
			const file = found.get(path);
			if (file?.sha256 === named.sha256 && file.bytes === named.bytes) continue;
			const got = file === undefined ? 'no such file' : `SHA-256 ${file.sha256}`;
			const message = `expected ${path}, got ${got}`;
			return { what: 'media', seq: event.seq, path, message };
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
