/**
 * Refusals as HTTP: which status a code answers with, and which headers every answer carries.
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
	'accounts/already-set-up': 409,
	'accounts/name-taken': 409,
	'accounts/last-administrator': 409,
	'database/unique': 409,
	'database/busy': 503,
	'recorder/unreachable': 503,
	'recorder/timeout': 504,
	unknown: 404,
	'not-found': 404,
	gone: 410
};

/** Areas whose refusals speak about the state things are in, not about the form of the request. */
const CONFLICT_AREAS = new Set([
	...['session', 'interview', 'board', 'technique', 'scoring', 'sealing', 'chart'],
	...['recorder', 'device', 'instrument']
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

/**
 * Reads the fields of a form; files are refused.
 *
 * @returns the parsed fields, or null when they do not fit
 */
export async function readForm<T>(request: Request, schema: z.ZodType<T>): Promise<T | null> {
	const fields = Object.fromEntries(await request.formData());
	return schema.safeParse(fields).data ?? null;
}

/** Headers of every answer. Camera, microphone and serial port are used by no page yet. */
export const securityHeaders: Readonly<Record<string, string>> = {
	'x-content-type-options': 'nosniff',
	// not `no-referrer`: with it browsers send `Origin: null` with a form, which no origin check can take
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy':
		'camera=(), microphone=(), geolocation=(), serial=(), usb=(), hid=(), bluetooth=(), payment=()',
	'x-frame-options': 'DENY',
	'cache-control': 'no-store'
};
