/**
 * The laboratory as the web process runs it: one per process, started once, found by every endpoint.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { sql } from 'kysely';
import { LabError } from '../core/errors.ts';
import { Workstation } from './charts/workstation.ts';
import { hearDemonstration } from './demonstration/virtual-subject.ts';
import type { EventTime } from '../core/session/event.ts';
import { openAccounts, type Accounts } from './accounts/accounts.ts';
import { readSecret } from './accounts/secret.ts';
import { BoardStore } from './board/board-store.ts';
import type { BoardContext } from './board/boards.ts';
import { addAuditEntry } from './database/audit.ts';
import { databasePlace, dataFolderOf } from './database/place.ts';
import { openDatabase, type LabDatabase } from './database/open.ts';
import { EventStore } from './events/event-store.ts';
import type { LogKeeper } from './integrity/log-keeper.ts';
import { openLog } from './integrity/open-log.ts';
import { InterviewStore } from './interviews/interview-store.ts';
import type { Facts } from '../core/law/fact.ts';
import type { SessionState } from '../core/session/state.ts';
import { lawFactsOf } from './laboratory/start-guard.ts';
import { keyPlace } from './keys/key-file.ts';
import { sealClearCases } from './keys/seal-cases.ts';
import { sealEndedRecords } from './keys/seal-records.ts';
import { LaboratoryStore } from './laboratory/laboratory-store.ts';
import { onProcessEnd } from './process-end.ts';
import { kindOfQuery, Metrics } from './operations/metrics.ts';
import { noteSecurity } from './operations/security-log.ts';
import { openProtocols, type Catalogue } from './protocols.ts';
import type { ScrubState } from './archive/scrub.ts';
import { Stations, type StationsOptions } from './stations/stations.ts';
import { SubjectScreens } from './screen/screens.ts';
import { StreamHub } from './stream/hub.ts';

/** Everything an endpoint may ask for. */
export interface Lab {
	/** Absolute path. */
	readonly dataFolder: string;
	/** A new one for every start of the web process. */
	readonly bootId: string;
	readonly database: LabDatabase;
	readonly accounts: Accounts;
	readonly events: EventStore;
	readonly interviews: InterviewStore;
	/** Rooms, instruments, people's qualifications, reviews, findings. */
	readonly laboratory: LaboratoryStore;
	/** The log that shows what was changed. */
	readonly integrity: LogKeeper;
	readonly hub: StreamHub;
	readonly workstation: Workstation;
	/** This one of several stations: leases, archive. */
	readonly stations: Stations;
	/** What the people in the chair are shown. */
	readonly screens: SubjectScreens;
	readonly catalogue: Catalogue;
	/** Figures for a monitoring program. */
	readonly metrics: Metrics;
	/** Whom cases, sessions, interviews and boards are asked with. */
	readonly cases: BoardContext & { readonly events: EventStore };
	/** Whether this whole laboratory is made up. */
	readonly isDemonstration: () => Promise<boolean>;
}

/** Workstation clock [s], the same for all processes of the machine, and wall clock [ms]. */
export function readClock(): { readonly monotonicS: number; readonly utcMs: number } {
	return { monotonicS: (Number(process.hrtime.bigint()) / 1e9) * lapse, utcMs: Date.now() };
}

/** Recorded seconds per real second; more than 1 only in tests. */
export const lapse = Math.max(1, Number(process.env['JINGWEI_TIME_LAPSE'] ?? 1) || 1);

/** Now on both clocks, as events carry it. */
export function eventTimeNow(): EventTime {
	const { monotonicS, utcMs } = readClock();
	return { utc: new Date(utcMs).toISOString(), monotonicS };
}

/** Kept with every measured value. */
export const software = 'jingwei 0.1.0';

const KEY = Symbol.for('jingwei.lab');
interface Place {
	lab?: Lab;
	starting?: Promise<Lab>;
}

function place(): Place {
	// survives reloads of this module while developing
	const shared = globalThis as unknown as Record<symbol, Place | undefined>;
	return (shared[KEY] ??= {});
}

/** Starts the laboratory of `JINGWEI_DATA`, once; later calls give the same one. */
export function startLab(): Promise<Lab> {
	const shared = place();
	shared.starting ??= openLab(dataFolderOf()).then((lab) => {
		shared.lab = lab;
		return lab;
	});
	return shared.starting;
}

/**
 * The running laboratory.
 *
 * @throws {LabError} `lab/not-started` before `startLab` is done
 */
