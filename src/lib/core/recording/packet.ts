/**
 * Packets: the framing used on the recorder's local socket and on the byte stream to the browser.
 *
 * `u32 length (little-endian) of what follows | u8 kind | body`. Kind 0 = JSON (UTF-8), kind 1 = block.
 *
 * @module
 */
import { LabError } from '../errors.ts';

export const PACKET_JSON = 0;
export const PACKET_BLOCK = 1;
/** Larger packets are refused: no block or message comes near it. Unit: bytes. */
export const LARGEST_PACKET = 16 * 1024 * 1024;

/** One packet taken off the stream. */
export interface Packet {
	readonly kind: number;
	readonly body: Uint8Array;
}

/** Frames one body. */
export function encodePacket(kind: number, body: Uint8Array): Uint8Array {
	const bytes = new Uint8Array(5 + body.length);
	new DataView(bytes.buffer).setUint32(0, body.length + 1, true);
	bytes[4] = kind;
	bytes.set(body, 5);
	return bytes;
}

/** Frames a value as JSON. */
export function encodeJson(value: unknown): Uint8Array {
	return encodePacket(PACKET_JSON, new TextEncoder().encode(JSON.stringify(value)));
}

/**
 * Reads the JSON of a packet. The caller validates it.
 *
 * @throws {LabError} `packet/json` when the body is none
 */
export function readJson(packet: Packet): unknown {
	try {
		return JSON.parse(new TextDecoder().decode(packet.body)) as unknown;
	} catch (error) {
		throw new LabError('packet/json', 'expected JSON in a packet of kind 0, got something else', {
			cause: error
		});
	}
}

/** Room kept between packets [bytes]. */
const ROOM = 64 * 1024;

/** Cuts a byte stream into packets, for any chunking, with work that grows with the bytes alone. */
export class PacketReader {
	#held = new Uint8Array(ROOM);
	#length = 0;

	/**
	 * Takes a chunk and gives back the packets it completed; bodies are copies.
	 *
	 * @throws {LabError} `packet/length` when a length is 0 or above `LARGEST_PACKET`: the stream is not ours
	 */
	push(chunk: Uint8Array): Packet[] {
		this.#keep(chunk);
		const view = new DataView(this.#held.buffer);
		const packets: Packet[] = [];
		let offset = 0;
		while (this.#length - offset >= 5) {
			const length = view.getUint32(offset, true);
			if (length < 1 || length > LARGEST_PACKET)
				throw new LabError('packet/length', `expected 1…${LARGEST_PACKET} bytes, got ${length}`);
			if (this.#length - offset < 4 + length) break;
			packets.push({
				kind: this.#held[offset + 4] ?? 0,
				body: this.#held.slice(offset + 5, offset + 4 + length)
			});
			offset += 4 + length;
		}
		this.#drop(offset);
		return packets;
	}

	/** Room is doubled, so that a long packet in small chunks is not copied again with each of them. */
	#keep(chunk: Uint8Array): void {
		const length = this.#length + chunk.length;
		if (length > this.#held.length) {
			const larger = new Uint8Array(Math.max(length, 2 * this.#held.length));
			larger.set(this.#held.subarray(0, this.#length));
			this.#held = larger;
		}
		this.#held.set(chunk, this.#length);
		this.#length = length;
	}

	/** Forgets what was given out, and room that only a long packet needed. */
	#drop(bytes: number): void {
		if (bytes === 0) return;
		const rest = this.#held.subarray(bytes, this.#length);
		this.#length = rest.length;
		if (this.#held.length > ROOM && rest.length <= ROOM) {
			const smaller = new Uint8Array(ROOM);
			smaller.set(rest);
			this.#held = smaller;
		} else this.#held.copyWithin(0, bytes, bytes + rest.length);
	}
}
