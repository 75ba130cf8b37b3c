/**
 * The verifier that goes with every package: a program for Node and a page for a browser. Neither knows this program.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { LabError } from '#lib/core/errors.ts';

/** A file of a package that is made, not recorded. */
export interface PackageFile {
	/** In the folder, forward slashes. */
	readonly path: string;
	readonly content: Uint8Array | string;
}

/** The folder of the verifier: beside the protocols. */
function verifierFolder(): string {
	return resolve(process.env['JINGWEI_ROOT'] ?? process.cwd(), 'verifier');
}

/**
 * Program, page and how to use them.
 *
 * @throws {LabError} `sealing/verifier` when the installation lacks them
 */
export async function verifierFiles(): Promise<PackageFile[]> {
	const read = async (name: string): Promise<string> => {
		try {
			return await readFile(join(verifierFolder(), name), 'utf8');
		} catch (error) {
			throw new LabError('sealing/verifier', `expected ${name} in ${verifierFolder()}`, {
				cause: error
			});
		}
	};
	const program = await read('verify.mjs');
	const page = await read('verify.html');
	const [, core] = /\/\/ <core>[^\n]*\n([\s\S]*)\/\/ <\/core>/.exec(program) ?? [];
	if (core === undefined || !page.includes('/*CORE*/'))
		throw new LabError(
			'sealing/verifier',
			'expected a core in verify.mjs and a place in verify.html'
		);
	return [
		{ path: 'verify.mjs', content: program },
		// a function, because a dollar sign in the core would mean something in a text
		{ path: 'verify.html', content: page.replace('/*CORE*/', () => core) },
		{ path: 'README.txt', content: await read('README.txt') }
	];
}
