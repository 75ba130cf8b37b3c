/**
 * How many samples a gap really has, when the counter on the wire is short.
 *
 * The step of a counter modulo M says base; the loss is base + k × M. Arrival times give k, but one arrival
 * proves nothing: it may be late. So the frames after a gap wait at least half a second, and the least delay
 * among them, compared with the clock before the gap, decides. A loss of whole turns of the counter leaves no
 * step at all; there every arrival from some frame on stays late by those turns, and that is waited for longer.
 *
 * @module
 * @source lab measurement: 400 of 400 random gaps of 1…799 samples right after 0.5 s, moduli 16 and 256
 */
import { ClockFit } from './clock-fit.ts';

/** What a frame must tell: fits the frames of every driver. */
export interface CountedFrame {
	readonly values: readonly number[];
	/** Samples lost before it by the counter alone, 0…modulus − 1. */
	readonly lostBefore: number;
}

/** Consecutive samples, final: their index will not change. */
export interface SampleRun {
	readonly firstSample: number;
	readonly samples: number;
	/** True = these samples never arrived. */
	readonly gap: boolean;
	/** Raw values, shape [samples][columns]; empty for a gap. */
	readonly values: readonly (readonly number[])[];
}

/** How losses are resolved. */
export interface LossOptions {
	readonly rateHz: number;
	/** null = the wire counts every sample or none: its losses are taken as they are, nothing waits. */
	readonly modulus: number | null;
	/** Index of the first sample. */
	readonly firstSample?: number;
	/** How long frames wait after a step of the counter [s]; longer when time runs faster than real time. */
	readonly holdS?: number;
	/** How long a loss of whole turns must show [s]; null = such losses are not looked for. */
	readonly turnHoldS?: number | null;
	/** The clock to follow and to feed; a new one by default. */
	readonly clock?: ClockFit;
}

const HOLD_S = 0.5;
const TURN_HOLD_S = 1.5;
/** Losses that follow each other are decided together at the latest after this many holds. */
const MOST_HOLDS = 4;
/** The same when the reader pauses again and again meanwhile: what comes then says nothing of delays [holds]. */
const MOST_PAUSED_HOLDS = 12;
/** Without an arrival for so long the reader paused: waiting begins anew [holds]. */
const PAUSE_HOLDS = 0.5;
/** A pause counts no longer than this as time in which frames came as they were taken [holds]. */
const LONGEST_STEP_HOLDS = 0.2;
/** Frames of at least this time that came at once waited in the line for a reader that stood still [holds]. */
const BUFFERED_HOLDS = 0.5;
/** An arrival within this share of a turn of the clock is in time. */
const IN_TIME_TURNS = 0.5;
/** A loss of whole turns must fit them this well in each third of the wait: load does not. Unit: turns. */
const TURN_FIT = 0.2;
/** Later than this to stay is no load of the machine but a loss, and need fit only to the turn [s]. */
const LONG_LATE_S = 1;
const LONG_FIT = 0.5;

/** Frames of one chunk between two steps of the counter; only its last frame's arrival counts. */
interface Piece {
	readonly values: (readonly number[])[];
	readonly lostBefore: number;
	readonly arrivedS: number;
	/** How late its last frame is if only what the counter shows was lost [s]. */
	readonly lateS: number;
}

/** Gives samples their index; takes frames as they come, in order. */
export class LossResolver {
	readonly clock: ClockFit;
	readonly #rateHz: number;
	readonly #turnS: number;
	readonly #modulus: number | null;
	readonly #holdS: number;
	readonly #turnHoldS: number | null;
	/** Index of the next frame if only what the counter shows was lost since the last decision. */
	#next: number;
	#started = false;
	/** Delay that came to stay and was no loss: what is late by it is in time [s]. */
	#usualS = 0;
	#held: Piece[] = [];
	#lost = 0;
	/** Last arrival, and the first one since the reader paused last [s]. */
	#arrivedS = -Infinity;
	#flowS = -Infinity;

