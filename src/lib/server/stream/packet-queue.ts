/**
 * Packets waiting to be handed to one tab.
 *
 * @module
 */
import { encodeJson } from '../../core/recording/packet.ts';
import type { StreamMessage } from '../../core/recording/stream-messages.ts';

/** First in, first out, handed over all at once. */
export class PacketQueue {
	#packets: Uint8Array[] = [];
	#bytes = 0;

	/** Bytes waiting. */
	get bytes(): number {
		return this.#bytes;
	}

	/** Adds a message. */
	say(message: StreamMessage): void {
		this.put(encodeJson(message));
	}

	/** Adds a framed packet. */
	put(packet: Uint8Array): void {
		this.#packets.push(packet);
		this.#bytes += packet.length;
	}

	/** Takes everything. */
	take(): Uint8Array {
		const all = new Uint8Array(this.#bytes);
		let offset = 0;
		for (const packet of this.#packets) {
			all.set(packet, offset);
			offset += packet.length;
		}
		this.#packets = [];
		this.#bytes = 0;
		return all;
	}
}
