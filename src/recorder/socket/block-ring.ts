/**
 * The last minutes of blocks, ready to be sent: numbered without a hole from 1 in each recorder run.
 *
 * @module
 */
import { encodeBlock, type Block } from '#lib/core/recording/block.ts';
import { encodePacket, PACKET_BLOCK } from '#lib/core/recording/packet.ts';

/** Blocks are kept at least this long [s of samples] … */
const KEEP_S = 660;
/** … unless they take more than this [bytes]: 10 minutes of 8 channels at 4 kHz. */
const MOST_BYTES = 100 * 1024 * 1024;

interface Kept {
	readonly packet: Uint8Array;
	readonly durationS: number;
}

/** A queue of encoded blocks that forgets the oldest. */
export class BlockRing {
	#kept: Kept[] = [];
	/** Entries before this one are forgotten; the array is cut now and then. */
	#start = 0;
	#seconds = 0;
	#bytes = 0;
	#last = 0;
	readonly #keepS: number;

	/** @param keepS how much is kept at least [s of samples] */
	constructor(keepS = KEEP_S) {
		this.#keepS = keepS;
	}

	/** Number of the newest block; 0 = none yet. */
	get last(): number {
		return this.#last;
	}

	/** Number of the oldest block still here; `last + 1` = none. */
	get first(): number {
		return this.#last - (this.#kept.length - this.#start) + 1;
	}

	/**
	 * Numbers a block and keeps it.
	 *
	 * @param durationS time it covers [s]
	 */
	append(block: Omit<Block, 'sequence'>, durationS: number): void {
		this.#last += 1;
		const packet = encodePacket(PACKET_BLOCK, encodeBlock({ ...block, sequence: this.#last }));
		this.#kept.push({ packet, durationS });
		this.#seconds += durationS;
		this.#bytes += packet.length;
		while (this.#seconds > this.#keepS || this.#bytes > MOST_BYTES) this.#forget();
		if (this.#start > 4096) {
			this.#kept = this.#kept.slice(this.#start);
			this.#start = 0;
		}
	}

	/** The packet of a block; undefined when it is forgotten or not there yet. */
	packet(sequence: number): Uint8Array | undefined {
		if (sequence < this.first || sequence > this.#last) return undefined;
		return this.#kept[this.#start + sequence - this.first]?.packet;
	}

	#forget(): void {
		const oldest = this.#kept[this.#start];
		if (!oldest) return;
		this.#seconds -= oldest.durationS;
		this.#bytes -= oldest.packet.length;
		this.#kept[this.#start] = { packet: new Uint8Array(0), durationS: 0 };
		this.#start += 1;
	}
}