	constructor(options: LossOptions) {
		this.clock = options.clock ?? new ClockFit({ rateHz: options.rateHz });
		this.#rateHz = options.rateHz;
		this.#modulus = options.modulus;
		this.#turnS = (options.modulus ?? 0) / options.rateHz;
		this.#holdS = options.holdS ?? HOLD_S;
		this.#turnHoldS = options.turnHoldS === undefined ? TURN_HOLD_S : options.turnHoldS;
		this.#next = options.firstSample ?? 0;
	}

	/** Samples declared lost so far. */
	get lost(): number {
		return this.#lost;
	}

	/** Frames that wait for a decision. */
	get waiting(): number {
		return this.#held.reduce((sum, { values }) => sum + values.length, 0);
	}

	/**
	 * Takes the frames of one chunk.
	 *
	 * @param arrivedS when the chunk came [s, monotonic]
	 * @returns what is decided now, often nothing or these frames
	 */
	push(frames: readonly CountedFrame[], arrivedS: number): SampleRun[] {
		if (frames.length === 0) return [];
		if (arrivedS - this.#arrivedS > PAUSE_HOLDS * this.#holdS) this.#flowS = arrivedS;
		this.#arrivedS = arrivedS;
		const pieces = this.#cut(frames, arrivedS);
		this.#held.push(...pieces);
		return this.#isDecided(arrivedS) ? this.flush() : [];
	}

	/** Decides now by what is known: at the end of a stream, or before the device is opened again. */
	flush(): SampleRun[] {
		const held = this.#held;
		this.#held = [];
		const turns = this.#turnsBefore(held);
		const runs: SampleRun[] = [];
		let index = held.reduce(
			(next, piece) => next - piece.lostBefore - piece.values.length,
			this.#next
		);
		held.forEach(({ values, lostBefore, arrivedS }, i) => {
			const lost = lostBefore + (turns[i] ?? 0) * (this.#modulus ?? 0);
			if (lost > 0) runs.push({ firstSample: index, samples: lost, gap: true, values: [] });
			index += lost;
			this.#lost += lost;
			runs.push({ firstSample: index, samples: values.length, gap: false, values });
			index += values.length;
			this.clock.add(index - 1, arrivedS);
		});
		this.#next = index;
		if (turns.every((count) => count === 0)) this.#learn(held);
		return runs;
	}

	/** A delay that came to stay and is no loss becomes the usual one; an earlier arrival takes it back. */
	#learn(held: readonly Piece[]): void {
		const sinceS = (held.at(-1)?.arrivedS ?? 0) - this.#holdS;
		const least = Math.min(
			...held.filter(({ arrivedS }) => arrivedS >= sinceS).map(({ lateS }) => lateS)
		);
		const isLater = least >= IN_TIME_TURNS * this.#turnS && this.#turnHoldS !== null;
		if (Number.isFinite(least) && (isLater || least < 0))
			this.#usualS = Math.max(0, this.#usualS + least);
	}

	/** Cuts a chunk where the counter steps, and measures how late each piece is. */
	#cut(frames: readonly CountedFrame[], arrivedS: number): Piece[] {
		const pieces: Piece[] = [];
		let from = 0;
		for (let i = 1; i <= frames.length; i++) {
			if (i < frames.length && (frames[i]?.lostBefore ?? 0) === 0) continue;
			const values = frames.slice(from, i).map((frame) => frame.values);
			const lostBefore = frames[from]?.lostBefore ?? 0;
			this.#next += lostBefore + values.length;
			const lateS = this.#started ? arrivedS - this.clock.timeOf(this.#next - 1) - this.#usualS : 0;
			pieces.push({ values, lostBefore, arrivedS, lateS });
			from = i;
		}
		this.#started = true;
		return pieces;
	}

