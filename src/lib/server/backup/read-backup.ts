/**
 * Opens a backup into a folder: every name plain, every file as the backup's own list says, nothing missing.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Decrypter } from 'age-encryption';
import { extract } from 'tar-stream';
import { archivePath } from '#lib/core/exporting/archive-path.ts';
import { isLabError, LabError } from '#lib/core/errors.ts';
import { backupManifest, MANIFEST, type BackupEntry, type BackupManifest } from './contents.ts';

/** The list is read into the memory: a longer one is none of ours. */
const LONGEST_MANIFEST = 256 * 1024 * 1024;

/**
 * Decrypts and unpacks.
 *
 * @param folder an empty folder
 * @param identity `AGE-SECRET-KEY-1…`
 * @throws {LabError} `backup/identity` for a wrong identity, `backup/damaged` for everything that is not the whole backup
 */
export async function readBackup(
	file: string,
	folder: string,
	identity: string
): Promise<BackupManifest> {
	const clear = await decrypted(file, identity);
	try {
		return compared(await unpacked(clear, folder));
	} catch (error) {
		if (isLabError(error) || isOfSystem(error)) throw error;
		throw new LabError('backup/damaged', `expected a whole backup, got ${String(error)}`, {
			cause: error
		});
	}
}

/** What a tar held: its list, and everything else by name. */
interface Unpacked {
	readonly manifestText: string | null;
	readonly found: ReadonlyMap<string, BackupEntry>;
}

async function unpacked(clear: Readable, folder: string): Promise<Unpacked> {
	const found = new Map<string, BackupEntry>();
	let manifestText: string | null = null;
	const unpack = extract();
	const feeding = pipeline(clear, unpack as unknown as NodeJS.WritableStream);
	// a tar that ends in the middle leaves its reader waiting: then this ends the wait
	const cut = feeding.then(() => new Promise<never>(() => undefined));
	cut.catch(() => undefined);
	const entries = unpack[Symbol.asyncIterator]();
	for (;;) {
		const step = await Promise.race([entries.next(), cut]);
		if (step.done === true) break;
		const { name, type, size } = step.value.header;
		// nothing comes after the list: what does was put there
		if (type !== 'file' || found.has(name) || manifestText !== null)
			throw new LabError('backup/damaged', `expected each file once, got ${type} ${name}`);
		const content = step.value as unknown as Readable;
		if (name === MANIFEST && size <= LONGEST_MANIFEST)
			manifestText = await Promise.race([textOf(content), cut]);
		else found.set(name, await Promise.race([keep(content, folder, name), cut]));
	}
	await feeding;
	return { manifestText, found };
}

async function decrypted(file: string, identity: string): Promise<Readable> {
	const decrypter = new Decrypter();
	try {
		decrypter.addIdentity(identity.trim());
	} catch (error) {
		throw new LabError('backup/identity', 'expected AGE-SECRET-KEY-1…, got another text', {
			cause: error
		});
	}
	const sealed: unknown = Readable.toWeb(createReadStream(file));
	try {
		const clear: unknown = await decrypter.decrypt(sealed as ReadableStream<Uint8Array>);
		return Readable.fromWeb(clear as Parameters<typeof Readable.fromWeb>[0]);
	} catch (error) {
		if (isOfSystem(error)) throw error;
		const isOther = error instanceof Error && error.message.includes('no identity matched');
		throw new LabError(
			isOther ? 'backup/identity' : 'backup/damaged',
			isOther
				? 'expected the identity this backup was made for, got another'
				: 'expected a backup, got another file',
			{ cause: error }
		);
	}
}

async function textOf(content: Readable): Promise<string> {
	const parts: Buffer[] = [];
	for await (const part of content as AsyncIterable<Buffer>) parts.push(part);
	return Buffer.concat(parts).toString('utf8');
}

async function keep(content: Readable, folder: string, name: string): Promise<BackupEntry> {
	const path = join(folder, archivePath(name));
	await mkdir(dirname(path), { recursive: true });
	const hash = createHash('sha256');
	let bytes = 0;
	const counted = new Transform({
		transform(chunk: Buffer, _, done) {
			hash.update(chunk);
			bytes += chunk.length;
			done(null, chunk);
		}
	});
	await pipeline(
		content,
		counted,
		createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true })
	);
	return { path: name, bytes, sha256: hash.digest('hex') };
}

function compared({ manifestText: text, found }: Unpacked): BackupManifest {
	if (text === null)
		throw new LabError('backup/damaged', `expected ${MANIFEST} at the end, got a cut backup`);
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		throw new LabError('backup/damaged', `expected JSON in ${MANIFEST}`, { cause: error });
	}
	const { success, data } = backupManifest.safeParse(value);
	if (!success)
		throw new LabError(
			'backup/newer',
			'expected a list of format 1, got another: a newer program made it'
		);
	const named = new Set(data.entries.map(({ path }) => path));
	for (const path of found.keys())
		if (!named.has(path)) throw new LabError('backup/damaged', `expected no ${path}, got one`);
	for (const { path, bytes, sha256 } of data.entries) {
		const got = found.get(path);
		if (got?.bytes === bytes && got.sha256 === sha256) continue;
		throw new LabError(
			'backup/damaged',
			`expected ${path} as it was, got ${got?.sha256 ?? 'none'}`
		);
	}
	return data;
}

function isOfSystem(error: unknown): boolean {
	return error instanceof Error && 'syscall' in error;
}
