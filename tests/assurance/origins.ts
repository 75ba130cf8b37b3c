/**
 * Where a page or the program would fetch, load or connect to another host.
 *
 * @module
 */
import { readFileSync } from 'node:fs';

/** A call or an attribute with the address of another host; loopback is our own. */
export const FETCHED =
	/(?:\b(?:fetch|import|importScripts|EventSource|WebSocket|Worker|sendBeacon)\s*\(\s*|\b(?:src|href|action|poster)\s*=\s*|url\(\s*)["'`{]*(?:https?:|wss?:)?\/\/(?!localhost|127\.0\.0\.1)[\w.-]+/g;

/** Such places in a file. */
export function fetchedIn(file: string): string[] {
	return [...readFileSync(file, 'utf8').matchAll(FETCHED)].map(([text]) => `${file}: ${text}`);
}
