/**
 * What makes one of several stations of this web process: its name, its leases, the way to the archive and back, and an
 * ear for what the others write.
 *
 * @module
 */
import { bringFrom } from '../archive/from-elsewhere.ts';
import { SealedFolders } from '../archive/bring-sealed.ts';
import { openArchive } from '../archive/open-archive.ts';
import { Scrub, type SealedOne } from '../archive/scrub.ts';
import type { ArchiveStore } from '../archive/archive-store.ts';
import { UploadQueue, type SealedOwner } from '../archive/upload-queue.ts';
import { addAuditEntry } from '../database/audit.ts';
import type { LabDatabase } from '../database/open.ts';
import type { EventStore } from '../events/event-store.ts';
import { sealInterviewFiles, sealSessionFiles } from '../keys/seal-records.ts';
import type { InterviewStore } from '../interviews/interview-store.ts';
import type { StreamHub } from '../stream/hub.ts';
import { LastKnown } from './last-known.ts';
import { Leases } from './leases.ts';
import { RemoteEvents } from './remote-events.ts';
import { announceStation, readStation, type Station } from './station.ts';

/** What it is made of. */
export interface StationsOptions {
	readonly dataFolder: string;
	readonly database: LabDatabase;
	readonly events: EventStore;
	readonly interviews: InterviewStore;
	readonly hub: StreamHub;
	/** `ARCHIVE_URL`. */
	readonly archiveUrl: string | undefined;
	/** Of PostgreSQL; null = no other station can be there. */
	readonly databaseUrl: string | null;
	readonly now: () => number;
	/** Something may be new in a session, written by another station. */
	readonly elsewhere: (sessionId: string) => void;
	readonly problem: (error: unknown) => void;
}

/** One per web process. */
export class Stations {
	readonly station: Station;
	readonly leases: Leases;
	/** Who goes on when the database is away. */
	readonly lastKnown: LastKnown;
	/** Null = sealed folders stay here. */
	readonly archive: ArchiveStore | null;
	/** Reads sealed folders again and again. */
	readonly scrub: Scrub;
	readonly #options: StationsOptions;
	readonly #uploads: UploadQueue | null;
	readonly #remote: RemoteEvents | null;

	/** @throws {LabError} `archive/address` */
	constructor(options: StationsOptions) {
		const { dataFolder, database, events, interviews, hub, now, problem } = options;
		const { db } = database;
		this.#options = options;
		this.station = readStation(dataFolder);
		this.leases = new Leases(db, this.station, now);
		this.lastKnown = new LastKnown(now);
		this.archive = openArchive(options.archiveUrl);
		const [stationId, store] = [this.station.id, this.archive];
		const encrypt = ({ kind, owner_id }: SealedOwner): Promise<number> =>
			(kind === 'session' ? sealSessionFiles : sealInterviewFiles)(options, owner_id);
		this.#uploads =
			store && new UploadQueue({ db, store, dataFolder, stationId, now, problem, encrypt });
		const lastHash = async ({ kind, id }: SealedOne): Promise<string> =>
			(await (kind === 'session' ? events : interviews).stateOf(id)).lastHash;
		const folders = new SealedFolders({ db, store, dataFolder, stationId, lastHash });
		this.scrub = new Scrub({
			...{ dataFolder, now, problem, lastHash },
			isBusy: () => (hub.health?.recording ?? null) !== null,
			repair: (one) => folders.again(one),
			found: (one, fault, isRepaired) => this.#noteRot(one, fault, isRepaired)
		});
		bringFrom(dataFolder, (wanted) => folders.bring(wanted));
		const heard = (sessionId: string): void => {
			hub.tell({ what: 'event', sessionId });
			options.elsewhere(sessionId);
		};
		const url = options.databaseUrl;
		const watched = (): Iterable<string> => hub.watched;
		this.#remote = url === null ? null : new RemoteEvents({ db, url, watched, heard, problem });
		events.fence(this.leases.fence);
	}

	/** Makes this station known and begins to work in the background. */
	async start(): Promise<void> {
		const { database, now } = this.#options;
		await announceStation(database.db, this.station, now());
		this.#uploads?.kick();
		this.#remote?.start();
		await this.scrub.start();
	}

	/** A session or interview was sealed here. */
	sealed(): void {
		this.#uploads?.kick();
	}

	/** What was found is in the audit trail of the laboratory, by the name of the folder. */
	async #noteRot({ kind, id }: SealedOne, fault: string, isRepaired: boolean): Promise<void> {
		const { database, now } = this.#options;
		const action = isRepaired ? 'archive/repaired' : 'archive/damaged';
		const act = { actorId: 'system', action, object: id, details: { kind, fault } };
		await database.db
			.transaction()
			.execute((transaction) => addAuditEntry(transaction, act, now()));
	}

	/** Ends the work in the background. */
	async stop(): Promise<void> {
		await this.#uploads?.stop();
		await this.scrub.stop();
		await this.#remote?.stop();
		this.archive?.close();
	}
}
