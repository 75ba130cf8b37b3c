/**
 * The session folder: recordings, protocols, manifest, log.
 *
 * @module
 */
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sha256Hex } from '#lib/core/audit/hash.ts';
import { writeEventLines } from '#lib/core/audit/event-lines.ts';
import { buildManifest, type FileEntry } from '#lib/core/audit/manifest.ts';
import { LabError } from '#lib/core/errors.ts';
import type { ProtocolFile } from '#lib/server/protocols.ts';
import type { SessionLog } from './session-log.ts';

/**
 * Makes the folder a session is written to.
 *
 * @throws {LabError} `simulation/folder-in-use` when something is in it already
 */
export async function makeSessionFolder(folder: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	const found = await readdir(folder);
	if (found.length > 0)
		throw new LabError('simulation/folder-in-use', `expected ${folder} to be empty`);
}

/**
 * Seals a session and writes its folder.
 *
 * @param recordings folder with the closed files of the session's charts
 */
export async function writeSessionFolder(
	folder: string,
	log: SessionLog,
	sources: { readonly recordings: string; readonly protocols: readonly ProtocolFile[] }
): Promise<void> {
	const files: FileEntry[] = [];
	const list = (path: string, bytes: Uint8Array): void => {
		files.push({ path, bytes: bytes.length, sha256: sha256Hex(bytes) });
	};
	await mkdir(join(folder, 'recordings'));
	for (const name of (await readdir(sources.recordings)).toSorted()) {
		if (!/^chart-\d\d[.](bdf|clock[.]jsonl)$/.test(name)) continue;
		const path = `recordings/${name}`;
		await copyFile(join(sources.recordings, name), join(folder, path));
		list(path, await readFile(join(folder, path)));
	}
	for (const { name, bytes } of sources.protocols) {
		const path = `protocols/${name}`;
		await mkdir(dirname(join(folder, path)), { recursive: true });
		await writeFile(join(folder, path), bytes);
		list(path, bytes);
	}
	files.sort((a, b) => (a.path < b.path ? -1 : 1));
	const manifest = buildManifest(files);
	log.add('session-sealed', { files, manifestSha256: sha256Hex(manifest) });
	await writeFile(join(folder, 'manifest.json'), manifest);
	await writeFile(join(folder, 'events.jsonl'), writeEventLines(log.events));
}
