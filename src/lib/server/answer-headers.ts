/**
 * Headers that protect answers: those of every answer of the server, and those the pages' handler adds.
 *
 * @module
 */

/** A year: browsers that were here once never ask over plain HTTP again, nor the names below this one. */
const HSTS = 'max-age=31536000; includeSubDomains';

/**
 * For whatever is no page of ours: answers in JSON, streams, files of the build and workers made of them. A page brings
 * the policy of `svelte.config.js` in this one's place. Styles are for the bare page that tells of a fault.
 */
const POLICY = [
	"default-src 'none'",
	...["script-src 'self'", "connect-src 'self'", "worker-src 'self'", "style-src 'unsafe-inline'"],
	...["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "object-src 'none'"]
].join('; ');

/**
 * Headers of every answer, files of the build and refusals before any page included. The microphone is for spoken
 * prompts, and the browser still asks; a page that was opened elsewhere keeps the policy it came with, so it stands on
 * all. Camera and serial port are used by no page yet.
 */
const everywhere: Readonly<Record<string, string>> = {
	'content-security-policy': POLICY,
	'x-content-type-options': 'nosniff',
	// not `no-referrer`: with it browsers send `Origin: null` with a form, which no origin check can take
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-resource-policy': 'same-origin',
	'permissions-policy':
		'camera=(), microphone=(self), geolocation=(), serial=(), usb=(), hid=(), bluetooth=(), payment=()',
	'x-frame-options': 'DENY'
};

/** What pages and endpoints add where they say nothing themselves; in development, too. */
export const securityHeaders: Readonly<Record<string, string>> = {
	...everywhere,
	'cache-control': 'no-store'
};

/** What is needed of an answer; of HTTP/1 and HTTP/2 alike. */
interface Answer {
	setHeader(name: string, value: string): unknown;
	getHeader(name: string): unknown;
	writeHead(status: number, ...rest: never[]): unknown;
}

/**
 * Sets the headers of every answer, before anybody answers; whoever answers may replace them.
 *
 * @param isSecure whether it goes over TLS; without it browsers would not believe what HSTS says
 */
export function protectAnswer(answer: Answer, isSecure: boolean): void {
	for (const [name, value] of Object.entries(everywhere)) answer.setHeader(name, value);
	if (isSecure) answer.setHeader('strict-transport-security', HSTS);
	nameCharset(answer);
}

/** Text says in which signs it is written: files of the build are sent without it. */
function nameCharset(answer: Answer): void {
	const writeHead = answer.writeHead.bind(answer) as (...given: unknown[]) => unknown;
	answer.writeHead = (...given: unknown[]) => {
		const headers = given.at(-1);
		const named = typeof headers === 'object' && headers !== null ? headers : {};
		const [key, type] = Object.entries(named).find(([name]) => isType(name)) ?? [null, null];
		const shown = withCharset(type ?? answer.getHeader('content-type'));
		if (shown === null) return writeHead(...given);
		if (key === null) answer.setHeader('content-type', shown);
		else return writeHead(...given.slice(0, -1), { ...named, [key]: shown });
		return writeHead(...given);
	};
}

const isType = (name: string): boolean => name.toLowerCase() === 'content-type';

/** The type with its charset; null = as it is. */
function withCharset(type: unknown): string | null {
	if (typeof type !== 'string' || /charset=/i.test(type)) return null;
	return /^(text\/|[^;]*[+/]xml)/.test(type) ? `${type}; charset=utf-8` : null;
}
