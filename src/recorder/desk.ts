/**
 * The desk: carries out the commands that concern device and chart, one after the other.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import type {
	DeviceSetup,
	RecorderCommand,
	RecorderNotice
} from '#lib/core/recording/recorder-messages.ts';
import type { RecorderResults } from '#lib/core/recording/recorder-results.ts';
import { ChartLog } from './chart/chart-log.ts';
import { ChartRun, running, type ChartSurroundings } from './chart/chart-run.ts';
import { streamOf, type KeptChart } from './chart/continue-chart.ts';
import { UnsealedCharts } from './chart/unsealed-charts.ts';
import type { Clock } from './clock.ts';
import { DeviceSession, type StreamKept } from './device-session.ts';
import { refuseWithoutRoom } from './disk.ts';
import type { PortBinding } from './port/connection.ts';
import { listPorts } from './port/ports.ts';
import { previewGap } from './preview-gap.ts';
import type { BlockRing } from './socket/block-ring.ts';

/** What the desk works with. */
export interface DeskOptions {
	readonly root: string;
	/** Folder on another disk for what the data folder refuses; null = none. */
	readonly spill: string | null;
	readonly bootId: string;
	readonly clock: Clock;
	readonly binding: PortBinding | null;
	readonly ring: BlockRing;
	readonly tell: (notice: RecorderNotice) => void;
	/** More samples are safely on disk, a chart ended, a device gives no frames: health is news. */
	readonly changed: () => void;
	/** A client asked for the end. */
	shutDown(): void;
}

type Of<C extends RecorderCommand['command']> = Extract<RecorderCommand, { command: C }>;

/** A chart whose disk refuses is kept in memory this long [records of about 1 s], then closed. */
const MOST_WAITING = 600;

/** One device, one running chart. */
export class Desk {
	readonly log: ChartLog;
	readonly unsealed: UnsealedCharts;
	readonly #options: DeskOptions;
	device: DeviceSession | null = null;
	run: ChartRun | null = null;
	#turn: Promise<unknown> = Promise.resolve();

	constructor(options: DeskOptions) {
		this.#options = options;
		this.log = new ChartLog(options.root);
		this.unsealed = new UnsealedCharts(options.root, this.log, options.tell);
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
				// nor does it wait for a device that may stream some time: who presses start means now
				if (!this.run && this.device?.state === 'opening') throw notStreaming('opening');
				return this.#inTurn(() => this.#startChart(command));
			case 'stop-chart':
				return this.#inTurn(() => this.#stopChart());
			case 'mark': {
				const { id, chart, monotonicS, durationS, text } = command;
				const run = running(this.run, chart);
				const sample = run.mark(id, monotonicS, durationS, text);
				// what was answered outlives this process
				await run.recording.kept();
				return { sample };
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

	/** Seals charts that waited for room, and gives one up that the disk has refused for too long: what is lost is declared. */
	async watchStorage(): Promise<void> {
		this.run?.recording.alive(this.#options.clock.monotonicS());
		if (this.unsealed.isDue)
			await this.#inTurn(() => this.#sealWaiting(this.unsealed.isDue)).catch(complain);
		if ((this.run?.recording.waiting ?? 0) <= MOST_WAITING) return;
		await this.#inTurn(() => this.#stopChart()).catch(complain);
	}

	/**
	 * Goes on with the chart of a recorder that was killed. Its device is looked for as after an unplug.
	 *
	 * @throws {LabError} `device/driver` when no driver has the device's id any more
	 */
	goOn(kept: KeptChart): void {
		const device = this.#deviceOf(kept.setup, streamOf(kept));
		this.run = new ChartRun(kept.plan, device, this.#around, kept);
		this.device = device;
		device.find();
	}

	get #around(): ChartSurroundings {
		const { root, spill, bootId, clock, tell, changed: written } = this.#options;
		return { root, spill, bootId, clock, tell, written, log: this.log };
	}

	async #open({ setup }: Of<'open'>): Promise<RecorderResults['open']> {
		await this.#closeDevice();
		const device = this.#deviceOf(setup);
		this.device = device;
		try {
			await device.open();
		} catch (error) {
			this.device = null;
			throw error;
		}
		return device.facts;
	}

	#deviceOf(setup: DeviceSetup, goesOn: StreamKept | null = null): DeviceSession {
		const { clock, ring, binding, tell } = this.#options;
		const device: DeviceSession = new DeviceSession(
			{ setup, clock, ring, binding, goesOn },
			{
				state: (state, detail) => {
					tell({ type: 'notice', notice: 'device', state, detail });
				},
				gap: (first, count, cause) => {
					if (this.run) this.run.gap(first, count, cause);
					else tell(previewGap(device, clock, first, count, cause));
				},
				samples: (_first, channels) => this.run?.samples(channels),
				noFramesYet: () => {
					this.#options.changed();
				}
			}
		);
		return device;
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
		if (device?.state !== 'streaming') throw notStreaming(device?.state ?? 'none');
		await refuseWithoutRoom(this.#options.root, device.setup);
		await this.#sealWaiting(this.unsealed.areThere);
		const { sessionId, chart, subjectCode, technician, equipment } = command;
		const order = { sessionId, chart, subjectCode, technician, equipment };
		const run = new ChartRun(order, device, this.#around);
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
			const { samples, lost, notice } = await run.close();
			if (notice === null) this.unsealed.note();
			return { samples, lost };
		} catch (error) {
			this.unsealed.note();
			throw error;
		} finally {
			this.run = null;
			// before anything of the next chart, so that nobody takes that for this one
			this.#options.changed();
		}
	}

	/** In turn: a chart may have begun meanwhile, whose files are not to be touched. */
	async #sealWaiting(isWanted: boolean): Promise<void> {
		if (isWanted && this.run === null) await this.unsealed.seal();
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

const notStreaming = (state: string): LabError =>
	new LabError('recorder/not-streaming', `expected a streaming device, got ${state}`);

function complain(error: unknown): void {
	console.error('recorder: a chart stays open and is repaired when the disk takes it:', error);
}
