/**
 * The log as text: one canonical JSON event a line, each line ended by LF.
 *
 * @module
 */
import { z } from 'zod';
import { LabError } from '../errors.ts';
import { proposedEvent, roles, type SessionEvent } from '../session/event.ts';
import { canonicalJson } from './canonical.ts';

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
const placeFields = Object.keys(place.shape);

/** The log of some events, as `events.jsonl` holds it. */
export function writeEventLines(events: readonly SessionEvent[]): string {
	return events.map((event) => `${canonicalJson(event)}\n`).join('');
}

/**
 * Reads a log. Only the exact text of `writeEventLines` is taken; hashes are not checked (see chain.ts).
 *
 * @throws {LabError} `audit/event-line` naming the line (1-based, `details.line`)
 */
export function readEventLines(text: string): SessionEvent[] {
	if (text === '') return [];
	const lines = text.split('\n');
	if (lines.pop() !== '') throw refusal(lines.length + 1, 'a last line without line feed');
	return lines.map((line, index) => readEventLine(line, index + 1));
}

function readEventLine(line: string, number: number): SessionEvent {
	let value: unknown;
	try {
		value = JSON.parse(line);
	} catch (error) {
		throw refusal(number, 'text that is not JSON', error);
	}
	const event = storedEvent(value, number);
	if (canonicalJson(value) !== line) throw refusal(number, 'JSON that is not canonical');
	return event;
}

/**
 * Checks an event that came from outside with all its fields. The value itself is given back, not a trimmed
 * copy: its hash is over what was written.
 */
function storedEvent(value: unknown, number: number): SessionEvent {
	if (typeof value !== 'object' || value === null) throw refusal(number, 'no object');
	const fields = Object.entries(value);
	const isPlace = ([key]: [string, unknown]): boolean => placeFields.includes(key);
	const placed = place.safeParse(Object.fromEntries(fields.filter(isPlace)));
	if (!placed.success) throw refusal(number, firstIssue(placed.error));
	const proposed = proposedEvent.safeParse(
		Object.fromEntries(fields.filter((field) => !isPlace(field)))
	);
	if (!proposed.success) throw refusal(number, firstIssue(proposed.error));
	return value as SessionEvent;
}

function firstIssue(error: z.ZodError): string {
	const issue = error.issues[0];
	return `field ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
}

function refusal(line: number, got: string, cause?: unknown): LabError {
	return new LabError('audit/event-line', `expected an event in line ${line}, got ${got}`, {
		cause,
		details: { line }
	});
}
