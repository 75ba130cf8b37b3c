/**
 * The way of sealed folders to the archive: a queue in the database, tried until every object has been read back.
 *
 * Nothing is called archived before that. A restart goes on where the last process stopped; a folder whose entry was
 * never written, because the process ended just then, is found by looking at what lies here.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { isLabError } from '#lib/core/errors.ts';
import type { ArchiveUploadTable } from '../database/archive-tables.ts';
import type { Schema } from '../database/schema.ts';
import type { ArchiveStore } from './archive-store.ts';
import { putFolder } from './archived-folder.ts';

/** What is archived, of whom. */
export type SealedOwner = Pick<ArchiveUploadTable, 'kind' | 'owner_id'>;

/** What the queue works with. */
export interface UploadQueueOptions {
	readonly db: Kysely<Schema>;
	readonly store: ArchiveStore;
	readonly dataFolder: string;
	readonly stationId: string;
	readonly now: () => number;
	/** Makes sure that no file of a folder leaves this station in clear; absent = they are sent as they lie. */
	readonly encrypt?: (owner: SealedOwner) => Promise<unknown>;
	/** Told of every try that failed. */
	readonly problem: (error: unknown) => void;
	/** Pause after the first failure [ms]; doubles. */
	readonly firstWaitMs?: number;
}

const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 600_000;
const LOOK_EVERY_MS = 30_000;

/** Where a sealed folder lies at its station. */
export function sealedFolder(dataFolder: string, { kind, owner_id }: SealedOwner): string {
	const place = join(dataFolder, 'archive');
	return kind === 'session' ? join(place, owner_id) : join(place, 'interviews', owner_id);
}

/** What its keys begin with in the archive. */
export function archivePrefix({ kind, owner_id }: SealedOwner): string {
	return `${kind}s/${owner_id}`;
}

/** One per web process. */
export class UploadQueue {
	readonly #options: UploadQueueOptions;
	#timer: NodeJS.Timeout | null = null;
	#running: Promise<void> | null = null;
	#again = false;
	#ended = false;

	constructor(options: UploadQueueOptions) {
		this.#options = options;
	}

	/** Looks for work now; again and again until `stop`. */
	kick(): void {
		if (this.#ended) return;
		if (this.#running) {
			this.#again = true;
			return;
		}
		if (this.#timer) clearTimeout(this.#timer);
		this.#running = this.#work().finally(() => {
			this.#running = null;
			if (this.#ended) return;
			this.#timer = setTimeout(() => this.kick(), this.#again ? 0 : LOOK_EVERY_MS);
			this.#timer.unref();
			this.#again = false;
		});
	}

	/** Resolves when the try that runs is over. */
	async stop(): Promise<void> {
		this.#ended = true;
		if (this.#timer) clearTimeout(this.#timer);
		await this.#running;
	}

	async #work(): Promise<void> {
		try {
			await this.sweep();
			await this.runDue();
		} catch (error) {
			// the database is away: the next look follows
			this.#options.problem(error);
		}
	}

	/** Enters every sealed folder that lies here and was never entered. */
	async sweep(): Promise<void> {
		const { db, dataFolder, stationId, now } = this.#options;
		const archive = join(dataFolder, 'archive');
		const sealed = await db
			.selectFrom('test_session')
			.select('id')
			.where('ended', '=', 'sealed')
			.execute();
		const isSealed = new Set(sealed.map(({ id }) => id));
		const owners: SealedOwner[] = [
			...(await foldersIn(archive))
				.filter((name) => isSealed.has(name))
				.map((owner_id) => ({ kind: 'session' as const, owner_id })),
			...(await foldersIn(join(archive, 'interviews'))).map((owner_id) => ({
				kind: 'interview' as const,
				owner_id
			}))
		];
		const before = await db.selectFrom('archive_upload').select(['kind', 'owner_id']).execute();
		const known = new Set(before.map((row) => archivePrefix(row)));
		for (const owner of owners.filter((one) => !known.has(archivePrefix(one))))
			await db
				.insertInto('archive_upload')
				.values({
					...{ ...owner, station_id: stationId, created_ms: now(), tries: 0, next_ms: now() },
					...{ problem: null, archived_ms: null, list_sha256: null, bytes: null }
				})
				.onConflict((conflict) => conflict.columns(['kind', 'owner_id']).doNothing())
				.execute();
	}

	/** Tries everything that is due, oldest first. One that fails stops none of the others. */
	async runDue(): Promise<void> {
		const { db, stationId, now } = this.#options;
		const due = await db
			.selectFrom('archive_upload')
			.selectAll()
			.where('station_id', '=', stationId)
			.where('archived_ms', 'is', null)
			.where('next_ms', '<=', now())
			.orderBy('created_ms')
			.execute();
		for (const row of due) if (!this.#ended) await this.#try(row);
	}

	async #try(row: ArchiveUploadTable): Promise<void> {
		const { db, store, dataFolder, now, problem, firstWaitMs = FIRST_WAIT_MS } = this.#options;
		const folder = sealedFolder(dataFolder, row);
		let result: Partial<ArchiveUploadTable>;
		try {
			await this.#options.encrypt?.(row);
			const { listSha256, bytes } = await putFolder(store, folder, archivePrefix(row));
			result = { archived_ms: now(), list_sha256: listSha256, bytes, problem: null };
		} catch (error) {
			problem(error);
			const waitMs = Math.min(LONGEST_WAIT_MS, firstWaitMs * 2 ** Math.min(row.tries, 20));
			const code = existsSync(folder) ? codeOf(error) : 'archive/folder';
			result = { next_ms: now() + waitMs, problem: code };
		}
		await db
			.updateTable('archive_upload')
			.set({ ...result, tries: row.tries + 1 })
			.where('kind', '=', row.kind)
			.where('owner_id', '=', row.owner_id)
			.execute();
	}
}

function codeOf(error: unknown): string {
	return isLabError(error) ? error.code : 'archive/unreachable';
}

/** Names of folders in a folder, those being made left out. */
async function foldersIn(folder: string): Promise<string[]> {
	const found = await readdir(folder, { withFileTypes: true }).catch(() => []);
	return found
		.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
		.map(({ name }) => name);
}
