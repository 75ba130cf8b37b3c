/**
 * Makes a fresh clone runnable: installs the packages and builds the pages when they are missing or
 * out of date. Plain JavaScript without dependencies, because it runs before anything is installed,
 * under whatever Node the machine has (20 or later).
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

const LOCKFILE = join(root, 'package-lock.json');
const LOCK_STAMP = join(root, 'node_modules/.jingwei-lock');
const BUILD_STAMP = join(root, 'build/.stamp');

/** What the built pages are made of. */
const BUILD_SOURCES = ['src', 'static', 'project.inlang/settings.json', 'svelte.config.js'];
const BUILD_FILES = [
	...['vite.config.ts', 'messages.mjs', 'tsconfig.json', 'package.json', 'package-lock.json']
];

/** Folders and files under the sources that never reach the built pages. */
const NOT_BUILT = /^src\/(lib\/paraglide|cli|serve|recorder|instrument)\/|[.]test[.]ts$/;

/** Oldest Node that runs TypeScript files as they are. */
const OLDEST_NODE = [22, 18];

/**
 * The Node that npm installed for this project, or the running one when npm has none for this system.
 *
 * @returns {string} path of the executable
 * @throws when neither can run TypeScript files
 */
export function nodePath() {
	const system = process.platform === 'win32' ? 'win' : process.platform;
	const suffix = process.platform === 'win32' ? '.exe' : '';
	const own = join(root, `node_modules/node-${system}-${process.arch}/bin/node${suffix}`);
	if (existsSync(own)) return own;
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
	if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor))
		return process.execPath;
	throw new Error(
		`npm has no Node for ${process.platform} ${process.arch} here: install Node 24 and start again`
	);
}

/** The environment in which `node` and the packages' commands are the project's own. */
export function ownEnvironment() {
	const path = [dirname(nodePath()), join(root, 'node_modules/.bin'), process.env['PATH'] ?? ''];
	return { ...process.env, PATH: path.join(delimiter) };
}

/** @param {string | Buffer} content */
const sha256 = (content) => createHash('sha256').update(content).digest('hex');

/** @param {string} file */
const textOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8').trim() : '');

/** Installs the packages when they are missing or differ from the lockfile. */
export function install() {
	const wanted = sha256(readFileSync(LOCKFILE));
	if (textOf(LOCK_STAMP) === wanted) return;
	if (!isInstalled()) {
		console.error('Installing packages (npm ci) …');
		run(...npmCommand(), ['ci', '--no-fund', '--no-audit']);
	}
	writeFileSync(LOCK_STAMP, `${wanted}\n`);
}

/** Whether the packages on disk are already those of the lockfile, for example after `npm install`. */
function isInstalled() {
	const inside = textOf(join(root, 'node_modules/.package-lock.json'));
	if (inside === '') return false;
	/** @type {Record<string, { version?: string, optional?: boolean }>} */
	const wanted = JSON.parse(readFileSync(LOCKFILE, 'utf8')).packages;
	/** @type {Record<string, { version?: string }>} */
	const present = JSON.parse(inside).packages;
	return Object.entries(wanted).every(
		([path, entry]) =>
			path === '' ||
			(present[path] ? present[path].version === entry.version : entry.optional === true)
	);
}

/** npm as it was started, or from the path. Never under the Node that `npm ci` is about to replace. */
function npmCommand() {
	const { npm_node_execpath: node, npm_execpath: npm } = process.env;
	const own = join(root, 'node_modules') + sep;
	if (node && npm && existsSync(npm) && !node.startsWith(own))
		return /** @type {const} */ ([node, [npm]]);
	return /** @type {const} */ ([process.platform === 'win32' ? 'npm.cmd' : 'npm', []]);
}

/**
 * Builds the pages when they are missing or older than their sources.
 *
 * @param {{ force?: boolean }} [options] `force` builds in any case
 */
export function build({ force = false } = {}) {
	const wanted = sourceHash();
	if (!force && textOf(BUILD_STAMP) === wanted) return;
	console.error('Building the pages …');
	run(nodePath(), [join(root, 'node_modules/vite/bin/vite.js')], ['build'], ownEnvironment());
	run(nodePath(), [], ['src/serve/keep-protocols.ts'], ownEnvironment());
	writeFileSync(BUILD_STAMP, `${wanted}\n`);
}

function sourceHash() {
	const files = [
		...BUILD_SOURCES.flatMap((path) => filesUnder(join(root, path))),
		...BUILD_FILES.map((path) => join(root, path))
	];
	const named = files
		.map((file) => [relative(root, file).split(sep).join('/'), file])
		.filter(([name]) => !NOT_BUILT.test(name))
		.sort(([a], [b]) => (a < b ? -1 : 1));
	return sha256(named.map(([name, file]) => `${name} ${sha256(readFileSync(file))}`).join('\n'));
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesUnder(path) {
	if (!existsSync(path)) return [];
	if (statSync(path).isFile()) return [path];
	return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
		entry.isDirectory() ? filesUnder(join(path, entry.name)) : [join(path, entry.name)]
	);
}

/**
 * @param {string} command
 * @param {readonly string[]} before
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
function run(command, before, args, env = process.env) {
	const { status, error } = spawnSync(command, [...before, ...args], {
		cwd: root,
		env,
		// standard output belongs to the command that is being prepared for
		stdio: ['ignore', 2, 2]
	});
	if (error) throw error;
	if (status !== 0) throw new Error(`${args.join(' ')} failed with exit code ${status}`);
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
	try {
		install();
		if (process.argv.includes('build')) build({ force: process.argv.includes('--force') });
	} catch (error) {
		console.error(error instanceof Error ? error.message : error);
		process.exit(1);
	}
}
