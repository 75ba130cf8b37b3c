/**
 * The sealed folder of an interview: its log as text, and whether the folder is whole and unchanged.
 *
 * What this shows: the folder is the one that was sealed, byte for byte, if the hash of its last event is known from
 * elsewhere. Someone who rewrites every file and every hash makes another consistent folder.
 *
 * @module
 */
import { z } from 'zod';
import {
	endFault,
	exactText,
	filesFault,
	refusalFault,
	type PackageFault,
	type SealedFolder
} from '../audit/folder.ts';
import { chainFaultOf, type ChainFault } from '../audit/link.ts';
import { checkOfParts, readLog, writeLog } from '../audit/log-text.ts';
import { isLabError } from '../errors.ts';
import { roles } from '../roles.ts';
import { proposedInterviewEvent, type InterviewEvent } from './interview-event.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What a log adds to a proposed event. */
const place = z.strictObject({
	interviewId: z.string().min(1).max(64),
	seq: z.int().min(1),
	actor: z.strictObject({ id: z.string().min(1), role: z.enum(roles) }),
	recordedAt: z.iso.datetime(),
	previousHash: hash,
	hash
});
const check = checkOfParts(place, proposedInterviewEvent);

/** What the check found. */
export interface InterviewVerdict {
	readonly ok: boolean;
	/** Null when the first event could not be read. */
	readonly interviewId: string | null;
	/** Hash of the last event: what to compare with a copy kept elsewhere. */
	readonly lastHash: string | null;
	readonly events: number;
	readonly files: number;
	readonly fault: PackageFault | null;
}

/** The log of an interview, as `events.jsonl` holds it. */
export function writeInterviewLines(events: readonly InterviewEvent[]): string {
	return writeLog(events);
}

/**
 * Reads the log of an interview; hashes are not checked.
 *
 * @throws {LabError} `audit/event-line` naming the line (1-based, `details.line`)
 */
export function readInterviewLines(text: string): InterviewEvent[] {
	return readLog(text, check) as InterviewEvent[];
}

/** The first fault of an interview's whole chain, null when there is none. */
export function interviewChainFault(events: readonly InterviewEvent[]): ChainFault | null {
	const logOf = ({ interviewId }: InterviewEvent): string => interviewId;
	return chainFaultOf(events, { name: 'interview', logOf, seal: 'interview-sealed' });
}

/** Checks the whole folder of a sealed interview. Faults are values; nothing is thrown. */
export function verifyInterviewPackage(folder: SealedFolder): InterviewVerdict {
	let events: readonly InterviewEvent[] = [];
	let fault: PackageFault | null;
	try {
		events = readInterviewLines(exactText(folder.eventsText, 'events.jsonl'));
		fault = chainFault(events) ?? sealFault(events, folder);
	} catch (error) {
		if (!isLabError(error)) throw error;
		fault = refusalFault(error);
	}
	return {
		ok: fault === null,
		interviewId: events[0]?.interviewId ?? null,
		lastHash: events.at(-1)?.hash ?? null,
		events: events.length,
		files: folder.files.length,
		fault
	};
}

function chainFault(events: readonly InterviewEvent[]): PackageFault | null {
	const fault = interviewChainFault(events);
	if (fault === null) return null;
	return { what: 'chain', seq: fault.seq, path: 'events.jsonl', message: fault.message };
}

function sealFault(events: readonly InterviewEvent[], folder: SealedFolder): PackageFault | null {
	const [first, last] = [events[0], events.at(-1)];
	const at = events.length;
	if (first?.type !== 'interview-opened')
		return endFault(at, 'interview-opened first', first?.type);
	if (last?.type !== 'interview-sealed') return endFault(at, 'interview-sealed last', last?.type);
	if (last.data.upTo !== at - 1)
		return endFault(at, `a seal over ${at - 1} events`, `one over ${last.data.upTo}`);
	return filesFault({ seq: at, type: last.type, ...last.data }, folder);
}
