/**
 * What was refused, noted in the security log: who may not, and what is no request of our pages.
 *
 * @module
 */
import type { RequestEvent } from '@sveltejs/kit';
import type { ErrorCode } from '#lib/core/errors.ts';
import { statusOf } from '#lib/server/http.ts';
import { noteSecurity } from '#lib/server/operations/security-log.ts';

/** Somebody asked for what they may not have, or what is not there, or sent what no page of ours sends. */
const NOTED = new Set([401, 403, 404, 413, 415]);
/** Asked again and again by pages that stay open after a sign-in ended. */
const ENDS: ReadonlySet<string> = new Set(['access/signed-out', 'access/locked']);

type Asked = Pick<RequestEvent, 'request' | 'route' | 'locals' | 'getClientAddress'>;

/** Notes a refusal, if it is one of access or of form; codes of the work itself stand in the logs of the work. */
export function noteRefusal(event: Asked, code: ErrorCode): void {
	const { request, route, locals } = event;
	if (ENDS.has(code) && !route.id?.startsWith('/api/sessions/')) return;
	if (!NOTED.has(statusOf(code)) && !code.startsWith('request/')) return;
	noteSecurity({
		...{ what: 'refused', outcome: code },
		account: locals.who?.user.id ?? null,
		from: event.getClientAddress(),
		// the route, never the address: addresses may name a case
		act: `${request.method} ${route.id ?? '?'}`
	});
}
