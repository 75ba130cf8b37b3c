/**
 * The protocols that come with the program, read and checked once by its build: reading them anew took a third of the
 * processor's time of every start. Found by their text, so a file that was changed since is read as ever.
 *
 * @module
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ParsedProtocol } from '#lib/core/protocols/parse.ts';
import { digestOf, useBuilt } from './parsed-protocols.ts';
import { readProtocols } from './protocols.ts';

/** Beside the built pages, as trusted as they are; gone with them when they are built anew. */
const FILE = 'build/protocols.json';

/**
 * Part of a build. Files with problems are left out: the start names them.
 *
 * @param root the program's folder
 */
export function keepBuiltProtocols(root: string): void {
	const { files } = readProtocols(join(root, 'protocols'));
	const values = files.map(({ name, bytes, kind, value }) => [
		digestOf(name, bytes.toString()),
		{ kind, value }
	]);
	writeFileSync(join(root, FILE), JSON.stringify(Object.fromEntries(values)));
}

/**
 * Part of the start of what was built, not of anything that runs from its sources: their checks may be newer.
 *
 * @param root the program's folder
 */
export function recallBuiltProtocols(root = process.env['JINGWEI_ROOT'] ?? process.cwd()): void {
	const file = join(root, FILE);
	if (existsSync(file))
		useBuilt(JSON.parse(readFileSync(file, 'utf8')) as Record<string, ParsedProtocol>);
}
