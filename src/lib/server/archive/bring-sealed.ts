/**
 * Sealed folders of other stations, brought from the archive, checked against the log, and kept as a copy.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import { copyFile, link, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { verifyPackage } from '#lib/core/audit/package.ts';
import { LabError } from '#lib/core/errors.ts';
import { verifyInterviewPackage } from '#lib/core/interview/package.ts';
import type { ArchiveUploadTable } from '../database/archive-tables.ts';
import type { Schema } from '../database/schema.ts';
import { putInPlace, readPackage } from '../sealed-folder.ts';
import type { ArchiveStore } from './archive-store.ts';
import { getFolder } from './archived-folder.ts';
import type { Wanted } from './from-elsewhere.ts';
import { archivePrefix, sealedFolder } from './upload-queue.ts';

/** What bringing needs. */
export interface BringOptions {
	readonly db: Kysely<Schema>;
	/** Null = there is no shared archive. */
	readonly store: ArchiveStore | null;
	readonly dataFolder: string;
	readonly stationId: string;
	/** Hash of the last event of a log. */
	readonly lastHash: (wanted: Wanted) => Promise<string>;
}

/** Brings each folder once, however many ask. */
export class SealedFolders {
	readonly #options: BringOptions;
	readonly #running = new Map<string, Promise<void>>();

	constructor(options: BringOptions) {
		this.#options = options;
	}

	/**
	 * Brings what is not here.
	 *
	 * @throws {LabError} `archive/elsewhere` with the name of the station; `archive/differs`
	 */
	async bring(wanted: Wanted): Promise<void> {
		const key = `${wanted.kind}s/${wanted.id}`;
		const before = this.#running.get(key);
		if (before !== undefined) return before;
		const bringing = this.#bring(wanted).finally(() => this.#running.delete(key));
		this.#running.set(key, bringing);
		return bringing;
	}

	/**
	 * Brings a folder in the place of the one that lies here, because that is not what was sealed any more.
	 *
	 * @returns false = the archive has no copy
	 * @throws {LabError} `archive/differs`; whatever the store says
	 */
	async again(wanted: Wanted): Promise<boolean> {
		const { store, dataFolder } = this.#options;
		const row = await this.#rowOf(wanted);
		if (store === null || row === undefined || row.archived_ms === null) return false;
		const folder = sealedFolder(dataFolder, { kind: wanted.kind, owner_id: wanted.id });
		await this.#download(store, row, { ...wanted, folder });
		return true;
	}

	async #rowOf(wanted: Wanted): Promise<ArchiveUploadTable | undefined> {
		return this.#options.db
			.selectFrom('archive_upload')
			.selectAll()
			.where('kind', '=', wanted.kind)
			.where('owner_id', '=', wanted.id)
			.executeTakeFirst();
	}

	async #bring(wanted: Wanted): Promise<void> {
		const { store, dataFolder } = this.#options;
		const row = await this.#rowOf(wanted);
		const folder = sealedFolder(dataFolder, { kind: wanted.kind, owner_id: wanted.id });
		if (!existsSync(folder)) {
			if (store === null || row === undefined || row.archived_ms === null)
				return this.#elsewhere(wanted, row?.station_id ?? null);
			await this.#download(store, row, { ...wanted, folder });
		}
		if (wanted.kind === 'session') await this.#spread(wanted.id, folder);
	}

	async #download(
		store: ArchiveStore,
		row: ArchiveUploadTable,
		{ folder, ...wanted }: Wanted & { readonly folder: string }
	): Promise<void> {
		const part = join(folder, '..', `.${wanted.id}.${randomUUID()}.part`);
		try {
			await getFolder(store, archivePrefix(row), row.list_sha256 ?? '', part);
			const verify = wanted.kind === 'session' ? verifyPackage : verifyInterviewPackage;
			const { fault, lastHash } = verify(await readPackage(part));
			if (fault !== null || lastHash !== (await this.#options.lastHash(wanted)))
				throw new LabError(
					'archive/differs',
					`expected what the log states, got ${fault?.message ?? 'another folder'}`
				);
			await putInPlace(this.#options.dataFolder, { part, folder });
		} finally {
			await rm(part, { recursive: true, force: true });
		}
	}

	/** Recordings, pictures and sounds also stand where a station keeps its own. */
	async #spread(sessionId: string, folder: string): Promise<void> {
		const { dataFolder } = this.#options;
		for (const kind of ['recordings', 'media']) {
			const from = join(folder, kind);
			if (!existsSync(from)) continue;
			const to = join(dataFolder, kind, sessionId);
			await mkdir(to, { recursive: true });
			for (const name of await readdir(from))
				if (!existsSync(join(to, name))) await sameFile(join(from, name), join(to, name));
		}
	}

	/**
	 * Says where it lies; nothing is said of what was made here and is missing, because then a disk has to be looked at.
	 *
	 * @param station where the sealed folder lies; null = it is not known as sealed
	 */
	async #elsewhere({ kind, id, chart }: Wanted, station: string | null): Promise<void> {
		const { db, stationId } = this.#options;
		const recorded = kind === 'interview' ? null : await this.#recordedAt(id, chart ?? null);
		const place = station ?? recorded;
		if (place === null || place === stationId) return;
		const named = await db
			.selectFrom('station')
			.select('name')
			.where('id', '=', place)
			.executeTakeFirst();
		const name = named?.name ?? place;
		throw new LabError('archive/elsewhere', `expected it here, it lies at station ${name}`, {
			details: { station: name }
		});
	}

	async #recordedAt(sessionId: string, chart: number | null): Promise<string | null> {
		let query = this.#options.db
			.selectFrom('chart_station')
			.select('station_id')
			.where('session_id', '=', sessionId);
		if (chart !== null) query = query.where('chart', '=', chart);
		return (await query.orderBy('chart').limit(1).executeTakeFirst())?.station_id ?? null;
	}
}

/** The same bytes under another name; a copy where the file system has no links. */
async function sameFile(from: string, to: string): Promise<void> {
	try {
		await link(from, to);
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return;
		await copyFile(from, to, constants.COPYFILE_FICLONE);
	}
}