	#isDecided(arrivedS: number): boolean {
		const [first] = this.#held;
		if (this.#modulus === null || first === undefined) return true;
		// nothing comes early: with one frame in time no turn can have been lost
		if ((this.#held.at(-1)?.lateS ?? 0) < IN_TIME_TURNS * this.#turnS) return true;
		const steps = this.#held.filter(({ lostBefore }) => lostBefore > 0);
		if (steps.length === 0) {
			const waitedS = arrivedS - Math.max(first.arrivedS, this.#flowS);
			if (this.#turnHoldS === null || waitedS >= 2 * this.#turnHoldS) return true;
			if (arrivedS - first.arrivedS >= 4 * this.#turnHoldS) return true;
			return waitedS >= this.#turnHoldS && this.#silentTurns(this.#held) !== null;
		}
		const [begunS, lastS] = [steps[0]?.arrivedS ?? 0, steps.at(-1)?.arrivedS ?? 0];
		if (arrivedS - begunS >= MOST_PAUSED_HOLDS * this.#holdS) return true;
		if (arrivedS - Math.max(begunS, this.#flowS) >= MOST_HOLDS * this.#holdS) return true;
		const waitedS = arrivedS - Math.max(lastS, this.#flowS);
		return waitedS >= this.#holdS && !this.#isCatchingUp(arrivedS);
	}

	/** A device that empties its memory is less late with every frame: not yet the least delay. */
	#isCatchingUp(arrivedS: number): boolean {
		const sinceS = arrivedS - this.#holdS / 3;
		const least = (isNew: boolean) =>
			Math.min(
				...this.#held.filter((piece) => piece.arrivedS > sinceS === isNew).map(({ lateS }) => lateS)
			);
		return least(true) < least(false) - this.#turnS / 8;
	}

	/** Whole turns lost before each piece. */
	#turnsBefore(held: readonly Piece[]): number[] {
		const turns = held.map(() => 0);
		if (this.#modulus === null) return turns;
		const isStepped = held.some(({ lostBefore }) => lostBefore > 0);
		if (!isStepped) {
			const silent = this.#silentTurns(held);
			if (silent !== null) turns[silent.before] = silent.count;
			return turns;
		}
		// what was lost before a step stays lost: the least delay of all that follows counts
		let least = Infinity;
		const until = held.map(() => 0);
		for (let i = held.length - 1; i >= 0; i--) {
			least = Math.min(least, held[i]?.lateS ?? 0);
			until[i] = Math.max(0, Math.round(least / this.#turnS));
		}
		let done = 0;
		held.forEach(({ lostBefore }, i) => {
			if (lostBefore === 0 || this.#isBuffered(held, i)) return;
			turns[i] = Math.max(0, (until[i] ?? 0) - done);
			done += turns[i] ?? 0;
		});
		return turns;
	}

	/**
	 * Whether what follows a step, up to the next one, waited in the line while nobody read: a line that is full loses
	 * what comes last, so the turns were lost after it.
	 */
	#isBuffered(held: readonly Piece[], step: number): boolean {
		const next = held.findIndex(({ lostBefore }, i) => i > step && lostBefore > 0);
		if (next < 0) return false;
		const part = held.slice(step, next);
		const takenS = part.reduce((sum, { values }) => sum + values.length, 0) / this.#rateHz;
		if (takenS < BUFFERED_HOLDS * this.#holdS) return false;
		const longestS = LONGEST_STEP_HOLDS * this.#holdS;
		const cameS = part.reduce((sum, { arrivedS }, i) => {
			const afterS = held[step + i + 1]?.arrivedS ?? arrivedS;
			return sum + Math.min(afterS - arrivedS, longestS);
		}, 0);
		return cameS < takenS / 2;
	}

	/** A loss that the counter does not show: all arrivals late by the same whole turns, to the end. */
	#silentTurns(held: readonly Piece[]): { before: number; count: number } | null {
		const endS = held.at(-1)?.arrivedS ?? 0;
		const late = held.map(({ lateS }) => lateS / this.#turnS);
		const thirdS = (this.#turnHoldS ?? 0) / 3;
		const least = [Infinity, Infinity, Infinity];
		held.forEach(({ arrivedS }, i) => {
			const third = Math.floor((endS - arrivedS) / thirdS);
			if (third < 3) least[third] = Math.min(least[third] ?? 0, late[i] ?? 0);
		});
		const count = Math.round(least[0] ?? 0);
		const isLong = Math.min(...least) * this.#turnS >= LONG_LATE_S;
		const fit = isLong ? LONG_FIT : TURN_FIT;
		if (count < 1 || least.some((by) => !(Math.abs(by - count) <= fit))) return null;
		// a chunk that was only late may have begun the wait just before the loss
		const begin = late.findLastIndex((by) => by < count - fit) + 1;
		const before = late.findIndex((by, i) => i >= begin && by <= count + fit);
		return { before, count };
	}
}
