/**
 * This workstation's recorder as the web process uses it: adopted or started, kept in step with the log,
 * its blocks passed on to the tabs.
 *
 * @module
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { isLabError } from '../../core/errors.ts';
import { deviceSetup, type RecorderHealth } from '../../core/recording/recorder-messages.ts';
import type { Actor, EventData, SessionEvent } from '../../core/session/event.ts';
import type { LabDatabase } from '../database/open.ts';
import type { EventStore } from '../events/event-store.ts';
import { stopInstrument } from '../instrument/process.ts';
import { RecorderClient, type ResultOf } from '../recorder/client.ts';
import { ensureRecorder, readRecorderNote } from '../recorder/process.ts';
import type { StreamHub } from '../stream/hub.ts';
import type { Leases } from '../stations/leases.ts';
import { recorderOf, type Desk } from './append-marked.ts';
import { ChartKeeper } from './keeper.ts';
import { adoptChart, startChart } from './run-chart.ts';

/** What a workstation works with. */
export interface WorkstationOptions {
	readonly dataFolder: string;
	readonly database: LabDatabase;
	readonly events: EventStore;
	readonly hub: StreamHub;
	/** Recorded seconds per real second; 1 except in tests. */
	readonly lapse: number;
	readonly now: () => { readonly monotonicS: number; readonly utcMs: number };
	readonly problem: (error: unknown) => void;
	/** Which station may record; absent = there is only this one. */
	readonly leases?: Pick<Leases, 'take' | 'renew'>;
}

/** The device that was opened last; kept in `device.json` for the next web process. */
const openDevice = z.strictObject({ setup: deviceSetup, profileSha256: z.string() });
export type OpenDevice = z.infer<typeof openDevice>;

const RETRY_MS = 3_000;
/** A recorder that only dropped its connection is found by its client before another is started [ms]. */
const LOST_MS = 150;
/** Another recorder is there by then, on a busy machine too; a mark that waited longer keeps its time alone [ms]. */
const PATIENCE_MS = 8_000;

/** One per web process. */
export class Workstation implements Desk {
	readonly database: LabDatabase;
	readonly events: EventStore;
	readonly recorder: RecorderClient;
	readonly #options: WorkstationOptions;
	readonly #keeper: ChartKeeper;
	#hasCompared = false;
	#ended = false;
	/** The recording that the recorder told of last; null = of none. */
	#told: string | null = null;
	/** Recorder run that had a device open when it was heard last; null = it had none. */
	#openAt: string | null = null;
	/** Since when the recorder has been away, on this process's clock [ms]. */
	#awaySinceMs = performance.now();

