/**
 * The family of browser and system a request comes from. A sign-in that turns up with another one was carried to another
 * machine; versions are left out, because browsers update while people are signed in.
 *
 * @module
 */

/** In this order: a browser names those it is made of, too. */
const BROWSERS: readonly (readonly [string, RegExp])[] = [
	['edge', /Edg(e|A|iOS)?\//],
	['opera', /OPR\//],
	['firefox', /Firefox\//],
	['chrome', /(Headless)?Chrom(e|ium)\//],
	['safari', /Safari\//]
];
const SYSTEMS: readonly (readonly [string, RegExp])[] = [
	['windows', /Windows/],
	['android', /Android/],
	['ios', /iPhone|iPad/],
	['mac', /Mac OS X|Macintosh/],
	['linux', /Linux|X11/]
];

/**
 * @param agent the `User-Agent` header; null or absent = none was sent
 * @returns e.g. `chrome/windows`; `other/other` for what is no known browser
 */
export function agentFamily(agent: string | null | undefined): string {
	const of = (table: typeof BROWSERS): string =>
		table.find(([, pattern]) => pattern.test(agent ?? ''))?.[0] ?? 'other';
	return `${of(BROWSERS)}/${of(SYSTEMS)}`;
}
