/**
 * `verify FOLDER`: whether the folder of a sealed session or interview is whole and unchanged.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { OUTSIDE_MANIFEST, type FileEntry } from '#lib/core/audit/manifest.ts';
import { verifyPackage } from '#lib/core/audit/package.ts';
import { LabError } from '#lib/core/errors.ts';
import { verifyInterviewPackage } from '#lib/core/interview/package.ts';
import { readArguments } from './arguments.ts';

/** Prints the verdict as JSON; exit 1 and the first fault on standard error when something is wrong. */
export async function verify(args: string[]): Promise<number> {
	const [folder = ''] = readArguments(args, {}, { names: ['FOLDER'] }).words;
	const [eventsPath = '', manifestPath = ''] = OUTSIDE_MANIFEST;
	const files = await entriesOf(folder);
	// a list that is not there is an empty one: the verdict says what is wrong with that
	const content = async (path: string): Promise<Uint8Array> =>
		files.some((file) => file.path === path)
			? await readFile(join(folder, path))
			: new Uint8Array(0);
	const eventsText = await content(eventsPath);
	const found = { eventsText, manifestText: await content(manifestPath), files };
	const verdict = isInterview(eventsText) ? verifyInterviewPackage(found) : verifyPackage(found);
	process.stdout.write(`${JSON.stringify(verdict)}\n`);
	if (verdict.fault === null) return 0;
	const { message, path, seq } = verdict.fault;
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

async function digest(path: string): Promise<Pick<FileEntry, 'bytes' | 'sha256'>> {
	const hash = createHash('sha256');
	let bytes = 0;
	await pipeline(createReadStream(path), async (chunks: AsyncIterable<Buffer>) => {
		for await (const chunk of chunks) {
			bytes += chunk.length;
			hash.update(chunk);
		}
	});
	return { bytes, sha256: hash.digest('hex') };
}
