/**
 * The last blocks of the recorder, kept so that a tab that was cut off for a while gets every one of them.
 *
 * @module
 */
import { encodePacket, PACKET_BLOCK } from '../../core/recording/packet.ts';

/** A block as it is kept: ready to be sent. */
export interface KeptBlock {
	readonly sequence: number;
	/** Session that is being recorded; null = preview. Only that session's tabs get the block. */
	readonly sessionId: string | null;
	/** The framed packet. */
	readonly packet: Uint8Array;
}

/** Lab decision 2026-11-24: several minutes of eight channels at 1 kHz. Unit: bytes. */
const LARGEST_RING = 24 * 1024 * 1024;

/** Consecutive blocks of one recorder run. */
export class BlockRing {
	#bootId: string | null = null;
	#blocks: KeptBlock[] = [];
	#bytes = 0;
	readonly #largest: number;

	/** @param largest what is kept at most [bytes] */
	constructor(largest: number = LARGEST_RING) {
		this.#largest = largest;
	}

	/** The recorder run these blocks come from; null = none yet. */
	get bootId(): string | null {
		return this.#bootId;
	}

	/** Number of the first block kept; null when there is none. */
	get first(): number | null {
		return this.#blocks[0]?.sequence ?? null;
	}

	/** Number of the last block kept; null when there is none. */
	get last(): number | null {
		return this.#blocks.at(-1)?.sequence ?? null;
	}

	/** A recorder run begins (its numbers start anew) or goes on. */
	begin(bootId: string): void {
		if (bootId === this.#bootId) return;
		this.#bootId = bootId;
		this.#clear();
	}

	/**
	 * Keeps a block. One that is there already is ignored; after a hole only what follows is kept, so
	 * that the ring never hides a loss.
	 *
	 * @param body the encoded block (block.ts)
	 */
	add(sequence: number, sessionId: string | null, body: Uint8Array): boolean {
		const last = this.last;
		if (last !== null && sequence <= last) return false;
		if (last !== null && sequence !== last + 1) this.#clear();
		this.#blocks.push({ sequence, sessionId, packet: encodePacket(PACKET_BLOCK, body) });
		this.#bytes += body.length;
		if (this.#bytes > this.#largest) this.#shrink();
		return true;
	}

	/** The block with this number; undefined when it is not kept (any more, or yet). */
	get(sequence: number): KeptBlock | undefined {
		const first = this.first;
		return first === null ? undefined : this.#blocks[sequence - first];
	}

	#clear(): void {
		this.#blocks = [];
		this.#bytes = 0;
	}

	/** Drops the oldest quarter at once: cutting one block at a time would move the whole list each time. */
	#shrink(): void {
		const dropped = this.#blocks.splice(0, Math.max(1, this.#blocks.length >> 2));
		for (const { packet } of dropped) this.#bytes -= packet.length - 5;
	}
}
