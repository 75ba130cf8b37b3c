/**
 * Files that were made at another station: whoever needs one that is not here asks for it first.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** What is to be brought here. */
export interface Wanted {
	readonly kind: 'session' | 'interview';
	readonly id: string;
	/** Of a session: the chart that is wanted; null = any of its files. */
	readonly chart?: number | null;
}

/** Brings it, or refuses with where it lies. */
export type BringHere = (wanted: Wanted) => Promise<void>;

const sources = new Map<string, BringHere>();

/** Whom a data folder's missing files are asked of. */
export function bringFrom(dataFolder: string, bring: BringHere): void {
	sources.set(dataFolder, bring);
}

/**
 * Makes sure that a file or folder of the data folder is here. Where nobody knows of other stations nothing happens,
 * and who opens it meets that it is not there.
 *
 * @throws {LabError} `archive/elsewhere` when it lies at another station; `archive/differs` when the archive gave
 * something else than what was sealed
 */
export async function beHere(dataFolder: string, path: string, wanted: Wanted): Promise<void> {
	if (existsSync(join(dataFolder, path))) return;
	await sources.get(dataFolder)?.(wanted);
}
