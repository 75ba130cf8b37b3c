/**
 * Names of entries in archives (ZIP, tar): only such that stay inside the folder they are unpacked into, whatever
 * unpacks them.
 *
 * @source CWE-22, CWE-23 (path traversal, "zip slip"); file names that Windows refuses
 * @module
 */
import { LabError } from '../errors.ts';

/** One part of a path: letters, digits and `. _ ~ -`, no dot alone, no dot or space at the end. */
const PART = /^(?!\.{1,2}$)[\p{L}\p{N}._~ -]*[\p{L}\p{N}_~-]$/u;
/** Names that stand for devices on Windows, with any ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)([.]|$)/i;
const LONGEST = 400;

/** Whether a path is one that cannot lead anywhere else: relative, forward slashes, plain parts. */
export function isArchivePath(path: string): boolean {
	if (path.length > LONGEST) return false;
	return path.split('/').every((part) => PART.test(part) && !DEVICE.test(part));
}

/**
 * The path itself.
 *
 * @throws {LabError} `exporting/path` when it is another one
 */
export function archivePath(path: string): string {
	if (isArchivePath(path)) return path;
	throw new LabError(
		'exporting/path',
		`expected a plain relative path, got ${JSON.stringify(path.slice(0, 80))}`
	);
}