export function getLab(): Lab {
	const { lab } = place();
	if (!lab) throw new LabError('lab/not-started', 'expected a started laboratory, got none');
	return lab;
}

async function openLab(dataFolder: string): Promise<Lab> {
	mkdirSync(dataFolder, { recursive: true });
	const catalogue = openProtocols();
	const metrics = new Metrics();
	const database = await openDatabase(databasePlace(dataFolder), keyPlace(dataFolder), (kind, ms) =>
		metrics.queried(kindOfQuery(kind), ms)
	);
	const accounts = await openLabAccounts(database, dataFolder);
	const events = new EventStore(database);
	const interviews = new InterviewStore(database);
	const laboratory = new LaboratoryStore(database);
	const integrity = openLog(database, dataFolder, events);
	const hub = new StreamHub();
	const stations = openStations({
		...{ dataFolder, database, events, interviews, hub },
		elsewhere: (sessionId) => workstation.heardElsewhere(sessionId)
	});
	const workstation: Workstation = new Workstation({
		...{ dataFolder, database, events, hub, lapse, now: readClock, leases: stations.leases },
		problem: (error) => console.error('recording:', error)
	});
	const screens = new SubjectScreens({
		nowS: () => readClock().monotonicS,
		changed: (sessionId, status) => hub.tell({ what: 'screen', sessionId, status })
	});
	const lab: Lab = {
		...{ dataFolder, bootId: randomUUID(), database, accounts, catalogue },
		...{ events, interviews, laboratory, integrity, hub, workstation, stations, screens, metrics },
		cases: {
			...{ db: database.db, now: Date.now, newId: randomUUID },
			...{ events, interviews, catalogue, boards: new BoardStore(database) }
		},
		isDemonstration: async () => (await accounts.directory.kind()) === 'demonstration'
	};
	events.askOutside((state, actor) => lawFactsFor(lab, state, actor));
	events.onAppended((sessionId) => hub.tell({ what: 'event', sessionId }));
	hearDemonstration(lab);
	const sealed = (): ScrubState => stations.scrub.state;
	metrics.watch({ hub, dataFolder, sealed, ask: () => sql`select 1`.execute(database.db) });
	// pages are served meanwhile
	void sealClearRecords(lab);
	await stations.start();
	// and while the recorder is being found
	void workstation.start();
	onProcessEnd(() => closeLab(lab));
	return lab;
}

/** Encrypts what a crash, or a time without keys, left clear. */
async function sealClearRecords(lab: Lab): Promise<void> {
	try {
		await sealClearCases(lab.database.db);
		await sealEndedRecords(lab);
	} catch (error) {
		console.error(
			'keys: not everything could be encrypted, it is tried again at the next start:',
			error
		);
	}
}

async function closeLab({ hub, workstation, stations, integrity, database }: Lab): Promise<void> {
	hub.tell({ what: 'shutting-down' });
	await workstation.leave();
	await stations.stop();
	await integrity.stop();
	await database.close();
}

/** This one of several stations, as the environment says where the others meet it. */
function openStations(
	parts: Omit<StationsOptions, 'archiveUrl' | 'databaseUrl' | 'now' | 'problem'>
): Stations {
	const url = parts.database.kind === 'postgres' ? process.env['DATABASE_URL'] : undefined;
	return new Stations({
		...{ ...parts, archiveUrl: process.env['ARCHIVE_URL'], databaseUrl: url ?? null },
		...{ now: Date.now, problem: (error: unknown) => console.error('stations:', error) }
	});
}

/** What the laboratory's register says of the instrument that is open and of whoever tests. */
async function lawFactsFor(
	lab: Lab,
	{ law }: Pick<SessionState, 'law'>,
	{ id, role }: { readonly id: string; readonly role: string }
): Promise<Facts> {
	const tester = role === 'tester' ? id : (law.testers[0] ?? id);
	const context = { ...lab, now: Date.now };
	return { ...(await lawFactsOf(context, await lab.workstation.device(), tester)) };
}

function openLabAccounts(database: LabDatabase, dataFolder: string): Promise<Accounts> {
	const lockAfterS = Number(process.env['JINGWEI_LOCK_AFTER_S'] ?? '');
	return openAccounts({
		db: database.db,
		type: database.kind,
		secret: readSecret(dataFolder),
		watch: noteSecurity,
		note: (actorId, action, object, details) =>
			database.db
				.transaction()
				.execute((transaction) =>
					addAuditEntry(transaction, { actorId, action, object, details }, Date.now())
				),
		...(lockAfterS > 0 ? { lockAfterMs: 1000 * lockAfterS } : {})
	});
}
