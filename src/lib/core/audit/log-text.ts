/**
 * A log as text, whatever its events are: one canonical JSON event a line, each line ended by LF.
 *
 * @module
 */
import type { z } from 'zod';
import { isLabError, LabError } from '../errors.ts';
import { canonicalJson } from './canonical.ts';

/** Says what is wrong with a value that should be an event; null = nothing. */
export type EventCheck = (value: object) => string | null;

/** The text of some events. */
export function writeLog(events: readonly object[]): string {
	return events.map((event) => `${canonicalJson(event)}\n`).join('');
}

/**
 * Reads a log. Only the exact text of `writeLog` is taken. The values themselves are given back, not trimmed copies:
 * their hashes are over what was written, and are not checked here.
 *
 * @throws {LabError} `audit/event-line` naming the line (1-based, `details.line`)
 */
export function readLog(text: string, check: EventCheck): object[] {
	if (text === '') return [];
	const lines = text.split('\n');
	if (lines.pop() !== '') throw refusal(lines.length + 1, 'a last line without line feed');
	return lines.map((line, index) => readLine(line, index + 1, check));
}

function readLine(line: string, number: number, check: EventCheck): object {
	let value: unknown;
	try {
		value = JSON.parse(line);
	} catch (error) {
		throw refusal(number, 'text that is not JSON', error);
	}
	if (typeof value !== 'object' || value === null) throw refusal(number, 'no object');
	const fault = check(value);
	if (fault !== null) throw refusal(number, fault);
	if (canonicalOf(value, number) !== line) throw refusal(number, 'JSON that is not canonical');
	return value;
}

/** Some JSON has no canonical text: half a character, a thousand levels. */
function canonicalOf(value: object, number: number): string {
	try {
		return canonicalJson(value);
	} catch (error) {
		if (isLabError(error)) throw refusal(number, 'JSON that has no canonical text', error);
		throw error;
	}
}

/**
 * A check of an event in two parts: what a log adds, and what was proposed.
 *
 * @param place the fields a log adds
 * @param proposed all other fields
 */
export function checkOfParts(place: z.ZodObject, proposed: z.ZodType): EventCheck {
	const added = Object.keys(place.shape);
	const isPlace = ([key]: [string, unknown]): boolean => added.includes(key);
	return (value) => {
		const fields = Object.entries(value) as [string, unknown][];
		const placed = place.safeParse(Object.fromEntries(fields.filter(isPlace)));
		if (!placed.success) return firstIssue(placed.error);
		const rest = proposed.safeParse(Object.fromEntries(fields.filter((field) => !isPlace(field))));
		return rest.success ? null : firstIssue(rest.error);
	};
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
