/**
 * An open device: its link, its samples, its clock and its quality, until it is closed.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import { ClockFit } from '#lib/core/recording/clock-fit.ts';
import type { DeviceSetup, GapCause } from '#lib/core/recording/recorder-messages.ts';
import type { RecorderResults } from '#lib/core/recording/recorder-results.ts';
import { driverById } from '#lib/devices/registry.ts';
import type { DeviceDriver, DeviceIdentity, DriverOptions } from '#lib/devices/types.ts';
import { Acquisition } from './acquire/acquisition.ts';
import { LiveBlocks } from './acquire/live-blocks.ts';
import { ChannelQuality } from './acquire/quality.ts';
import type { Clock } from './clock.ts';
import type { PortBinding } from './port/connection.ts';
import type { NoFrames } from './port/first-frame.ts';
import { DeviceLink } from './port/link.ts';
import type { LinkState } from './port/link-parts.ts';
import type { BlockRing } from './socket/block-ring.ts';

/** Silence that counts as a stall: this long, and this many sample periods. */
const STALL_MS = 500;
const STALL_PERIODS = 20;
/** Accuracy of a ceramic resonator [1e-6]. */
const RESONATOR_PPM = 5000;
/** In a time lapse the clock fit looks for the least delay in this much real time [s]. */
const REAL_BLOCK_S = 0.25;

/** Who is told. Sample numbers are the stream's, from the opening of the device. */
export interface DeviceListener {
	state(state: LinkState, detail: string): void;
	gap(first: number, count: number, cause: GapCause): void;
	samples(first: number, channels: readonly Int32Array[]): void;
	/** It is being opened and has given no valid frame for a while. */
	noFramesYet(): void;
}

/** What a device session needs. */
export interface DeviceOptions {
	readonly setup: DeviceSetup;
	readonly clock: Clock;
	readonly ring: BlockRing;
	readonly binding: PortBinding | null;
	/** A recorder before this one had the device: where its stream is gone on with; null = it begins. */
	readonly goesOn?: StreamKept | null;
}

/** What is known of a stream whose recorder was killed. */
export interface StreamKept {
	readonly identity: DeviceIdentity | null;
	/** Samples taken in. */
	readonly next: number;
	/** When the next one was due [s], and the rate so far [Hz]. */
	readonly nextS: number;
	readonly effectiveRateHz: number;
}

/** One device from `open` to `close`. */
export class DeviceSession {
	readonly setup: DeviceSetup;
	readonly times: ClockFit;
	readonly blocks: LiveBlocks;
	readonly #quality: readonly ChannelQuality[];
	readonly #acquisition: Acquisition;
	readonly #link: DeviceLink;
	state: LinkState = 'closed';
	detail = '';

	/** @throws {LabError} `device/driver` when no driver has this id */
	constructor(options: DeviceOptions, listener: DeviceListener) {
		const { setup, clock, ring, binding, goesOn = null } = options;
		const driver = driverById(setup.driver);
		if (!driver) throw new LabError('device/driver', `expected a driver, got ${setup.driver}`);
		this.setup = setup;
		const { rateHz, inputs: channels, settings } = setup;
		const driverOptions: DriverOptions = { channels, rateHz, settings };
		this.times = clockFor(driver, rateHz, clock.lapse);
		if (goesOn) this.times.goOn(goesOn.next, goesOn.nextS, goesOn.effectiveRateHz);
		this.blocks = new LiveBlocks(ring, rateHz);
		this.#quality = setup.channels.map((spec) => new ChannelQuality(spec, rateHz));
		const wiring = { driver, driverOptions, channels: setup.channels, lapse: clock.lapse };
		this.#acquisition = new Acquisition(
			{ ...wiring, clock: this.times, kept: goesOn?.next ?? null },
			{
				gap: (first, count, cause) => {
					listener.gap(first, count, cause);
				},
				samples: (first, counts, gap) => {
					this.blocks.push(first, counts, gap);
					for (const [index, quality] of this.#quality.entries())
						quality.push(counts[index] ?? new Int32Array(0), gap);
					listener.samples(first, counts);
				}
			}
		);
		const stallMs = Math.max(STALL_MS, (1000 * STALL_PERIODS) / (rateHz * clock.lapse));
		this.#link = new DeviceLink(
			{ setup, driver, driverOptions, binding, stallMs, known: goesOn?.identity ?? null },
			{
				bytes: (chunk) => this.#acquisition.push(chunk, clock.monotonicS()),
				connected: () => {
					this.#acquisition.connected();
				},
				interrupted: (cause, isOver) => {
					this.#acquisition.interrupted(cause, isOver ? clock.monotonicS() : null);
				},
				state: (state, detail) => {
					this.state = state;
					this.detail = detail;
					listener.state(state, detail);
				},
				noFramesYet: () => {
					listener.noFramesYet();
				}
			}
		);
	}

	/** Number of the next sample. */
	get next(): number {
		return this.#acquisition.next;
	}

	/** Whether samples that arrived wait for the length of a gap before them to be known. */
	get undecided(): boolean {
		return this.state === 'streaming' && this.#acquisition.undecided;
	}

	/** Who answered, where, with which columns. */
	get facts(): RecorderResults['open'] {
		const { identity, path } = this.#link;
		const columns = [...this.#acquisition.columns];
		const { model, firmware } = identity ?? { model: null, firmware: null };
		return { model, firmware, columns, path };
	}

	/** What came instead of valid frames while it is being opened; null = frames come, or it is too early to say. */
	get noFrames(): NoFrames | null {
		return this.#link.firstFrame.missing;
	}

	/** Quality 0…1 of the last seconds by channel name. */
	get quality(): Record<string, number> {
		const names = this.setup.channels.map((spec) => spec.name);
		return Object.fromEntries(
			names.map((name, index) => [name, this.#quality[index]?.value() ?? 0])
		);
	}

	/** @throws {LabError} `device/…` when it cannot be opened */
	open(): Promise<void> {
		return this.#link.open();
	}

	/** Looks for the device that another recorder had, as after an unplug. Returns at once. */
	find(): void {
		this.#link.find();
	}

	/** Counts samples as lost up to a time, because the device is away and the recording ends. */
	fillTo(monotonicS: number): void {
		this.#acquisition.fillTo(Math.floor(this.times.sampleAt(monotonicS)));
	}

	async close(): Promise<void> {
		await this.#link.close();
		this.blocks.flush();
	}
}

/** A device that chooses its rate by itself is a board with a resonator: its rate is estimated. */
function clockFor(driver: DeviceDriver, rateHz: number, lapse: number): ClockFit {
	const blockS = Math.max(1, lapse * REAL_BLOCK_S);
	if (driver.ratesHz.length > 0) return new ClockFit({ rateHz, blockS });
	return new ClockFit({ rateHz, blockS, estimateRate: true, rateLimitPpm: RESONATOR_PPM });
}
