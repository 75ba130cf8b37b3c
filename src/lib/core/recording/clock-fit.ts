/**
 * When each sample was taken, from the times its bytes arrived.
 *
 * A byte can come late but never early, so only the least delayed arrival of each second counts: a straight
 * line through those minima follows the device's true rate, where a least-squares line through all arrivals
 * would follow the load of the machine. A constant delay of the transport cannot be seen from here.
 *
 * @module
 * @source lab measurement: 1-s minima and a line stay within 0.1 ms where recursive least squares is off by 19…31 ms
 */

/** How the clock fits. */
export interface ClockFitOptions {
	/** Nominal rate [Hz], > 0. */
	readonly rateHz: number;
	/** Length of the blocks whose least delay counts [s]; longer when time runs faster than real time. */
	readonly blockS?: number;
	/** Largest difference from the nominal rate that is believed; 5000 for boards with a resonator [1e-6]. */
	readonly rateLimitPpm?: number;
	/** True = the device chooses its rate: the nominal one is replaced by that of the first 5 s. */
	readonly estimateRate?: boolean;
}

/** From this sample on the line starts anew: the clock jumped or the device was connected again. */
export interface ClockSegment {
	readonly firstSample: number;
	readonly monotonicS: number;
}

/** The least delayed arrival of a block. */
interface Arrival {
	readonly sample: number;
	readonly arrivedS: number;
}

const BLOCK_S = 1;
const MOST_BLOCKS = 60;
/** Below this many blocks the nominal rate is kept. */
const LEAST_BLOCKS = 5;
const RATE_LIMIT_PPM = 500;
/** Arrivals that stay this far from the line for this many blocks are a jump. Unit: s. */
const JUMP_S = 0.05;
const JUMP_BLOCKS = 5;
/** A block this much above the line, and more than others, is left out. Unit: s. */
const MOST_LATE_S = 0.001;
/** The line moves no faster than this, so that times keep their order. Unit: s per s. */
const SLEW = 0.001;

/** The clock of one stream. */
export class ClockFit {
	readonly #blockS: number;
	readonly #limit: number;
	#rateHz: number;
	#mustEstimate: boolean;
	#blocks: Arrival[] = [];
	#open: (Arrival & { readonly startedS: number }) | null = null;
	#first: Arrival | null = null;
	#segments: ClockSegment[] = [];
	/** t(n) = at + (n − origin) × period, and what is left of the last correction at its sample. */
	#line: Line = { origin: 0, at: 0, period: 1 };
	#slew = { left: 0, since: 0 };

	constructor(options: ClockFitOptions) {
		this.#rateHz = options.rateHz;
		this.#blockS = options.blockS ?? BLOCK_S;
		this.#limit = (options.rateLimitPpm ?? RATE_LIMIT_PPM) * 1e-6;
		this.#mustEstimate = options.estimateRate ?? false;
	}

	/** Nominal rate, or the one estimated in its place [Hz]. */
	get rateHz(): number {
		return this.#rateHz;
	}

