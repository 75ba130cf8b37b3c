/** What is built in: exact versions, checked licences, and pages that ask nobody else. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import config from '../../svelte.config.js';
import { fetchedIn, FETCHED } from './origins.ts';
import { licenceFault } from './licences.ts';
import { lockedPackages, readProject, root, type LockedPackage } from './packages.ts';

type Versions = Readonly<Record<string, string>>;
const project = readProject('package.json') as Record<string, Versions | undefined>;
const groups = ['dependencies', 'optionalDependencies', 'devDependencies'];

test('every package has an exact version', () => {
	const loose = groups
		.flatMap((group) => Object.entries(project[group] ?? {}))
		.filter(([, version]) => !/^\d+[.]\d+[.]\d+$/.test(version));
	expect(loose).toEqual([]);
});

test('a package that runs is one of at most forty chosen ones', () => {
	expect(Object.keys(project['dependencies'] ?? {}).length).toBeLessThanOrEqual(40);
});

test('every package comes from the registry with its integrity value', () => {
	const { lockfileVersion, packages } = readProject('package-lock.json') as {
		lockfileVersion: number;
		packages: Record<string, { resolved?: string; integrity?: string; link?: boolean }>;
	};
	expect(lockfileVersion).toBe(3);
	const loose = Object.entries(packages).filter(
		([path, { integrity = '', resolved = '', link }]) =>
			path !== '' &&
			(link === true || !integrity.startsWith('sha512-') || /^(git|file|http:)/.test(resolved))
	);
	expect(loose.map(([path]) => path)).toEqual([]);
});

test('only named packages run a script when they are installed', () => {
	const { packages } = readProject('package-lock.json') as {
		packages: Record<string, { hasInstallScript?: boolean; optional?: boolean }>;
	};
	const allowed = Object.keys(project['allowScripts'] ?? {});
	const running = Object.entries(packages)
		.filter(([, entry]) => entry.hasInstallScript === true && entry.optional !== true)
		.map(([path]) => path.replace(/^.*node_modules\//, ''));
	// all of them are told not to
	expect(Object.values(project['allowScripts'] ?? {}).every((may) => !may)).toBe(true);
	expect(running.filter((name) => !allowed.includes(name))).toEqual([]);
});

test('no licence forbids what the laboratory does', () => {
	expect(lockedPackages().flatMap((one) => licenceFault(one) ?? [])).toEqual([]);
});

test.each<[string | null, boolean, boolean]>([
	['MIT', false, true],
	['(BSD-2-Clause OR GPL-3.0)', false, true],
	['MIT AND OFL-1.1', false, true],
	['MIT AND GPL-3.0', false, false],
	['GPL-3.0-only', true, false],
	['AGPL-3.0', true, false],
	['SSPL-1.0', true, false],
	['SEE LICENSE IN LICENSE', true, false],
	['MPL-2.0', false, false],
	['MPL-2.0', true, true],
	[null, true, false]
])('the licence %s of a package (tool: %s) is allowed: %s', (licence, isTool, isAllowed) => {
	const one: LockedPackage = { ...{ name: 'x', version: '1.0.0', integrity: '' }, licence, isTool };
	expect(licenceFault(one) === null).toBe(isAllowed);
});

test('no page may ask another origin', () => {
	for (const [directive, sources] of Object.entries(config.csp?.directives ?? {}))
		for (const source of sources as readonly string[])
			expect(`${directive} ${source}`).toMatch(/ (self|none|blob:|data:|unsafe-inline)$/);
	const directives = config.csp?.directives;
	expect(directives?.['default-src']).toEqual(['none']);
	expect(directives?.['connect-src']).toEqual(['self']);
	expect(directives?.['script-src']).toEqual(['self']);
	expect(directives?.['frame-ancestors']).toEqual(['none']);
});

function filesIn(folder: string, ending: RegExp): string[] {
	if (!existsSync(join(root, folder))) return [];
	return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
		.map((file) => join(folder, file))
		.filter((file) => ending.test(file) && !file.includes('paraglide'));
}

test('nothing in the sources fetches from another host', () => {
	const files = filesIn('src', /[.](ts|mjs|svelte|css|html)$/).filter(
		(file) => !/[.]test[.]ts$/.test(file)
	);
	expect(files.length).toBeGreaterThan(500);
	expect(files.flatMap((file) => fetchedIn(join(root, file)))).toEqual([]);
});

test('what it looks for would be found', () => {
	for (const text of [
		'fetch("https://x.example/a")',
		'src="//cdn.example/x.js"',
		'url(https://f.example/a.woff2)',
		"new WebSocket('wss://x.example')"
	])
		expect(text).toMatch(new RegExp(FETCHED.source));
});
