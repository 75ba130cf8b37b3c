/**
 * Which requests may reach the application at all: own origin for writes, own host name for everything.
 *
 * @module
 */

/** What is looked at. Header values as they came, null when absent. */
export interface RequestFacts {
	readonly method: string;
	/** Origin the request was made to, e.g. `http://127.0.0.1:5180`. */
	readonly ownOrigin: string;
	readonly origin: string | null;
	readonly fetchSite: string | null;
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that may change something comes from our own pages.
 *
 * Browsers send `Origin` with every write; one without it and without `Sec-Fetch-Site` is no browser's
 * and carries no cookie of a victim, but is refused all the same: only our pages write.
 */
export function isOwnWrite({ method, ownOrigin, origin, fetchSite }: RequestFacts): boolean {
	if (READS.has(method)) return true;
	if (fetchSite !== null && fetchSite !== 'same-origin') return false;
	return origin === ownOrigin;
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether a `Host` header names this server. A page of another name that resolves to this machine
 * (DNS rebinding) would otherwise be same-origin with us.
 *
 * @param host `name` or `name:port` as sent
 * @param allowed further names, lower case, without port
 */
export function isOwnHost(host: string | undefined, allowed: readonly string[] = []): boolean {
	const name = host?.toLowerCase().replace(/:\d+$/, '') ?? '';
	return LOOPBACK.has(name) || allowed.includes(name);
}

/** Whether an address of a peer is this machine itself. */
export function isLoopbackAddress(address: string): boolean {
	return /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/.test(address);
}
