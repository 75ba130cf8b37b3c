/**
 * Refusals as HTTP: which status a code answers with, and how the body of a request is read.
 *
 * @module
 */
import { z } from 'zod';
import { LabError, type ErrorCode } from '../core/errors.ts';

/** Statuses of codes that are not plain 400s. By whole code, else by what stands after the slash. */
const statuses: Readonly<Record<string, number>> = {
	'request/cross-origin': 403,
	'access/signed-out': 401,
	'access/locked': 423,
	'access/role': 403,
	'access/duty': 403,
	'access/second-factor': 403,
	'access/reauthentication': 403,
	'report/withheld': 403,
	'accounts/already-set-up': 409,
	'accounts/name-taken': 409,
	'accounts/last-administrator': 409,
	'database/unique': 409,
	'database/busy': 503,
	'database/away': 503,
	'recorder/unreachable': 503,
	'recorder/timeout': 504,
	unknown: 404,
	'not-found': 404,
	'media/too-large': 413,
	'media/type': 415,
	gone: 410
};

/** Areas whose refusals speak about the state things are in, not about the form of the request. */
const CONFLICT_AREAS = new Set([
	...['session', 'interview', 'board', 'technique', 'scoring', 'sealing', 'report', 'chart'],
	...['recorder', 'device', 'instrument', 'laboratory', 'review', 'lease', 'archive', 'retention'],
	'exports'
]);

/** The HTTP status a refusal answers with. */
export function statusOf(code: ErrorCode): number {
	const [area = '', what = ''] = code.split('/');
	return statuses[code] ?? statuses[what] ?? (CONFLICT_AREAS.has(area) ? 409 : 400);
}

/** The one answer for what does not exist and for what is none of the asker's business. */
export function notFound(): LabError {
	return new LabError('request/not-found', 'expected something assigned to you, got nothing');
}

/** Largest JSON body taken [bytes]. */
const LARGEST_BODY = 1024 * 1024;

/**
 * Reads a JSON body.
 *
 * @throws {LabError} `request/body` when it is too long, no JSON, or of another shape
 */
export async function readBody<T>(request: Request, schema: z.ZodType<T>): Promise<T> {
	if (!request.headers.get('content-type')?.startsWith('application/json'))
		throw new LabError('request/body', 'expected application/json');
	const text = await request.text();
	if (text.length > LARGEST_BODY)
		throw new LabError(
			'request/body',
			`expected at most ${LARGEST_BODY} bytes, got ${text.length}`
		);
	let body: unknown;
	try {
		body = JSON.parse(text);
	} catch (error) {
		throw new LabError('request/body', 'expected JSON', { cause: error });
	}
	const parsed = schema.safeParse(body);
	if (parsed.success) return parsed.data;
	throw new LabError('request/body', z.prettifyError(parsed.error));
}

/** Largest request of a route that takes no files [bytes]: a batch of events after a long break. */
export const LARGEST_REQUEST = 2 * 1024 * 1024;

/**
 * Reads a body of bytes, and no more of it than is taken.
 *
 * @throws {LabError} `media/too-large`
 */
export async function readBytes(request: Request, most: number): Promise<Uint8Array> {
	const parts: Uint8Array[] = [];
	let length = 0;
	const reader = request.body?.getReader();
	for (;;) {
		const part = await reader?.read();
		if (part?.value === undefined) break;
		length += part.value.length;
		if (length > most) {
			await reader?.cancel();
			throw new LabError('media/too-large', `expected at most ${most} bytes`);
		}
		parts.push(part.value);
	}
	return Buffer.concat(parts);
}

/**
 * The form somebody sent.
 *
 * @throws {LabError} `request/body` when the body is none
 */
export async function formOf(request: Request): Promise<FormData> {
	try {
		return await request.formData();
	} catch (error) {
		throw new LabError('request/body', 'expected a form', { cause: error });
	}
}

/**
 * Reads the fields of a form; files are refused.
 *
 * @returns the parsed fields, or null when they do not fit
 * @throws {LabError} `request/body` when the body is no form
 */
export async function readForm<T>(request: Request, schema: z.ZodType<T>): Promise<T | null> {
	const fields = Object.fromEntries(await formOf(request));
	return schema.safeParse(fields).data ?? null;
}
