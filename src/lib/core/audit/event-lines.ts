/**
 * The log of a session as text: one canonical JSON event a line, each line ended by LF.
 *
 * @module
 */
import { z } from 'zod';
import { proposedEvent, roles, type SessionEvent } from '../session/event.ts';
import { checkOfParts, readLog, writeLog } from './log-text.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);

/** What a log adds to a proposed event. */
const place = z.strictObject({
	sessionId: z.string().min(1).max(64),
	seq: z.int().min(1),
	actor: z.strictObject({ id: z.string().min(1), role: z.enum([...roles, 'system']) }),
	recordedAt: z.iso.datetime(),
	previousHash: hash,
	hash
});
const check = checkOfParts(place, proposedEvent);

/** The log of some events, as `events.jsonl` holds it. */
export function writeEventLines(events: readonly SessionEvent[]): string {
	return writeLog(events);
}

/**
 * Reads a log. Only the exact text of `writeEventLines` is taken; hashes are not checked (see chain.ts).
 *
 * @throws {LabError} `audit/event-line` naming the line (1-based, `details.line`)
 */
export function readEventLines(text: string): SessionEvent[] {
	return readLog(text, check) as SessionEvent[];
}
