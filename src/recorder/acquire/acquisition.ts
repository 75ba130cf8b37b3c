/**
 * From bytes to numbered samples: decoder, lost samples, sample times.
 *
 * Samples are numbered from the opening of the device, lost ones counted in, over any number of reconnects.
 * They are handed on at once and in order; only those after a gap wait until its length is known.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import type { ChannelSpec, GapCause } from '#lib/core/recording/recorder-messages.ts';
import type { Decoder, DeviceDriver, DriverOptions, Frame } from '#lib/devices/types.ts';
import { GapHold } from './gap-hold.ts';
import type { SampleClock } from './sample-clock.ts';

/** Undecided gaps wait at least this long [s of real time]. */
const HOLD_S = 0.5;
/** A chunk later than this [s of real time] may hide a loss of whole counter turns. */
const SUSPICIOUS_S = 0.01;

/** Who takes the samples. */
export interface AcquisitionListener {
	/** These samples were lost. Their filling follows in `samples`. */
	gap(first: number, count: number, cause: GapCause): void;
	/** Raw counts, shape [channels][samples]; `gap` = filling. */
	samples(first: number, channels: readonly Int32Array[], gap: boolean): void;
}

/** What an acquisition needs. */
export interface AcquisitionOptions {
	readonly driver: DeviceDriver;
	readonly driverOptions: DriverOptions;
	readonly channels: readonly ChannelSpec[];
	readonly clock: SampleClock;
	/** Recorded seconds per real second. */
	readonly lapse: number;
}

/** One stream of samples. */
export class Acquisition {
	readonly #options: AcquisitionOptions;
	readonly #listener: AcquisitionListener;
	#decoder: Decoder;
	#columns: readonly number[] | null = null;
	#hold: GapHold | null = null;
	#next = 0;
	/** What the next loss is put down to; null = the wire's own counter. */
	#cause: GapCause | null = null;
	#reconnected = false;

	constructor(options: AcquisitionOptions, listener: AcquisitionListener) {
		this.#options = options;
		this.#listener = listener;
		this.#decoder = options.driver.decoder(options.driverOptions);
	}

	/** Number of the next sample to be handed on. */
	get next(): number {
		return this.#next;
	}

	/** Whether samples wait for the length of a gap before them. */
	get undecided(): boolean {
		return this.#hold !== null;
	}

	/** Names of the decoder's columns. */
	get columns(): readonly string[] {
		return this.#decoder.columns;
	}

	/** The stream stopped or broke: what is lost until it goes on has this cause. */
	interrupted(cause: GapCause): void {
		this.#cause ??= cause;
	}

	/** A new connection: its bytes begin a new stream of frames. */
	connected(): void {
		this.#settle();
		this.#decoder = this.#options.driver.decoder(this.#options.driverOptions);
		this.#columns = null;
		this.#reconnected = this.#next > 0;
	}

	/**
	 * Takes bytes.
	 *
	 * @param arrivedS when the chunk came [s, recorded time]
	 * @returns frames completed
	 * @throws {LabError} `device/column` when the stream lacks a column that a channel is read from
	 */
	push(chunk: Uint8Array, arrivedS: number): number {
		const frames = this.#decoder.push(chunk);
		if (frames.length === 0) return 0;
		this.#columns ??= this.#findColumns();
		if (!this.#hold && this.#isSuspicious(frames, arrivedS)) this.#startHold(0, false);
		let run: (readonly number[])[] = [];
		for (const [index, frame] of frames.entries()) {
			const gapBefore = frame.lostBefore > 0 || this.#reconnected;
			if (gapBefore) {
				this.#emit(run);
				run = [];
				this.#settle();
				this.#meetGap(frame.lostBefore);
			}
			if (this.#hold) this.#hold.push(frame.values, index === frames.length - 1 ? arrivedS : null);
			else run.push(frame.values);
		}
		this.#emit(run);
		if (!this.#hold) this.#options.clock.add(this.#next - 1, arrivedS);
		else if (this.#hold.decided) this.#settle();
		if (!this.#hold) this.#cause = null;
		return frames.length;
	}

	/** Fills up with lost samples to an index, when the device is away and the recording ends. */
	fillTo(index: number): void {
		this.#settle();
		this.#lose(index - this.#next, this.#cause ?? 'stall');
	}

	/** Late enough that whole turns of the counter may be missing without a trace in it. */
	#isSuspicious(frames: readonly Frame[], arrivedS: number): boolean {
		const { clock, lapse, driver, driverOptions } = this.#options;
		if (this.#next === 0 || frames.some((frame) => frame.lostBefore > 0)) return false;
		if (this.#reconnected) return false;
		if (driver.sequenceModulus === null && this.#cause === null) return false;
		const turnS = (driver.sequenceModulus ?? 1) / driverOptions.rateHz;
		const late = arrivedS - clock.timeOf(this.#next + frames.length - 1);
		return late > Math.max(0.75 * turnS, SUSPICIOUS_S * lapse);
	}

	/** A gap whose length the wire may or may not tell exactly. */
	#meetGap(base: number): void {
		const restart = this.#reconnected;
		this.#reconnected = false;
		if (this.#options.driver.sequenceModulus === null && !restart)
			this.#lose(base, this.#cause ?? 'sequence');
		else this.#startHold(restart ? 0 : base, restart);
	}

	#startHold(base: number, restart: boolean): void {
		const { clock, driver, driverOptions, lapse } = this.#options;
		const modulus = restart ? 1 : (driver.sequenceModulus ?? 1);
		const cause = this.#cause ?? (restart ? 'disconnect' : 'sequence');
		const expectedS = clock.timeOf(this.#next + base);
		const { rateHz } = driverOptions;
		const holdS = HOLD_S * lapse;
		this.#hold = new GapHold({ base, modulus, cause, restart, rateHz, holdS, expectedS });
	}

	/** Decides the undecided gap by what is known and hands on what waited. */
	#settle(): void {
		const hold = this.#hold;
		if (!hold) return;
		this.#hold = null;
		this.#lose(hold.lost, hold.begin.cause);
		const first = this.#next;
		if (hold.begin.restart) this.#options.clock.restart(first);
		this.#emit(hold.frames);
		for (const { held, arrivedS } of hold.arrivals)
			this.#options.clock.add(first + held - 1, arrivedS);
	}

	#lose(count: number, cause: GapCause): void {
		if (count <= 0) return;
		const { channels } = this.#options;
		const first = this.#next;
		this.#listener.gap(first, count, cause);
		const chunk = Math.ceil(this.#options.driverOptions.rateHz);
		for (let done = 0; done < count; done += chunk) {
			const length = Math.min(chunk, count - done);
			const filling = channels.map((spec) => new Int32Array(length).fill(spec.digitalMin));
			this.#next += length;
			this.#listener.samples(first + done, filling, true);
		}
	}

	#emit(frames: readonly (readonly number[])[]): void {
		if (frames.length === 0) return;
		const columns = this.#columns ?? [];
		const channels = this.#options.channels.map((spec, channel) => {
			const column = columns[channel] ?? 0;
			return Int32Array.from(frames, (values) =>
				Math.min(spec.digitalMax, Math.max(spec.digitalMin, Math.round(values[column] ?? 0)))
			);
		});
		const first = this.#next;
		this.#next += frames.length;
		this.#listener.samples(first, channels, false);
	}

	#findColumns(): number[] {
		const { columns } = this.#decoder;
		return this.#options.channels.map((spec) => {
			const found = columns.indexOf(spec.column);
			if (found >= 0) return found;
			throw new LabError('device/column', `expected ${spec.column}, got ${columns.join(', ')}`);
		});
	}
}
