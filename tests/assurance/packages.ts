/**
 * The packages of the lock file, as the papers and their tests see them.
 *
 * @module
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The project's folder. */
export const root = resolve(import.meta.dirname, '../..');

/** One package in one version. */
export interface LockedPackage {
	readonly name: string;
	readonly version: string;
	/** SPDX expression; null where neither lock file nor package says one. */
	readonly licence: string | null;
	/** As in the lock file, `sha512-…` (base64). */
	readonly integrity: string;
	/** Used to build and test only, never part of what runs. */
	readonly isTool: boolean;
}

interface LockEntry {
	readonly version?: string;
	readonly license?: string;
	readonly integrity?: string;
	readonly dev?: boolean;
}

/** Reads a JSON file of the project. */
export function readProject(file: string): unknown {
	return JSON.parse(readFileSync(join(root, file), 'utf8'));
}

/** All packages, each version once, by name and version. */
export function lockedPackages(): LockedPackage[] {
	const { packages } = readProject('package-lock.json') as { packages: Record<string, LockEntry> };
	const found = new Map<string, LockedPackage>();
	for (const [path, entry] of Object.entries(packages)) {
		if (path === '') continue;
		const name = path.replace(/^.*node_modules\//, '');
		const version = entry.version ?? '';
		const key = `${name}@${version}`;
		const isTool = entry.dev === true && (found.get(key)?.isTool ?? true);
		const licence = entry.license ?? ownLicence(path);
		found.set(key, { name, version, licence, integrity: entry.integrity ?? '', isTool });
	}
	return [...found.values()].sort((a, b) =>
		compare(`${a.name}@${a.version}`, `${b.name}@${b.version}`)
	);
}

/** Some packages say their licence in an older form the lock file leaves out. */
function ownLicence(path: string): string | null {
	const file = join(root, path, 'package.json');
	if (!existsSync(file)) return null;
	const { license, licenses } = JSON.parse(readFileSync(file, 'utf8')) as {
		license?: string | { type?: string };
		licenses?: readonly { type?: string }[];
	};
	if (typeof license === 'string') return license;
	return license?.type ?? licenses?.map(({ type }) => type ?? '').join(' OR ') ?? null;
}

/** By code units, the same everywhere. */
export function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
