/**
 * What every request passes: language, origin, who is asking, what may be asked, headers of the answer.
 *
 * @module
 */
import { redirect, type RequestEvent } from '@sveltejs/kit';
import {
	sequence,
	type Handle,
	type HandleServerError,
	type ServerInit
} from '@sveltejs/kit/hooks';
import { building, dev } from '$app/env';
import { isLabError, LabError } from '#lib/core/errors.ts';
import { paraglideMiddleware } from '#lib/paraglide/server.js';
import { mayEnter, ruleOf, type RouteRule } from '#lib/server/accounts/access.ts';
import { isOwnWrite } from '#lib/server/accounts/origin.ts';
import { recallBuiltProtocols } from '#lib/server/built-protocols.ts';
import { orAway, saysAway } from '#lib/server/database/away.ts';
import { securityHeaders } from '#lib/server/answer-headers.ts';
import { LARGEST_REQUEST, statusOf } from '#lib/server/http.ts';
import { getLab, startLab } from '#lib/server/lab.ts';
import { noteRefusal } from './routes/noted.server.ts';
import { waitsForSecondFactor } from './routes/second-factor.server.ts';
import { sentenceOf } from './routes/sentences.server.ts';
import { whoAsks } from './routes/who-asks.server.ts';

export const init: ServerInit = async () => {
	if (building) return;
	if (!dev) recallBuiltProtocols();
	await startLab();
};

/** Chooses the language of a page from the cookie, then from the browser's languages. */
const language: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, ({ locale }) =>
		resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) })
	);

/** The server sets most of them on everything (`serve/main`); here they stand in development, too. */
const headers: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	for (const [name, value] of Object.entries(securityHeaders))
		if (!response.headers.has(name)) response.headers.set(name, value);
	return response;
};

/** Asked about by machines and streams, not by a person: no sign of activity. */
const QUIET_ROUTES = new Set([
	...['/api/stream', '/api/clock', '/api/health', '/api/metrics', '/api/activity'],
	'/api/browser-key',
	// an open page asks again and again; what a person writes is noted by the endpoint
	'/api/interviews/[interview]/events'
]);

/** Takes files, which are longer than anything else that is sent. */
const FILE_ROUTES = new Set(['/api/sessions/[session]/media']);

/** Whether a request says of itself that it is longer than its route takes. */
function isTooLong({ request, route }: RequestEvent): boolean {
	if (FILE_ROUTES.has(route.id ?? '')) return false;
	return Number(request.headers.get('content-length') ?? 0) > LARGEST_REQUEST;
}

const guard: Handle = async ({ event, resolve }) => {
	const { request, url } = event;
	if (isTooLong(event))
		return refuse(new LabError('request/body', `expected at most ${LARGEST_REQUEST} bytes`), event);
	const refusal = isOwnWrite({
		method: request.method,
		ownOrigin: url.origin,
		origin: request.headers.get('origin'),
		fetchSite: request.headers.get('sec-fetch-site')
	})
		? await enter(event)
		: new LabError('request/cross-origin', `expected a write from ${url.origin}`);
	if (refusal === null) return resolve(event);
	if (url.pathname.startsWith('/api/')) return refuse(refusal, event);
	if (refusal.code === 'access/signed-out') redirect(303, `/sign-in${returnTo(event)}`);
	if (refusal.code === 'access/locked') redirect(303, `/sign-in/unlock${returnTo(event)}`);
	if (refusal.code === 'access/second-factor') redirect(303, '/account');
	throw refusal;
};

/** Finds out who asks; a refusal when they may not. */
async function enter(event: RequestEvent): Promise<LabError | null> {
	const { idle } = getLab().accounts;
	const now = Date.now();
	const { who, duty, needsFactor } = await whoAsks(event);
	event.locals.who = who;
	event.locals.locked = who !== null && idle.isLocked(who.session, now);
	event.locals.duty = duty;
	const rule = ruleOf(event.route.id);
	// no such page: SvelteKit's own answer, the same for everybody
	if (rule === null) return event.route.id === null ? null : notMine();
	const refusal = refusalOf(event, rule) ?? (needsFactor ? factorRefusal(event) : null);
	if (refusal === null && who && !event.locals.locked && !QUIET_ROUTES.has(event.route.id ?? ''))
		await orAway(getLab().database.db, () => idle.touch(who.session, now)).catch(
			(error: unknown) => {
				// noted in memory; it is written with the next activity
				if (!saysAway(error)) throw error;
			}
		);
	return refusal;
}

function refusalOf({ locals }: RequestEvent, rule: RouteRule): LabError | null {
	if (!mayEnter(rule, locals.who?.user.role ?? null, locals.duty))
		return locals.who === null
			? new LabError('access/signed-out', 'expected somebody signed in, got nobody')
			: new LabError('access/role', `not for the role ${locals.who.user.role}`);
	if (locals.locked && rule.whileLocked !== true)
		return new LabError('access/locked', 'expected the password again');
	return null;
}

/** By the laboratory's policy nothing is reached without a second factor but the page that sets it up. */
function factorRefusal({ route }: RequestEvent): LabError | null {
	if (!waitsForSecondFactor(route.id)) return null;
	return new LabError('access/second-factor', 'expected an account with a second factor');
}

const notMine = () => new LabError('request/not-found', 'no rule for this route');

function returnTo({ url, request }: RequestEvent): string {
	if (request.method !== 'GET' || url.pathname === '/') return '';
	return `?to=${encodeURIComponent(url.pathname + url.search)}`;
}

function refuse(refusal: LabError, event: RequestEvent): Response {
	const { request } = event;
	const { code, message } = refusal;
	noteRefusal(event, code);
	return Response.json(
		{ code, message, sentence: sentenceOf(code, request, refusal.details) },
		{ status: statusOf(code) }
	);
}

export const handle: Handle = sequence(headers, language, guard);

export const handleError: HandleServerError = ({ kind, error, event }) => {
	const { request } = event;
	if (kind === 'app') return error;
	if (kind === 'framework' || kind === 'validation') {
		const code = error.status === 404 ? 'request/not-found' : 'request/refused';
		return { status: error.status, code, message: sentenceOf(code, request) };
	}
	if (isLabError(error)) {
		const status = statusOf(error.code);
		// what is missing and what is none of the asker's business must look alike
		const code = status === 404 ? 'request/not-found' : error.code;
		noteRefusal(event, error.code);
		return { status, code, message: sentenceOf(code, request, error.details) };
	}
	const faultId = crypto.randomUUID().slice(0, 8);
	// the route, never the address: addresses may name a case
	console.error(`fault ${faultId} ${request.method} ${event.route.id ?? '?'}`, error);
	return { status: 500, message: sentenceOf('request/fault', request, { id: faultId }), faultId };
};
