/**
 * The token a monitoring program may have.
 *
 * @module
 */
import { createHash, timingSafeEqual } from 'node:crypto';

/** Shorter ones can be guessed [characters]. */
const SHORTEST_TOKEN = 20;

/**
 * Whether a request carries the token. The comparison takes as long for a wrong one as for the right one.
 *
 * @param authorization the request's header: `Bearer TOKEN`
 * @param token what `JINGWEI_METRICS_TOKEN` says; none, or one under 20 characters, lets nobody in
 */
export function hasMetricsToken(authorization: string | null, token: string | undefined): boolean {
	if (token === undefined || token.length < SHORTEST_TOKEN) return false;
	const given = /^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '';
	return timingSafeEqual(digest(given), digest(token));
}

// of one length, whatever was sent
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
