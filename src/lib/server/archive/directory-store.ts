/**
 * An archive that is a folder: another disk, or a share that the operating system mounts.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isSafePath } from '#lib/core/audit/manifest.ts';
import { LabError } from '#lib/core/errors.ts';
import { finish } from '../sealed-folder.ts';
import type { ArchiveStore, ListedObject, ObjectFacts } from './archive-store.ts';

/** Beside an object stands what it is said to be. */
const STATED = '.sha256';
const PART = '.part';

/** An archive in a folder, which is made when it is not there. */
export class DirectoryStore implements ArchiveStore {
	readonly place: string;

	constructor(folder: string) {
		this.place = folder;
	}

	async put(key: string, file: string, sha256: string): Promise<void> {
		const path = this.#path(key);
		const part = `${path}.${randomUUID()}${PART}`;
		await mkdir(dirname(path), { recursive: true });
		try {
			await pipeline(createReadStream(file), createWriteStream(part));
			await finish(part);
			await writeFile(`${path}${STATED}`, sha256);
			await rename(part, path);
		} finally {
			await rm(part, { force: true });
		}
	}

	async read(
		key: string,
		range?: { readonly from: number; readonly to: number }
	): Promise<Readable> {
		const path = this.#path(key);
		if ((await this.#size(path)) === null)
			throw new LabError('archive/not-found', 'expected an object in the archive, got none');
		return createReadStream(path, range ? { start: range.from, end: range.to - 1 } : {});
	}

	async facts(key: string): Promise<ObjectFacts | null> {
		const path = this.#path(key);
		const bytes = await this.#size(path);
		if (bytes === null) return null;
		const stated = await readFile(`${path}${STATED}`, 'utf8').catch(() => null);
		return { bytes, sha256: stated };
	}

	async *list(prefix: string): AsyncIterable<ListedObject> {
		const found = await readdir(this.place, { recursive: true, withFileTypes: true }).catch(
			() => []
		);
		for (const entry of found) {
			const path = join(entry.parentPath, entry.name);
			const key = relative(this.place, path).replaceAll('\\', '/');
			if (!entry.isFile() || key.endsWith(STATED) || key.endsWith(PART)) continue;
			if (key.startsWith(prefix)) yield { key, bytes: (await stat(path)).size };
		}
	}

	async remove(key: string): Promise<void> {
		const path = this.#path(key);
		for (const one of [path, `${path}${STATED}`]) await rm(one, { force: true });
	}

	close(): void {
		// nothing is held open
	}

	#path(key: string): string {
		if (!isSafePath(key)) throw new LabError('archive/key', `expected a safe path, got ${key}`);
		return join(this.place, key);
	}

	async #size(path: string): Promise<number | null> {
		const found = await stat(path).catch(() => null);
		return found?.isFile() === true ? found.size : null;
	}
}
