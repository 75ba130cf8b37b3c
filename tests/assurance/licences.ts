/**
 * Which licences may be used: what runs in a laboratory is handed on with it, so nothing that forbids or infects that.
 *
 * @module
 */
import type { LockedPackage } from './packages.ts';

/** Of everything. Fonts bring OFL. */
const ALLOWED: ReadonlySet<string> = new Set([
	...['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0', 'BlueOak-1.0.0'],
	...['CC0-1.0', 'Unlicense', 'OFL-1.1', 'Zlib', 'Python-2.0']
]);
/** Of tools only, which are never handed on: files under MPL stay under it, data under CC-BY names its makers. */
const ALLOWED_IN_TOOLS: ReadonlySet<string> = new Set(['MPL-2.0', 'CC-BY-3.0', 'CC-BY-4.0']);

const TOOL =
	'compiler of style sheets, used by the build only; its files stay under MPL and are not handed on';
/** Packages that are let pass by name (`*` = any ending), and why. */
export const exceptions: Readonly<Record<string, string>> = {
	'lightningcss*': TOOL,
	'png-js': 'its LICENSE file is the MIT licence; package.json does not say so',
	'svelte-toolbelt': 'its LICENSE file is the MIT licence; package.json does not say so',
	'sqlite-wasm-kysely': 'tool; its LICENSE file is Apache-2.0; package.json does not say so',
	'@inlang/plugin-message-format': 'tool; its LICENSE file is the MIT licence',
	'humanize-number': 'tool below s3rver, MIT by its readme; not handed on',
	only: 'tool below s3rver, MIT by its readme; not handed on'
};

/**
 * What is wrong with a package's licence; null = nothing. Of `A OR B` one is enough, of `A AND B` both are needed.
 *
 * @param known exceptions by name
 */
export function licenceFault(
	{ name, version, licence, isTool }: LockedPackage,
	known: Readonly<Record<string, string>> = exceptions
): string | null {
	const isKnown = Object.keys(known).some((one) =>
		one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : name === one
	);
	if (isKnown) return null;
	if (licence === null) return `${name}@${version}: no licence`;
	const may = (one: string): boolean => ALLOWED.has(one) || (isTool && ALLOWED_IN_TOOLS.has(one));
	const isAllowed = licence
		.replaceAll(/[()]/g, '')
		.split(' OR ')
		.some((choice) => choice.split(' AND ').every((one) => may(one.trim())));
	return isAllowed ? null : `${name}@${version}: ${licence}`;
}
