/**
 * A laboratory for one simulated session: a data folder of its own, a recorder process and an instrument process.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LabError } from '#lib/core/errors.ts';
import type {
	ChannelSpec,
	DeviceSetup,
	RecorderHealth,
	RecorderNotice
} from '#lib/core/recording/recorder-messages.ts';
import type { SubjectChoice } from '#lib/core/virtual/instrument-commands.ts';
import { startInstrument, stopInstrument } from '#lib/server/instrument/process.ts';
import type { RecorderClient } from '#lib/server/recorder/client.ts';
import { ensureRecorder } from '#lib/server/recorder/process.ts';
import { createLabClock, type LabClock } from './lab-clock.ts';

type Ended = Extract<RecorderNotice, { notice: 'chart-closed' }>;

const INTERRUPTIONS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A running laboratory. */
export interface Laboratory {
	readonly data: string;
	readonly clock: LabClock;
	readonly recorder: RecorderClient;
	/** Control socket of the instrument. */
	readonly instrument: string;
	/** Where the instrument's port is and what is on it. */
	readonly setup: DeviceSetup;
	/** Notices that came and were not taken yet, oldest first. */
	takeNotices(): RecorderNotice[];
	close(): Promise<void>;
}

/** What a laboratory is made for. */
export interface LaboratoryPlan {
	readonly choice: SubjectChoice;
	readonly lapse: number;
	/** The device as its profile says, without the port. */
	readonly device: Omit<DeviceSetup, 'port' | 'serialNumber' | 'pathFile'>;
}

/** Sets a laboratory up. Whatever fails, what was started is ended. */
export async function openLaboratory({
	choice,
	lapse,
	device
}: LaboratoryPlan): Promise<Laboratory> {
	const data = await mkdtemp(join(tmpdir(), 'jingwei-simulation-'));
	const clock = createLabClock(lapse);
	let recorder: RecorderClient | null = null;
	const end = async (): Promise<void> => {
		for (const signal of INTERRUPTIONS) process.off(signal, interrupted);
		await endBoth(recorder, data);
	};
	// an interruption and the end of the work both close: once
	let ending: Promise<void> | null = null;
	const close = (): Promise<void> => (ending ??= end());
	// both processes are detached: nobody else would end them
	let starting: Promise<RecorderClient> | null = null;
	const interrupted = (): void => {
		// a recorder that is only just starting would outlive its folder
		const started = starting?.then((client) => (recorder = client)) ?? Promise.resolve(null);
		void started
			.catch(() => null)
			.then(close)
			.finally(() => process.exit(130));
	};
	for (const signal of INTERRUPTIONS) process.on(signal, interrupted);
	try {
		// first the recorder: a process started later would keep a pseudo-terminal open
		starting = ensureRecorder({ root: data, lapse });
		recorder = await starting;
		const place = await startInstrument({ data, choice, lapse });
		const notices: RecorderNotice[] = [];
		recorder.listen({ notice: (notice) => notices.push(notice) });
		return {
			data,
			clock,
			recorder,
			instrument: place.socket,
			setup: {
				...device,
				port: place.path,
				serialNumber: place.serialNumber,
				pathFile: join(data, 'instrument.json')
			},
			takeNotices: () => notices.splice(0),
			close
		};
	} catch (error) {
		await close();
		throw error;
	}
}

/** Ends instrument and recorder and takes the folder away, whatever they say. */
async function endBoth(recorder: RecorderClient | null, data: string): Promise<void> {
	try {
		try {
			await stopInstrument(data);
		} finally {
			if (recorder !== null) await shutDown(recorder, data);
		}
	} finally {
		// the recorder's last lines may still be on their way into the folder
		await rm(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
	}
}

/** Resolves when the recorder has closed everything and taken its note away. */
async function shutDown(recorder: RecorderClient, data: string): Promise<void> {
	await recorder.command('shut-down', {});
	recorder.close();
	for (const deadline = Date.now() + 10_000; Date.now() < deadline; await sleep(20))
		if (!existsSync(join(data, 'recorder.json'))) return;
}

/**
 * Waits for something the recorder says about its device.
 *
 * @throws {LabError} `simulation/no-signal` when it does not come within 20 s of real time
 */
export async function waitForHealth(
	{ recorder }: Laboratory,
	isRight: (health: RecorderHealth) => boolean
): Promise<RecorderHealth> {
	for (const deadline = Date.now() + 20_000; Date.now() < deadline; await sleep(50)) {
		const { health } = recorder;
		if (health !== null && isRight(health)) return health;
	}
	throw new LabError(
		'simulation/no-signal',
		`expected signals, got ${JSON.stringify(recorder.health)}`
	);
}

/**
 * Waits for the notice that a chart's file is closed; notices that came before it are given back as well.
 *
 * @throws {LabError} `simulation/chart-open` when it does not come within 20 s of real time
 */
export async function chartClosed(
	laboratory: Laboratory
): Promise<{ closed: Ended; before: RecorderNotice[] }> {
	const before: RecorderNotice[] = [];
	for (const deadline = Date.now() + 20_000; Date.now() < deadline; await sleep(20))
		for (const notice of laboratory.takeNotices()) {
			if (notice.notice === 'chart-closed') return { closed: notice, before };
			before.push(notice);
		}
	throw new LabError('simulation/chart-open', 'expected the chart to be closed, it is not');
}

/** Columns of a chart as its event names them. */
export const columnsOf = (channels: readonly ChannelSpec[]) =>
	channels.map(({ name, kind, unit }) => ({ name, kind, unit }));
