/**
 * Calls to better-auth in place of its HTTP interface: same checks, same rate limits, no open address.
 *
 * @module
 */
import { z } from 'zod';
import { agentFamily } from './agent-family.ts';
import { ADDRESS_HEADER, INNER_ORIGIN, type Auth } from './auth.ts';

/** The request on whose behalf a call is made. */
export interface Caller {
	/** `Cookie` header as the browser sent it. */
	readonly cookie: string | null;
	/** Address of the peer, from the socket. */
	readonly address: string;
	/** Whether the browser came over HTTPS: cookies are then marked secure and bound to this host. */
	readonly secure: boolean;
	/** `User-Agent` header; the sign-in is bound to the family of browser and system it names. */
	readonly agent?: string | null;
}

/** A cookie to set, as SvelteKit's `cookies.set` takes it. */
export interface AuthCookie {
	readonly name: string;
	readonly value: string;
	readonly options: {
		readonly path: '/';
		readonly httpOnly: true;
		readonly sameSite: 'strict';
		readonly secure: boolean;
		readonly maxAge?: number;
	};
}

/** What came back. */
export interface AuthAnswer {
	readonly status: number;
	/** better-auth's error code, e.g. `INVALID_PASSWORD`; empty when all went well. */
	readonly code: string;
	readonly body: Readonly<Record<string, unknown>>;
	readonly cookies: readonly AuthCookie[];
	/** Rate-limited: try again after [s]; 0 = not limited. */
	readonly retryAfterS: number;
}

const answerBody = z.looseObject({ code: z.string().optional() });

/**
 * Posts to one of better-auth's endpoints.
 *
 * @param path e.g. `/sign-in/username`
 */
export async function callAuth(
	auth: Auth,
	path: string,
	caller: Caller,
	body: Readonly<Record<string, unknown>> = {}
): Promise<AuthAnswer> {
	const cookie = innerCookies(caller);
	const response = await auth.handler(
		new Request(`${INNER_ORIGIN}/api/auth${path}`, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				origin: INNER_ORIGIN,
				[ADDRESS_HEADER]: caller.address,
				'user-agent': agentFamily(caller.agent),
				...(cookie === null ? {} : { cookie })
			},
			body: JSON.stringify(body)
		})
	);
	const text = await response.text();
	const parsed = answerBody.safeParse(text === '' ? {} : JSON.parse(text));
	const answer = parsed.data ?? {};
	return {
		status: response.status,
		code: response.ok ? '' : (answer.code ?? 'UNKNOWN'),
		body: answer,
		cookies: response.headers.getSetCookie().map((line) => readCookie(line, caller.secure)),
		retryAfterS: Number(response.headers.get('x-retry-after') ?? 0)
	};
}

/** Browsers take a cookie of this name only over HTTPS, from this very host, for all its paths. */
const HOST_PREFIX = '__Host-';

/**
 * The cookies as better-auth knows them. Over HTTPS only those bound to this host count: one without the prefix may have
 * been planted by another host of the same domain.
 */
export function innerCookies({ cookie, secure }: Pick<Caller, 'cookie' | 'secure'>): string | null {
	if (cookie === null || !secure) return cookie;
	const bound = cookie
		.split(';')
		.map((pair) => pair.trim())
		.filter((pair) => pair.startsWith(HOST_PREFIX));
	return bound.length === 0 ? null : bound.map((pair) => pair.slice(HOST_PREFIX.length)).join('; ');
}

function readCookie(line: string, secure: boolean): AuthCookie {
	const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
	const equals = pair.indexOf('=');
	const maxAge = attributes.find((part) => /^max-age=/i.test(part))?.slice('max-age='.length);
	return {
		name: `${secure ? HOST_PREFIX : ''}${pair.slice(0, equals)}`,
		value: decodeURIComponent(pair.slice(equals + 1)),
		options: {
			path: '/',
			httpOnly: true,
			sameSite: 'strict',
			secure,
			...(maxAge === undefined ? {} : { maxAge: Number(maxAge) })
		}
	};
}
