/**
 * The laboratory as the web process runs it: one per process, started once, found by every endpoint.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { LabError } from '../core/errors.ts';
import { Workstation } from './charts/workstation.ts';
import { hearDemonstration } from './demonstration/virtual-subject.ts';
import type { EventTime } from '../core/session/event.ts';
import { openAccounts, type Accounts } from './accounts/accounts.ts';
import { readSecret } from './accounts/secret.ts';
import { BoardStore } from './board/board-store.ts';
import type { BoardContext } from './board/boards.ts';
import { addAuditEntry } from './database/audit.ts';
import { openDatabase, type LabDatabase } from './database/open.ts';
import { EventStore } from './events/event-store.ts';
import { InterviewStore } from './interviews/interview-store.ts';
import { onProcessEnd } from './process-end.ts';
import { openProtocols, type Catalogue } from './protocols.ts';
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
	readonly hub: StreamHub;
	readonly workstation: Workstation;
	readonly catalogue: Catalogue;
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
	shared.starting ??= openLab(resolve(process.env['JINGWEI_DATA'] ?? 'data')).then((lab) => {
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
	const database = await openDatabase(
		process.env['DATABASE_URL'] ?? join(dataFolder, 'jingwei.sqlite')
	);
	const accounts = await openLabAccounts(database, dataFolder);
	const events = new EventStore(database);
	const interviews = new InterviewStore(database);
	const hub = new StreamHub();
	const workstation = new Workstation({
		...{ dataFolder, database, events, hub, lapse, now: readClock },
		problem: (error) => console.error('recording:', error)
	});
	const lab: Lab = {
		...{
			dataFolder,
			bootId: randomUUID(),
			database,
			accounts,
			events,
			interviews,
			hub,
			workstation,
			catalogue
		},
		cases: {
			...{ db: database.db, now: Date.now, newId: randomUUID },
			...{ events, interviews, catalogue, boards: new BoardStore(database) }
		},
		isDemonstration: async () => (await accounts.directory.kind()) === 'demonstration'
	};
	events.onAppended((sessionId) => hub.tell({ what: 'event', sessionId }));
	hearDemonstration(lab);
	// pages are served while the recorder is being found
	void workstation.start();
	onProcessEnd(async () => {
		hub.tell({ what: 'shutting-down' });
		await workstation.leave();
		await database.close();
	});
	return lab;
}

function openLabAccounts(database: LabDatabase, dataFolder: string): Promise<Accounts> {
	const lockAfterS = Number(process.env['JINGWEI_LOCK_AFTER_S'] ?? '');
	return openAccounts({
		db: database.db,
		type: database.kind,
		secret: readSecret(dataFolder),
		note: (actorId, action, object, details) =>
			database.db
				.transaction()
				.execute((transaction) =>
					addAuditEntry(transaction, { actorId, action, object, details }, Date.now())
				),
		...(lockAfterS > 0 ? { lockAfterMs: 1000 * lockAfterS } : {})
	});
}
