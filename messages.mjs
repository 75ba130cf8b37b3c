/**
 * The words on the pages as code: `src/messages` compiled into `src/lib/paraglide`, by `npm run generate`, by builds and
 * before tests. Reading all of them takes the compiler ten seconds of a processor, so it is left out while neither they
 * nor what was made of them changed.
 *
 * @module
 */
import { compile } from '@inlang/paraglide-js';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('.', import.meta.url));
const STAMP = join(root, 'node_modules/.jingwei-messages');

/** How they are compiled, wherever that is done. */
export const messageOptions = {
	project: join(root, 'project.inlang'),
	outdir: join(root, 'src/lib/paraglide'),
	/** @type {'locale-modules'} */
	outputStructure: 'locale-modules',
	/** @type {('cookie' | 'preferredLanguage' | 'baseLocale')[]} */
	strategy: ['cookie', 'preferredLanguage', 'baseLocale'],
	isServer: "import.meta.env?.SSR ?? typeof window === 'undefined'"
};

/** What the code is made of, and what was made. */
const PARTS = [
	...['src/messages', 'project.inlang/settings.json', 'messages.mjs', 'src/lib/paraglide'],
	...['paraglide-js', 'plugin-message-format'].map(
		(name) => `node_modules/@inlang/${name}/package.json`
	)
];

/** Compiles the messages when the code is not that of the messages as they are now. */
export async function compileMessages() {
	if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === state()) return;
	// others may be reading the folder: each file is replaced, none is away
	await compile({ ...messageOptions, cleanOutdir: false });
	writeFileSync(STAMP, state());
}

function state() {
	const hash = createHash('sha256');
	for (const path of PARTS.flatMap((part) => filesUnder(join(root, part))).sort()) {
		const content = readFileSync(path);
		hash.update(`${path.slice(root.length)} ${String(content.length)}\n`).update(content);
	}
	return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesUnder(path) {
	if (!existsSync(path)) return [];
	if (statSync(path).isFile()) return [path];
	return readdirSync(path).flatMap((name) => filesUnder(join(path, name)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await compileMessages();
