/**
 * Finds numbered frames of one length in a stream of bytes that was joined anywhere and loses some.
 *
 * A frame is believed for its own check and for its number: at once where it is due and counts on,
 * after a few bits of further evidence where it is due but its number jumps (samples were lost), after one
 * more frame where a few broken ones were skipped and it has the number that is due, and after a run that
 * counts up anywhere else: noise of any length must not become samples. A frame that comes twice counts
 * once. What a stream gives never depends on how it was cut.
 *
 * @module
 */

/** How frames of one protocol look. `bytes[from]` is the first byte of a frame that fits in `bytes`. */
export interface FrameShape<Frame> {
	/** Bytes of a frame. */
	readonly length: number;
	/** Frame numbers count modulo this. */
	readonly modulus: number;
	/** Evidence in a passed check and in a number that counts on [bits]: −log₂ of passing by chance. */
	readonly checkBits: number;
	readonly stepBits: number;
	/**
	 * Frames that must count up before the first of them is believed at an unknown place: with check and step
	 * some 36 bits, so that a billion bytes of noise hold none.
	 */
	readonly confirming: number;
	/** Whether the frame passes the protocol's own check. */
	isFrame(bytes: Uint8Array, from: number): boolean;
	numberAt(bytes: Uint8Array, from: number): number;
	/**
	 * Length of a reply of the idle device that begins here, 0 when none does, null when more bytes
	 * would tell. The number starts anew after it.
	 */
	replyLength(bytes: Uint8Array, from: number, isLast: boolean): number | null;
	/**
	 * Whether something that seldom changes differs from the frame read last. Such a frame waits for the next
	 * one, because it may be noise that passes the check.
	 */
	isUnlikeLast?(bytes: Uint8Array, from: number): boolean;
	read(bytes: Uint8Array, from: number, lostBefore: number): Frame;
}

type Verdict = 'frame' | 'double' | 'wait' | 'none';
/** A due frame whose number jumps needs this much. Unit: bits. */
const ENOUGH_BITS = 20;
/** So many broken frames in a row, and a frame of the right number after them is still where it is due. */
const MOST_BROKEN = 4;
/** One of so many frames after it must count on from it. */
const VOUCHING = 3;

/** The decoder of one stream. */
export class FrameFinder<Frame> {
	readonly #shape: FrameShape<Frame>;
	#held: Uint8Array = new Uint8Array(0);
	/** Number of the frame given out last; null at the start and after a reply. */
	#last: number | null = null;
	#lastBytes: Uint8Array = new Uint8Array(0);
	/** Bytes skipped since the last place known to be a frame's edge. */
	#skipped = 0;
	#counts = { frames: 0, lost: 0, badBytes: 0 };

	constructor(shape: FrameShape<Frame>) {
		this.#shape = shape;
	}

	/** Frames given out, samples lost by the number alone, bytes that belonged to no frame. */
	get facts() {
		return { ...this.#counts, inSync: this.#last !== null && this.#skipped === 0 };
	}

	/** Takes a chunk of any size and gives back the frames it completed. */
	push(chunk: Uint8Array): Frame[] {
		return this.#find(joined(this.#held, chunk), false);
	}

	/** End of the stream: gives back frames still waiting for confirmation. */
	end(): Frame[] {
		return this.#find(this.#held, true);
	}

	#find(bytes: Uint8Array, isLast: boolean): Frame[] {
		const frames: Frame[] = [];
		let from = 0;
		while (from < bytes.length) {
			const verdict = this.#judge(bytes, from, isLast);
			if (verdict === 'wait') break;
			if (verdict === 'frame') {
				frames.push(this.#take(bytes, from));
				from += this.#shape.length;
				continue;
			}
			if (verdict === 'double') {
				this.#counts.badBytes += this.#shape.length;
				from += this.#shape.length;
				continue;
			}
			const reply = this.#shape.replyLength(bytes, from, isLast);
			if (reply === null) break;
			if (reply > 0) this.#last = null;
			this.#skipped = reply > 0 ? 0 : this.#skipped + 1;
			this.#counts.badBytes += Math.max(reply, 1);
			from += Math.max(reply, 1);
		}
		this.#held = bytes.slice(from);
		return frames;
	}

	#take(bytes: Uint8Array, from: number): Frame {
		const { modulus } = this.#shape;
		const number = this.#shape.numberAt(bytes, from);
		const lost = this.#last === null ? 0 : (number - this.#last - 1 + modulus) % modulus;
		this.#last = number;
		this.#lastBytes = bytes.slice(from, from + this.#shape.length);
		this.#skipped = 0;
		this.#counts.frames++;
		this.#counts.lost += lost;
		return this.#shape.read(bytes, from, lost);
	}

