/**
 * From bytes to numbered samples: decoder, lost samples, sample times.
 *
 * Samples are numbered from the opening of the device, lost ones counted in, over any number of reconnects.
 * They are handed on at once and in order; only those after a gap wait until its length is known.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import type { ClockFit } from '#lib/core/recording/clock-fit.ts';
import { LossResolver, type SampleRun } from '#lib/core/recording/loss.ts';
import type { ChannelSpec, GapCause } from '#lib/core/recording/recorder-messages.ts';
import type { Decoder, DeviceDriver, DriverOptions, Frame } from '#lib/devices/types.ts';
import { GapHold } from './gap-hold.ts';

/** Samples after a gap wait this long [s of real time]. */
const HOLD_S = 0.5;

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
	readonly clock: ClockFit;
	/** Recorded seconds per real second. */
	readonly lapse: number;
	/** Samples that a recorder before this one took; null = the stream begins. */
	readonly kept?: number | null;
}

/** One stream of samples. */
export class Acquisition {
	readonly #options: AcquisitionOptions;
	readonly #listener: AcquisitionListener;
	#decoder: Decoder;
	#resolver: LossResolver;
	#places: readonly number[] | null = null;
	#hold: GapHold | null = null;
	#next = 0;
	/** What the next loss is put down to; null = the wire's own counter. */
	#cause: GapCause | null = null;
	#reopened = false;
	/** Samples came before, here or to another recorder. */
	#hasBegun = false;

	constructor(options: AcquisitionOptions, listener: AcquisitionListener) {
		this.#options = options;
		this.#listener = listener;
		const { kept = null } = options;
		if (kept !== null) {
			this.#next = kept;
			this.#hasBegun = true;
			this.#cause = 'recorder-restart';
		}
		this.#decoder = options.driver.decoder(options.driverOptions);
		this.#resolver = this.#newResolver();
	}

	/** Number of the next sample to be handed on. */
	get next(): number {
		return this.#next;
	}

	/** Whether samples wait for the length of a gap before them. */
	get undecided(): boolean {
		return this.#hold !== null || this.#resolver.waiting > 0;
	}

	/** Names of the decoder's columns. */
	get columns(): readonly string[] {
		return this.#decoder.columns;
	}

	/**
	 * The stream stopped or broke: what is lost until it goes on has this cause.
	 *
	 * @param endedS when the connection ended: what decoder and counter still hold back comes out; null = it lasts
	 */
	interrupted(cause: GapCause, endedS: number | null): void {
		if (endedS !== null) {
			const frames = this.#decoder.end();
			this.#decoder = this.#options.driver.decoder(this.#options.driverOptions);
			if (this.#hold) this.#settle();
			else this.#handOn(this.#resolver.push(frames, endedS));
			this.#handOn(this.#resolver.flush());
		}
		this.#cause = cause;
	}

	/** A new connection: its bytes begin a new stream of frames. */
	connected(): void {
		this.#decoder = this.#options.driver.decoder(this.#options.driverOptions);
		this.#places = null;
		this.#reopened = this.#hasBegun || this.#next > 0;
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
		this.#places ??= this.#findColumns();
		if (this.#beginsAnew(frames)) this.#startHold();
		if (this.#hold) {
			this.#hold.push(frames, arrivedS);
			if (this.#hold.decided) this.#settle();
		} else this.#handOn(this.#resolver.push(frames, arrivedS));
		return frames.length;
	}

	/** Decides what is undecided and counts as lost what is missing up to an index: the recording ends. */
	fillTo(index: number): void {
		this.#settle();
		this.#handOn(this.#resolver.flush());
		this.#lose(index - this.#next, this.#cause ?? 'stall');
		this.#resolver = this.#newResolver();
	}

	/** Whether only the clock can tell how many samples are missing before these. */
	#beginsAnew(frames: readonly Frame[]): boolean {
		if (this.#hold) return false;
		if (this.#reopened) return true;
		const isCounted = this.#options.driver.sequenceModulus !== null;
		return !isCounted && this.#cause !== null && frames[0]?.lostBefore === 0;
	}

	#startHold(): void {
		const { clock, lapse } = this.#options;
		this.#hold = new GapHold({
			cause: this.#cause ?? 'disconnect',
			reopened: this.#reopened,
			rateHz: clock.effectiveRateHz,
			holdS: HOLD_S * lapse,
			expectedS: clock.timeOf(this.#next)
		});
		this.#reopened = false;
	}

	/** Decides how long the stream was away and hands on what waited. */
	#settle(): void {
		const hold = this.#hold;
		if (!hold) return;
		this.#hold = null;
		this.#lose(hold.lost, hold.begin.cause);
		this.#cause = null;
		const [first] = hold.chunks;
		if (hold.begin.reopened && first)
			this.#options.clock.restart(this.#next + first.frames.length - 1, first.arrivedS);
		this.#resolver = this.#newResolver();
		for (const [index, { frames, arrivedS }] of hold.chunks.entries())
			this.#handOn(this.#resolver.push(index === 0 ? uncounted(frames) : frames, arrivedS));
	}

	#newResolver(): LossResolver {
		const { clock, lapse, driver, driverOptions } = this.#options;
		return new LossResolver({
			rateHz: driverOptions.rateHz,
			modulus: driver.sequenceModulus,
			firstSample: this.#next,
			holdS: HOLD_S * lapse,
			// in a time lapse a busy machine looks like lost turns of the counter
			...(lapse > 1 && { turnHoldS: null }),
			clock
		});
	}

	#handOn(runs: readonly SampleRun[]): void {
		for (const run of runs) {
			if (run.gap) this.#lose(run.samples, this.#cause ?? 'sequence');
			else this.#emit(run.values);
		}
		if (runs.length > 0) this.#cause = null;
	}

	#lose(count: number, cause: GapCause): void {
		if (count <= 0) return;
		const { channels } = this.#options;
		const first = this.#next;
		this.#listener.gap(first, count, cause);
		const longest = Math.ceil(this.#options.driverOptions.rateHz);
		for (let done = 0; done < count; done += longest) {
			const length = Math.min(longest, count - done);
			const filling = channels.map((spec) => new Int32Array(length).fill(spec.digitalMin));
			this.#next += length;
			this.#listener.samples(first + done, filling, true);
		}
	}

	#emit(frames: readonly (readonly number[])[]): void {
		const places = this.#places ?? [];
		const channels = this.#options.channels.map((spec, channel) => {
			const place = places[channel] ?? 0;
			return Int32Array.from(frames, (values) =>
				Math.min(spec.digitalMax, Math.max(spec.digitalMin, Math.round(values[place] ?? 0)))
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

/** The first frame of a new stream: what its counter says of before is void. */
function uncounted(frames: readonly Frame[]): Frame[] {
	return frames.map((frame, index) => (index === 0 ? { ...frame, lostBefore: 0 } : frame));
}