	constructor(options: WorkstationOptions) {
		const { dataFolder, database, events, hub, now, problem } = options;
		this.#options = options;
		this.database = database;
		this.events = events;
		this.recorder = new RecorderClient(
			async () => (await readRecorderNote(dataFolder))?.socket ?? null
		);
		this.#keeper = new ChartKeeper({
			...{ events, recorder: this.recorder, dataFolder, now, problem },
			adopt: async (state, chart, actor) => {
				const device = await this.device();
				if (device) await adoptChart({ events, database }, state, chart, actor, { ...device, now });
			}
		});
		this.recorder.listen({
			connected: ({ bootId }) => {
				this.#hasCompared = false;
				hub.recorderBoot(bootId);
			},
			disconnected: () => {
				this.#awaySinceMs = performance.now();
				hub.recorderGone();
				if (!this.#ended) void this.#bringBack();
			},
			health: (health) => {
				hub.heard(health);
				const isAnother = this.#openAt !== null && this.#openAt !== health.bootId;
				// one that goes on with a chart has the device already
				if (isAnother && health.profile === null) void this.#reopen();
				this.#openAt = health.profile === null ? null : health.bootId;
				if (health.recording) void options.leases?.renew(health.recording.sessionId).catch(problem);
				if (!this.#hasCompared) this.#keeper.compare();
				else if (nameOf(health) !== this.#told) this.#keeper.told();
				this.#told = nameOf(health);
				this.#hasCompared = true;
			},
			notice: (notice) => {
				hub.tell({ what: 'notice', notice });
				this.#keeper.notice(notice);
			},
			block: (body, sequence) => {
				const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
				hub.block(body, sequence, view.getUint16(4, true));
			}
		});
		events.onAppended((_, appended) => {
			if (appended.some(({ type }) => ENDINGS.has(type))) this.#keeper.ended();
		});
	}

	/** Finds or starts the recorder; goes on trying when it does not answer. */
	async start(): Promise<void> {
		while (!this.#ended) {
			try {
				await this.#ensure();
				await this.recorder.connect();
				await this.recorder.subscribe(0);
				return;
			} catch (error) {
				this.#options.problem(error);
				await sleep(RETRY_MS, undefined, { ref: false });
			}
		}
	}

	/** A mark that comes just after a restart waits for the recorder; later ones do not. */
	async recorderReady(): Promise<void> {
		while (!this.recorder.hello && performance.now() - this.#awaySinceMs < PATIENCE_MS)
			await sleep(20);
	}

	/**
	 * The database is away and somebody ends the test: the recording stops now, its event comes when the database is back.
	 *
	 * @returns false = this session is not recorded here
	 */
	async stopWhileAway(sessionId: string): Promise<boolean> {
		if (this.recorder.health?.recording?.sessionId !== sessionId) return false;
		await this.recorder.command('stop-chart', {});
		return true;
	}

	/** Another station wrote to a session: the recording here may be over. */
	heardElsewhere(sessionId: string): void {
		if (this.recorder.health?.recording?.sessionId === sessionId) this.#keeper.ended();
	}

	/** The device that is open; null when none is. */
	async device(): Promise<OpenDevice | null> {
		const note = await this.#lastOpened();
		const profile = this.recorder.health?.profile;
		return note && note.setup.profile === profile ? note : null;
	}

	/** Opens a device. */
	async open(device: OpenDevice): Promise<ResultOf<'open'>> {
		const opened = await recorderOf(this).command('open', { setup: device.setup });
		await writeFile(this.#notePath, JSON.stringify(device));
		return opened;
	}

	/**
	 * Starts the next chart of a session.
	 *
	 * @param instrument the device as the laboratory's log knows it
	 * @param takeOver another station may hold the session, and whoever starts knows it
	 * @throws {LabError} `lease/held`; see `startChart`
	 */
	async startChart(
		sessionId: string,
		actor: Actor,
		{ setup, profileSha256 }: OpenDevice,
		instrument?: EventData<'chart-started'>['instrument'],
		takeOver = false
	): Promise<SessionEvent> {
		const { hub, leases, now } = this.#options;
		await leases?.take(sessionId, actor.id, takeOver);
		const options = { hub, setup, profileSha256, technician: 'X', now, instrument };
		return startChart(this, sessionId, actor, options);
	}

	/**
	 * The web process ends: a running chart goes on without it, an idle recorder ends too, and the virtual
	 * instrument with it.
	 */
	async leave(): Promise<void> {
		this.#ended = true;
		this.#keeper.end();
		const { health } = this.recorder;
		try {
			if (health?.recording === null) {
				await this.recorder.command('shut-down', {});
				await stopInstrument(this.#options.dataFolder);
			}
		} catch (error) {
			// it went away by itself
			if (!isLabError(error)) throw error;
		}
		this.recorder.close();
	}

	get #notePath(): string {
		return join(this.#options.dataFolder, 'device.json');
	}

	async #lastOpened(): Promise<OpenDevice | null> {
		const text = await readFile(this.#notePath, 'utf8').catch(() => null);
		return text === null ? null : (openDevice.safeParse(JSON.parse(text)).data ?? null);
	}

	async #ensure(): Promise<void> {
		const { dataFolder, lapse } = this.#options;
		(await ensureRecorder({ root: dataFolder, lapse })).close();
	}

	/** Another recorder took the place of one that died with a device open: the same device is opened again. */
	async #reopen(): Promise<void> {
		try {
			const device = await this.#lastOpened();
			if (device) await this.recorder.command('open', { setup: device.setup });
		} catch (error) {
			this.#options.problem(error);
		}
	}

	/** The recorder went away: it comes back by itself, or another one is started. */
	async #bringBack(): Promise<void> {
		await sleep(LOST_MS, undefined, { ref: false });
		while (!this.#ended && !this.recorder.hello)
			try {
				await this.#ensure();
				await sleep(RETRY_MS, undefined, { ref: false });
			} catch (error) {
				this.#options.problem(error);
			}
	}
}

const nameOf = ({ recording }: RecorderHealth): string | null =>
	recording && `${recording.sessionId} ${recording.chart}`;

/** After these the recorder may have to stop. */
export const ENDINGS: ReadonlySet<string> = new Set([
	'chart-stopped',
	'consent-revoked',
	'session-abandoned'
]);
