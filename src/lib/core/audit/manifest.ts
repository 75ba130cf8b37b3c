/**
 * The manifest: path, size and SHA-256 of every file of a session folder, as canonical JSON.
 *
 * @module
 */
import { z } from 'zod';
import { LabError } from '../errors.ts';
import { canonicalJson } from './canonical.ts';

/** One file of a session folder. */
export interface FileEntry {
	/** Relative to the session folder, forward slashes. */
	readonly path: string;
	readonly bytes: number;
	/** SHA-256 of the content, lower-case hex. */
	readonly sha256: string;
}

/** The first difference between the files expected and the files found. */
export interface FileFault {
	readonly path: string;
	readonly what: 'missing' | 'extra' | 'size' | 'content';
	/** English, what was expected and what came. */
	readonly message: string;
}

/** Files of a session folder that the manifest cannot list: the log carries its hash, it does not hash itself. */
export const OUTSIDE_MANIFEST: readonly string[] = ['events.jsonl', 'manifest.json'];

/** Files added beside a sealed folder when it is handed out, which no manifest lists. */
export function isBesidePackage(path: string): boolean {
	return /^(log[/](log[.]json|head-[0-9]+[.](json|tst))|export[/]export[.]json)$/.test(path);
}

/** Longest path [UTF-16 code units]: fits every file system an archive is likely to be copied to. */
const LONGEST_PATH = 200;
/** Control characters and those that some file system or shell gives a meaning. */

const UNSAFE = /[\u0000-\u001f\u007f\\:*?"<>|]/;

/** Whether a path stays inside the folder on every system: relative, forward slashes, no `.` or `..`. */
export function isSafePath(path: string): boolean {
	if (path.length > LONGEST_PATH || UNSAFE.test(path) || !path.isWellFormed()) return false;
	return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
}

const manifest = z.strictObject({
	files: z.array(
		z.strictObject({
			path: z.string().refine(isSafePath, 'expected a safe relative path'),
			bytes: z.int().min(0),
			sha256: z.string().regex(/^[0-9a-f]{64}$/)
		})
	)
});

const byPath = (a: FileEntry, b: FileEntry): number => (a.path < b.path ? -1 : 1);

/**
 * The manifest text of some files, sorted by path.
 *
 * @throws {LabError} `manifest/invalid` for an unsafe or repeated path, or a file the manifest cannot list
 */
export function buildManifest(files: readonly FileEntry[]): string {
	const sorted = [...files]
		.sort(byPath)
		.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 }));
	const text = canonicalJson({ files: sorted });
	parseManifest(text);
	return text;
}

/**
 * The files of a manifest text.
 *
 * @throws {LabError} `manifest/invalid` when it is not exactly the text `buildManifest` writes
 */
export function parseManifest(text: string): readonly FileEntry[] {
	const parsed = manifest.safeParse(readJson(text));
	if (!parsed.success) {
		const issue = parsed.error.issues[0];
		throw invalid(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a manifest'}`);
	}
	const { files } = parsed.data;
	for (const [index, { path }] of files.entries()) {
		if (OUTSIDE_MANIFEST.includes(path)) throw invalid(`${path} cannot be listed`);
		const before = files[index - 1];
		if (before !== undefined && before.path >= path)
			throw invalid(`${path} stands after ${before.path}: expected each path once, sorted`);
	}
	if (canonicalJson(parsed.data) !== text) throw invalid('the text is not canonical JSON');
	return files;
}

function readJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch (error) {
		throw new LabError('manifest/invalid', 'expected a manifest, got text that is not JSON', {
			cause: error
		});
	}
}

function invalid(what: string): LabError {
	return new LabError('manifest/invalid', `expected a manifest, got ${what}`);
}

/** The first difference by path, null when both lists say the same. Order does not matter. */
export function compareFiles(
	expected: readonly FileEntry[],
	found: readonly FileEntry[]
): FileFault | null {
	const wanted = new Map(expected.map((file) => [file.path, file]));
	const got = new Map(found.map((file) => [file.path, file]));
	for (const path of [...new Set([...wanted.keys(), ...got.keys()])].sort()) {
		const fault = fileFault(path, wanted.get(path), got.get(path));
		if (fault !== null) return fault;
	}
	return null;
}

function fileFault(
	path: string,
	wanted: FileEntry | undefined,
	got: FileEntry | undefined
): FileFault | null {
	if (got === undefined)
		return { path, what: 'missing', message: `expected ${path}, it is missing` };
	if (wanted === undefined)
		return { path, what: 'extra', message: `${path} is not in the manifest` };
	const compared = (what: 'size' | 'content', a: string, b: string): FileFault => ({
		path,
		what,
		message: `expected ${path} with ${a}, got ${b}`
	});
	if (wanted.bytes !== got.bytes)
		return compared('size', `${wanted.bytes} bytes`, `${got.bytes} bytes`);
	if (wanted.sha256 !== got.sha256)
		return compared('content', `SHA-256 ${wanted.sha256}`, got.sha256);
	return null;
}
