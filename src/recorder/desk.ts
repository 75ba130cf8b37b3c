/**
 * The desk: carries out the commands that concern device and chart, one after the other.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import type {
	GapCause,
	RecorderCommand,
	RecorderNotice
} from '#lib/core/recording/recorder-messages.ts';
import type { RecorderResults } from '#lib/core/recording/recorder-results.ts';
import { ChartLog } from './chart/chart-log.ts';
import { ChartRun, running } from './chart/chart-run.ts';
import { utcAt, type Clock } from './clock.ts';
import { DeviceSession } from './device-session.ts';
import type { PortBinding } from './port/connection.ts';
import { listPorts } from './port/ports.ts';
import type { BlockRing } from './socket/block-ring.ts';

/** What the desk works with. */
export interface DeskOptions {
	readonly root: string;
	readonly bootId: string;
	readonly clock: Clock;
	readonly binding: PortBinding | null;
	readonly ring: BlockRing;
	readonly tell: (notice: RecorderNotice) => void;
	/** More samples are safely on disk: health is news. */
	readonly written: () => void;
	/** A client asked for the end. */
	shutDown(): void;
}

type Of<C extends RecorderCommand['command']> = Extract<RecorderCommand, { command: C }>;

/** A chart whose disk refuses is kept in memory this long [records of about 1 s], then closed. */
const MOST_WAITING = 600;

/** One device, one running chart. */
export class Desk {
	readonly log: ChartLog;
	readonly #options: DeskOptions;
	device: DeviceSession | null = null;
	run: ChartRun | null = null;
	#turn: Promise<unknown> = Promise.resolve();

	constructor(options: DeskOptions) {
		this.#options = options;
		this.log = new ChartLog(options.root);
	}

	/** Carries out a command; what it gives back is the reply's result. */
	async handle(command: RecorderCommand): Promise<unknown> {
		switch (command.command) {
			case 'list-ports':
				return listPorts(this.#options.binding);
			case 'open':
				return this.#inTurn(() => this.#open(command));
			case 'close':
				return this.#inTurn(() => this.#closeDevice());
			case 'start-chart':
				return this.#inTurn(() => this.#startChart(command));
			case 'stop-chart':
				return this.#inTurn(() => this.#stopChart());
			case 'mark': {
				const { id, chart, monotonicS, durationS, text } = command;
				return { sample: running(this.run, chart).mark(id, monotonicS, durationS, text) };
			}
			case 'place':
				return this.#place(command);
			case 'acknowledge-chart':
				return this.log.acknowledge(command.sessionId, command.chart);
			case 'shut-down':
				this.#options.shutDown();
				return undefined;
			case 'subscribe':
			case 'unsubscribe':
				return undefined; // the client's link does it
		}
	}

	/** Closes the chart and the device; a chart that cannot be closed is mended at the next start. */
	end(): Promise<void> {
		return this.#inTurn(async () => {
			if (this.run) await this.#stopChart().catch(complain);
			await this.#closeDevice();
		});
	}

	/** Gives a chart up that the disk has refused for too long: what is lost is declared. */
	async watchStorage(): Promise<void> {
		if ((this.run?.recording.waiting ?? 0) <= MOST_WAITING) return;
		await this.#inTurn(() => this.#stopChart()).catch(complain);
	}

	async #open({ setup }: Of<'open'>): Promise<RecorderResults['open']> {
		await this.#closeDevice();
		const { clock, ring, binding, tell } = this.#options;
		const device = new DeviceSession(
			{ setup, clock, ring, binding },
			{
				state: (state, detail) => {
					tell({ type: 'notice', notice: 'device', state, detail });
				},
				gap: (first, count, cause) => {
					if (this.run) this.run.gap(first, count, cause);
					else tell(previewGap(device, clock, first, count, cause));
				},
				samples: (_first, channels) => this.run?.samples(channels)
			}
		);
		this.device = device;
		try {
			await device.open();
		} catch (error) {
			this.device = null;
			throw error;
		}
		return device.facts;
	}

	async #closeDevice(): Promise<void> {
		if (this.run) throw new LabError('recorder/recording', 'expected no chart to run, got one');
		const device = this.device;
		this.device = null;
		await device?.close();
	}

	async #startChart(command: Of<'start-chart'>): Promise<RecorderResults['start-chart']> {
		const device = this.device;
		if (this.run) throw new LabError('recorder/recording', 'expected no chart to run, got one');
		if (device?.state !== 'streaming')
			throw new LabError(
				'recorder/not-streaming',
				`expected a streaming device, got ${device?.state ?? 'none'}`
			);
		const { root, bootId, clock, tell, written } = this.#options;
		const { sessionId, chart, subjectCode, technician, equipment } = command;
		const run = new ChartRun({ sessionId, chart, subjectCode, technician, equipment }, device, {
			...{ root, bootId, clock, tell, written, log: this.log }
		});
		this.run = run;
		try {
			await run.recording.ready;
		} catch (error) {
			this.run = null;
			run.abandon();
			throw error;
		}
		const { monotonicS, utcMs } = run.recording.plan;
		return { file: run.recording.paths.name, monotonicS, utcMs };
	}

	async #stopChart(): Promise<RecorderResults['stop-chart']> {
		const run = running(this.run);
		try {
			const { samples, lost } = await run.close();
			return { samples, lost };
		} finally {
			this.run = null;
		}
	}

	#place({ sessionId, chart, monotonicS }: Of<'place'>): RecorderResults['place'] {
		const { order } = this.run ?? {};
		if (!this.run || order?.sessionId !== sessionId || order.chart !== chart)
			return { sample: this.log.place(sessionId, chart, monotonicS) };
		const sample = this.run.sampleAt(monotonicS);
		return { sample: sample < 0 ? null : sample };
	}

	#inTurn<T>(action: () => Promise<T>): Promise<T> {
		const result = this.#turn.then(action);
		this.#turn = result.catch(() => undefined);
		return result;
	}
}

/** A loss while nothing is recorded: for the eye, in nobody's log. */
function previewGap(
	device: DeviceSession,
	clock: Clock,
	first: number,
	samples: number,
	cause: GapCause
): RecorderNotice {
	const monotonicS = device.times.timeOf(first);
	const firstSample = first - device.blocks.origin;
	return {
		...{ type: 'notice', notice: 'gap', sessionId: null, chart: 0, firstSample, samples, cause },
		...{ monotonicS, utcMs: utcAt(clock, monotonicS) }
	};
}

function complain(error: unknown): void {
	console.error('recorder: a chart stays open and is repaired at the next start:', error);
}
