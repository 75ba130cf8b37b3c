/**
 * What some tests need from the machine. A test that lacks it is skipped with a notice; where
 * `JINGWEI_REQUIRE` (a comma-separated list) names it, its absence is a failure.
 *
 * @example `describe.skipIf(!requires('postgres'))('the PostgreSQL store', …)`
 * @module
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const sharedFolder = resolve(root, process.env['JINGWEI_SHARED'] ?? '../shared');

/** How each need is recognised, and how to meet it. */
const needs = {
	shared: {
		isMet: () => existsSync(join(sharedFolder, 'data')),
		remedy: 'the test data folder ../shared (or JINGWEI_SHARED)'
	},
	postgres: {
		isMet: () => (process.env['DATABASE_TEST_URL'] ?? '') !== '',
		remedy: 'a PostgreSQL database in DATABASE_TEST_URL'
	},
	python: {
		isMet: () => spawnSync('python3', ['--version']).status === 0,
		remedy: 'python3'
	},
	edflib: {
		isMet: () =>
			existsSync('/usr/include/edflib.h') && existsSync('/usr/lib/python3/dist-packages/mne'),
		remedy: 'the Debian packages libedf-dev and python3-mne'
	}
} as const;

/** A thing the machine may lack. */
export type Need = keyof typeof needs;

/** Absolute path of a file or folder in the shared folder, for example `data/edf/x.edf`. */
export function shared(path: string): string {
	return join(sharedFolder, path);
}

/**
 * Whether the machine has what the tests need.
 *
 * @throws when it is absent although `JINGWEI_REQUIRE` names it
 */
export function requires(need: Need): boolean {
	const { isMet, remedy } = needs[need];
	if (isMet()) return true;
	const demanded = (process.env['JINGWEI_REQUIRE'] ?? '').split(',').map((name) => name.trim());
	if (demanded.includes(need)) throw new Error(`these tests must run here and need ${remedy}`);
	console.warn(`skipped: needs ${remedy}`);
	return false;
}
