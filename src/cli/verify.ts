/**
 * `verify FOLDER`: whether the folder of a sealed session or interview is whole and unchanged.
 *
 * @module
 */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { OUTSIDE_MANIFEST, type FileEntry } from '#lib/core/audit/manifest.ts';
import { verifyPackage } from '#lib/core/audit/package.ts';
import { LabError } from '#lib/core/errors.ts';
import { checkStatement, STATEMENT_PATH } from '#lib/core/exporting/statement.ts';
import { verifyInterviewPackage } from '#lib/core/interview/package.ts';
import { isSignedBy } from '#lib/server/integrity/log-key.ts';
import { digest, readForCheck } from '#lib/server/sealed-folder.ts';
import { readArguments } from './arguments.ts';
import { withKeysFor } from './laboratory-keys.ts';

/**
 * Prints the verdict as JSON, with the statement of the export where there is one; exit 1 and the first fault on standard error when something is wrong. A folder that lies
 * encrypted in the archive is checked with the keys of the laboratory it is in.
 *
 * @throws {LabError} `keys/unknown` when it is encrypted and the keys are not here
 */
export async function verify(args: string[]): Promise<number> {
	const [folder = ''] = readArguments(args, {}, { names: ['FOLDER'] }).words;
	return withKeysFor(folder, () => verdictOf(folder));
}

async function verdictOf(folder: string): Promise<number> {
	const [eventsPath = '', manifestPath = ''] = OUTSIDE_MANIFEST;
	const files = await entriesOf(folder);
	// a list that is not there is an empty one: the verdict says what is wrong with that
	const content = async (path: string): Promise<Buffer> =>
		files.some((file) => file.path === path)
			? await readForCheck(join(folder, path))
			: Buffer.alloc(0);
	const eventsText = await content(eventsPath);
	const found = { eventsText, manifestText: await content(manifestPath), files };
	const verdict = isInterview(eventsText) ? verifyInterviewPackage(found) : verifyPackage(found);
	const stated = files.some(({ path }) => path === STATEMENT_PATH)
		? checkStatement((await content(STATEMENT_PATH)).toString(), files, isSignedBy)
		: null;
	const { fault } = verdict;
	const other =
		fault === null && typeof stated?.fault === 'string'
			? { what: 'export', seq: null, path: STATEMENT_PATH, message: stated.fault }
			: fault;
	const told = stated === null ? {} : { export: stated.statement };
	const shown = { ...verdict, ok: other === null, fault: other, ...told };
	process.stdout.write(`${JSON.stringify(shown)}\n`);
	if (other === null) return 0;
	const { message, path, seq } = other;
	const where = [path, seq === null ? null : `event ${seq}`].filter((part) => part !== null);
	process.stderr.write(`jingwei: ${where.join(', ')}: ${message}\n`);
	return 1;
}

/**
 * Whether a log is an interview's: its first event says so. A log that is damaged just there is checked as a session's
 * and refused as one.
 */
function isInterview(eventsText: Uint8Array): boolean {
	const [first = ''] = new TextDecoder().decode(eventsText).split('\n', 1);
	return first.includes('"type":"interview-opened"');
}

/** Every file of a folder with its size and hash; large ones are hashed as they are read. */
async function entriesOf(folder: string): Promise<FileEntry[]> {
	if (!(await stat(folder)).isDirectory())
		throw new LabError('audit/folder', `expected a session folder, got a file ${folder}`);
	const found = await readdir(folder, { recursive: true, withFileTypes: true });
	const files: FileEntry[] = [];
	for (const entry of found) {
		if (entry.isDirectory()) continue;
		const path = join(entry.parentPath, entry.name);
		const relative = path.slice(join(folder, '.').length + 1).replaceAll('\\', '/');
		// a link could lead out of the package, and a pipe would never end
		if (!entry.isFile())
			throw new LabError('audit/folder', `expected files only, got ${relative}, which is none`);
		files.push({ path: relative, ...(await digest(path)) });
	}
	return files;
}
