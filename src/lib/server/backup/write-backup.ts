/**
 * Makes a backup: one file, encrypted for a recipient whose identity lies in a safe, whole or not there.
 *
 * @source age 1.0 (https://age-encryption.org/v1): the last chunk of the stream is marked, so a file that was cut is refused
 * @module
 */
import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { Encrypter } from 'age-encryption';
import { pack, type Pack } from 'tar-stream';
import { archivePath } from '#lib/core/exporting/archive-path.ts';
import { LabError } from '#lib/core/errors.ts';
import { openAsItIs, type LabDatabase } from '../database/open.ts';
import { MANIFEST, SQLITE_SNAPSHOT, type BackupEntry, type BackupManifest } from './contents.ts';
import { dataFiles } from './data-files.ts';
import { lookAt, readPostgres, snapshotSqlite, sqliteTables, type DatabaseLook } from './look.ts';

/** What is backed up. */
export interface BackupSource {
	/** As it stands: its tables are not brought up to date for the backup. */
	readonly database: LabDatabase;
	/** Absolute path. */
	readonly dataFolder: string;
	/** The protocols in use; left out when they are not there. */
	readonly protocolsFolder: string;
	/** Files that hold keys and stay out of it, besides those known by name. */
	readonly keyFiles?: readonly string[];
	readonly software: string;
}

/** A finished backup. */
export interface FinishedBackup {
	readonly file: string;
	readonly bytes: number;
	readonly manifest: BackupManifest;
}

/**
 * Writes `jingwei-<time>.tar.age` into a folder. Until it is whole and on disk it is called `….part`.
 *
 * @param recipient `age1…`
 * @throws {LabError} `backup/recipient`; what the operating system says when there is no room
 */
export async function writeBackup(
	source: BackupSource,
	target: string,
	recipient: string
): Promise<FinishedBackup> {
	const encrypter = new Encrypter();
	try {
		encrypter.addRecipient(recipient.trim());
	} catch (error) {
		throw new LabError('backup/recipient', 'expected a recipient age1…, got another text', {
			cause: error
		});
	}
	await mkdir(target, { recursive: true });
	const createdAt = new Date();
	const file = join(target, `jingwei-${createdAt.toISOString().replaceAll(/[:.]/g, '')}.tar.age`);
	const part = `${file}.part`;
	try {
		const tar = pack();
		// both ends run at once: what is packed waits for what is written
		const [manifest] = await Promise.all([
			fillTar(source, tar, createdAt),
			encryptInto(encrypter, tar, part)
		]);
		await syncFile(part);
		await rename(part, file);
		await syncFile(target);
		return { file, bytes: (await stat(file)).size, manifest };
	} catch (error) {
		await rm(part, { force: true });
		throw error;
	}
}

async function encryptInto(encrypter: Encrypter, tar: Pack, path: string): Promise<void> {
	const clear: unknown = Readable.toWeb(Readable.from(tar as AsyncIterable<Uint8Array>));
	const sealed = await encrypter.encrypt(clear as ReadableStream<Uint8Array>);
	const sink: unknown = Writable.toWeb(createWriteStream(path, { flags: 'wx', mode: 0o600 }));
	try {
		await sealed.pipeTo(sink as WritableStream<Uint8Array>);
	} catch (error) {
		tar.destroy(error instanceof Error ? error : null);
		throw error;
	}
}

async function fillTar(source: BackupSource, tar: Pack, createdAt: Date): Promise<BackupManifest> {
	const entries: BackupEntry[] = [];
	try {
		const seen = await addDatabase(source, tar, entries);
		for (const { path, from } of await dataFiles(source.dataFolder, source.keyFiles))
			entries.push(await addFile(tar, `data/${path}`, from));
		for (const { path, from } of await protocolFiles(source.protocolsFolder))
			entries.push(await addFile(tar, `protocols/${path}`, from));
		const manifest: BackupManifest = {
			...{ format: 'jingwei-backup-1', createdAt: createdAt.toISOString() },
			...{ software: source.software, database: source.database.kind, ...seen, entries }
		};
		await addBytes(tar, MANIFEST, Buffer.from(JSON.stringify(manifest)));
		tar.finalize();
		return manifest;
	} catch (error) {
		tar.destroy(error instanceof Error ? error : null);
		throw error;
	}
}

async function protocolFiles(folder: string): Promise<{ path: string; from: string }[]> {
	return (await dataFiles(folder)).filter(({ path }) => /[.]ya?ml$/.test(path));
}

async function addDatabase(
	{ database, dataFolder }: BackupSource,
	tar: Pack,
	entries: BackupEntry[]
): Promise<DatabaseLook> {
	if (database.kind === 'postgres') {
		let number = 0;
		return readPostgres(database, async ({ table, lines }) => {
			const path = `database/tables/${table}-${String(++number).padStart(6, '0')}.jsonl`;
			entries.push(await addBytes(tar, path, Buffer.from(`${lines.join('\n')}\n`)));
		});
	}
	await forgetSnapshots(dataFolder);
	const place = join(dataFolder, `.backup-${randomUUID()}`);
	await mkdir(place, { mode: 0o700 });
	try {
		const path = join(place, 'jingwei.sqlite');
		await snapshotSqlite(database, path);
		// counted in the copy: the laboratory goes on writing
		const seen = await lookInto(path);
		entries.push(await addFile(tar, SQLITE_SNAPSHOT, path));
		return seen;
	} finally {
		await rm(place, { recursive: true, force: true });
	}
}

async function lookInto(snapshot: string): ReturnType<typeof lookAt> {
	const copy = openAsItIs(snapshot);
	try {
		return await lookAt(copy.db, await sqliteTables(copy.db));
	} finally {
		await copy.close();
	}
}

/** A backup that was killed may have left its copy of the database. */
async function forgetSnapshots(dataFolder: string): Promise<void> {
	for (const name of await readdir(dataFolder))
		if (name.startsWith('.backup-'))
			await rm(join(dataFolder, name), { recursive: true, force: true });
}

/** A file as long as it was when it was opened: a recording that runs grows on, and its rest is in the next backup. */
async function addFile(tar: Pack, path: string, from: string): Promise<BackupEntry> {
	const { size } = await stat(from);
	const hash = createHash('sha256');
	const whole = Promise.withResolvers<void>();
	// awaited below; a tar that ended early must not be an unhandled rejection meanwhile
	whole.promise.catch(() => undefined);
	const sink = tar.entry({ name: archivePath(path), size, mode: 0o600 }, (error) => {
		if (error) whole.reject(error);
		else whole.resolve();
	});
	sink.on('error', whole.reject);
	if (size > 0)
		for await (const chunk of createReadStream(from, { end: size - 1 }) as AsyncIterable<Buffer>) {
			hash.update(chunk);
			if (sink.write(chunk)) continue;
			const drained = new Promise<void>((resolve) => sink.once('drain', resolve));
			await Promise.race([whole.promise, drained]);
		}
	sink.end(undefined);
	await whole.promise;
	return { path, bytes: size, sha256: hash.digest('hex') };
}

async function addBytes(tar: Pack, path: string, bytes: Buffer): Promise<BackupEntry> {
	await new Promise<void>((resolve, reject) => {
		tar.entry({ name: archivePath(path), mode: 0o600 }, bytes, (error) => {
			if (error) reject(error);
			else resolve();
		});
	});
	return { path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

async function syncFile(path: string): Promise<void> {
	if (process.platform === 'win32') return;
	const handle = await open(path, 'r');
	await handle.sync();
	await handle.close();
}