	/** Rate by the fitted line [Hz]. */
	get effectiveRateHz(): number {
		return 1 / (this.#first === null ? 1 / this.#rateHz : this.#line.period);
	}

	/** Whether there are blocks enough for a rate of its own. */
	get isFitted(): boolean {
		return this.#blocks.length >= LEAST_BLOCKS;
	}

	get segments(): readonly ClockSegment[] {
		return this.#segments;
	}

	/**
	 * Takes an arrival: the last sample that a chunk completed.
	 *
	 * @param sample running index, lost samples counted in; never decreasing
	 * @param arrivedS when the chunk came [s, monotonic]
	 */
	add(sample: number, arrivedS: number): void {
		if (this.#first === null) this.restart(sample, arrivedS);
		if (this.#mustEstimate) this.#estimate(sample, arrivedS);
		const open = this.#open;
		if (open === null || arrivedS - open.startedS >= this.#blockS) {
			if (open !== null) this.#close(open);
			this.#open = { sample, arrivedS, startedS: arrivedS };
		} else if (this.#delay(arrivedS, sample) < this.#delay(open.arrivedS, open.sample))
			this.#open = { sample, arrivedS, startedS: open.startedS };
		// early on each smaller delay is news
		if (!this.isFitted) this.#fit(sample);
	}

	/** The device was connected again: what was learnt of its delay does not hold any more. */
	restart(sample: number, arrivedS: number): void {
		this.#first = { sample, arrivedS };
		this.#segments.push({ firstSample: sample, monotonicS: arrivedS });
		this.#blocks = [];
		this.#open = null;
		this.#line = { origin: sample, at: arrivedS, period: 1 / this.#rateHz };
		this.#slew = { left: 0, since: sample };
	}

	/**
	 * Another clock fitted this stream up to here: its line holds until samples come.
	 *
	 * @param effectiveHz its rate [Hz], believed within the limit, or wholly of a device that chooses its rate
	 */
	goOn(sample: number, monotonicS: number, effectiveHz: number): void {
		if (this.#mustEstimate) this.#rateHz = effectiveHz;
		this.restart(sample, monotonicS);
		const [nominal, most] = [1 / this.#rateHz, this.#limit / this.#rateHz];
		const period = Math.max(nominal - most, Math.min(nominal + most, 1 / effectiveHz));
		this.#line = { origin: sample, at: monotonicS, period };
	}

	/** When a sample was taken [s, monotonic]; also for samples not yet come. */
	timeOf(sample: number): number {
		const { origin, at, period } = this.#line;
		return at + (sample - origin) * period + this.#left(sample);
	}

	/** Index of the sample taken at this time, with its fraction. */
	sampleAt(monotonicS: number): number {
		const { origin, at, period } = this.#line;
		const near = origin + (monotonicS - at) / period;
		return near - this.#left(near) / period;
	}

	/** Arrival minus time by the nominal rate alone. */
	#delay(arrivedS: number, sample: number): number {
		return arrivedS - (sample - this.#line.origin) / this.#rateHz;
	}

	#left(sample: number): number {
		const { left, since } = this.#slew;
		const done = (SLEW * Math.max(0, sample - since)) / this.#rateHz;
		return Math.sign(left) * Math.max(0, Math.abs(left) - done);
	}

	#estimate(sample: number, arrivedS: number): void {
		const first = this.#first;
		if (first === null || arrivedS - first.arrivedS < LEAST_BLOCKS * this.#blockS) return;
		this.#mustEstimate = false;
		if (sample === first.sample) return;
		this.#rateHz = (sample - first.sample) / (arrivedS - first.arrivedS);
		this.#blocks = [];
		this.#open = null;
	}

	#close({ sample, arrivedS }: Arrival): void {
		this.#blocks.push({ sample, arrivedS });
		if (this.#hasJumped()) {
			const kept = this.#blocks.slice(-JUMP_BLOCKS);
			const first = kept[0] ?? { sample, arrivedS };
			this.restart(first.sample, first.arrivedS);
			this.#blocks = kept;
		}
		if (this.#blocks.length > MOST_BLOCKS) this.#blocks.shift();
		if (this.isFitted) this.#fit(sample);
	}

	/** Judged against the line before these blocks: it was fitted through some of them. */
	#hasJumped(): boolean {
		if (this.#blocks.length < LEAST_BLOCKS + JUMP_BLOCKS) return false;
		const line = lineUnder(this.#blocks.slice(0, -JUMP_BLOCKS), 1 / this.#rateHz, this.#limit);
		const off = this.#blocks.slice(-JUMP_BLOCKS).map((block) => lateBy(block, line));
		return off.every((by) => by > JUMP_S) || off.every((by) => by < -JUMP_S);
	}

	#fit(sample: number): void {
		const open = this.#open;
		const wasFitted = this.isFitted && this.#blocks.length > LEAST_BLOCKS;
		const before = this.timeOf(sample);
		if (this.isFitted) this.#line = lineUnder(this.#blocks, 1 / this.#rateHz, this.#limit);
		else {
			const points = open === null ? this.#blocks : [...this.#blocks, open];
			const delays = points.map((point) => this.#delay(point.arrivedS, point.sample));
			const { origin } = this.#line;
			this.#line = { origin, at: Math.min(...delays), period: 1 / this.#rateHz };
		}
		this.#slew = { left: 0, since: sample };
		if (wasFitted) this.#slew = { left: before - this.timeOf(sample), since: sample };
	}
}

/** t(n) = at + (n − origin) × period [s]. */
interface Line {
	readonly origin: number;
	readonly at: number;
	readonly period: number;
}

const lateBy = ({ sample, arrivedS }: Arrival, { origin, at, period }: Line): number =>
	arrivedS - at - (sample - origin) * period;

/** The line again without the blocks in which even the least delay was long: the stream stood still. */
function lineUnder(blocks: readonly Arrival[], nominal: number, limit: number): Line {
	const line = lineThrough(blocks, nominal, limit);
	const late = blocks.map((block) => lateBy(block, line));
	const usual = late.map(Math.abs).toSorted((a, b) => a - b)[late.length >> 1] ?? 0;
	const kept = blocks.filter((_, i) => (late[i] ?? 0) <= MOST_LATE_S + 3 * usual);
	return kept.length < LEAST_BLOCKS ? line : lineThrough(kept, nominal, limit);
}

/** Least-squares line of arrivals over samples, its period kept within `limit` of the nominal one. */
function lineThrough(blocks: readonly Arrival[], nominal: number, limit: number): Line {
	const origin = blocks.reduce((sum, { sample }) => sum + sample, 0) / blocks.length;
	const first = blocks[0]?.arrivedS ?? 0;
	const late = ({ sample, arrivedS }: Arrival) => arrivedS - first - (sample - origin) * nominal;
	const at = blocks.reduce((sum, block) => sum + late(block), 0) / blocks.length;
	let over = 0;
	let under = 0;
	for (const block of blocks) {
		over += (block.sample - origin) * (late(block) - at);
		under += (block.sample - origin) ** 2;
	}
	const slope = under === 0 ? 0 : over / under;
	const most = limit * nominal;
	return { origin, at: first + at, period: nominal + Math.max(-most, Math.min(most, slope)) };
}

/** A sample and the monotonic time it was taken at, as kept beside a recording. */
export interface ClockPair {
	readonly sample: number;
	readonly monotonicS: number;
}

/**
 * Where a monotonic time falls in a recording that is no longer running: between the two pairs around it,
 * outside them by the nominal rate.
 *
 * @param pairs in ascending order
 * @param rateHz nominal rate [Hz]
 * @returns the sample index with its fraction; null without pairs
 */
export function placeSample(
	pairs: readonly ClockPair[],
	monotonicS: number,
	rateHz: number
): number | null {
	const after = pairs.findIndex((pair) => pair.monotonicS > monotonicS);
	const next = pairs[after];
	const last = after < 0 ? pairs.at(-1) : pairs[after - 1];
	if (last === undefined)
		return next === undefined ? null : next.sample - (next.monotonicS - monotonicS) * rateHz;
	if (next === undefined) return last.sample + (monotonicS - last.monotonicS) * rateHz;
	const share = (monotonicS - last.monotonicS) / (next.monotonicS - last.monotonicS);
	return last.sample + share * (next.sample - last.sample);
}