	#judge(bytes: Uint8Array, from: number, isLast: boolean): Verdict {
		if (bytes.length - from < this.#shape.length) return isLast ? 'none' : 'wait';
		if (!this.#shape.isFrame(bytes, from)) return 'none';
		if (this.#isDouble(bytes, from)) return 'double';
		const number = this.#shape.numberAt(bytes, from);
		const isNext = this.#last !== null && this.#skipped === 0 && this.#isStep(this.#last, number);
		if (isNext) return this.#judgeNext(bytes, from, isLast);
		return this.#isOnTime(bytes, from)
			? this.#judgeOnTime(bytes, from, isLast)
			: this.#judgeRun(bytes, from, isLast);
	}

	/**
	 * The last frame once more. With a signal that stands still, a loss of whole turns but one looks the same: then
	 * this sample is lost too, and the clock shows the turn.
	 */
	#isDouble(bytes: Uint8Array, from: number): boolean {
		if (this.#last === null || this.#skipped !== 0) return false;
		return this.#lastBytes.every((byte, i) => bytes[from + i] === byte);
	}

	/** Behind a few broken frames, with the number that is due there. */
	#isOnTime(bytes: Uint8Array, from: number): boolean {
		const { length, modulus } = this.#shape;
		const broken = this.#skipped / length;
		if (this.#last === null || !Number.isInteger(broken)) return false;
		if (broken < 1 || broken > MOST_BROKEN || this.#isUnlikeLast(bytes, from)) return false;
		return this.#shape.numberAt(bytes, from) === (this.#last + 1 + broken) % modulus;
	}

	#judgeOnTime(bytes: Uint8Array, from: number, isLast: boolean): Verdict {
		const { length, modulus } = this.#shape;
		const number = this.#shape.numberAt(bytes, from);
		for (let count = 1; count <= VOUCHING; count++) {
			const place = from + count * length;
			if (bytes.length < place + length) return isLast ? 'frame' : 'wait';
			const isDue = this.#shape.numberAt(bytes, place) === (number + count) % modulus;
			if (isDue && this.#shape.isFrame(bytes, place)) return 'frame';
			if (count > 1) continue;
			const end = this.#judgeEnd(bytes, place, isLast);
			if (end !== 'none') return end;
		}
		return 'none';
	}

	/** The frame that is due is believed at once, unless it is unlike the last or a reply could begin like it. */
	#judgeNext(bytes: Uint8Array, from: number, isLast: boolean): Verdict {
		const reply = this.#shape.replyLength(bytes, from, isLast);
		if (reply === 0 && !this.#isUnlikeLast(bytes, from)) return 'frame';
		const second = from + this.#shape.length;
		if (bytes.length < second + this.#shape.length) return isLast ? 'frame' : 'wait';
		if (this.#shape.isFrame(bytes, second) && this.#isFollowed(bytes, from)) return 'frame';
		if (reply === null) return 'wait';
		return reply > 0 ? 'none' : this.#judgeRun(bytes, from, isLast);
	}

	/** Any other frame needs the frames after it; a reply or the end of the stream may end the run. */
	#judgeRun(bytes: Uint8Array, from: number, isLast: boolean): Verdict {
		const { length, checkBits, stepBits, confirming } = this.#shape;
		const isKnown = this.#last !== null && this.#skipped % length === 0;
		const isDue = isKnown || (this.#last === null && this.#skipped === 0);
		// without a byte between them and the last one, frames that follow vouch for the place
		const isPlaced = isKnown && this.#skipped === 0 && !this.#isUnlikeLast(bytes, from);
		let bits = checkBits;
		for (let count = 1; isPlaced ? bits < ENOUGH_BITS : count < confirming; count++) {
			const place = from + count * length;
			if (bytes.length < place + length) return !isLast ? 'wait' : isDue ? 'frame' : 'none';
			const counts = this.#isFollowed(bytes, place - length);
			if (!this.#shape.isFrame(bytes, place) || (!isPlaced && !counts))
				return isDue ? this.#judgeEnd(bytes, place, isLast) : 'none';
			bits += checkBits + (counts ? stepBits : 0);
		}
		return this.#isNoiseBefore(bytes, from) ? 'none' : 'frame';
	}

	/** The frames of a run vouch for its place, not for its first: noise just before them may look like one more. */
	#isNoiseBefore(bytes: Uint8Array, from: number): boolean {
		if (this.#last === null || this.#skipped === 0) return false;
		if (this.#shape.numberAt(bytes, from) === this.#last) return true;
		const second = from + this.#shape.length;
		return this.#isUnlikeLast(bytes, from) && !this.#isUnlikeLast(bytes, second);
	}

	/** A run of frames may end where a reply begins. */
	#judgeEnd(bytes: Uint8Array, place: number, isLast: boolean): Verdict {
		const reply = this.#shape.replyLength(bytes, place, isLast);
		return reply === null ? 'wait' : reply > 0 ? 'frame' : 'none';
	}

	#isUnlikeLast(bytes: Uint8Array, from: number): boolean {
		return this.#shape.isUnlikeLast?.(bytes, from) ?? false;
	}

	/** Whether the number of the frame after this one counts on. */
	#isFollowed(bytes: Uint8Array, from: number): boolean {
		const { length } = this.#shape;
		return this.#isStep(
			this.#shape.numberAt(bytes, from),
			this.#shape.numberAt(bytes, from + length)
		);
	}

	#isStep(before: number, after: number): boolean {
		return (before + 1) % this.#shape.modulus === after;
	}
}

/** What was kept, then what came. */
function joined(kept: Uint8Array, chunk: Uint8Array): Uint8Array {
	if (kept.length === 0) return chunk;
	const bytes = new Uint8Array(kept.length + chunk.length);
	bytes.set(kept);
	bytes.set(chunk, kept.length);
	return bytes;
}
