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

/** Reads the JSON of a packet. The caller validates it. */
export function readJson(packet: Packet): unknown {
	return JSON.parse(new TextDecoder().decode(packet.body)) as unknown;
}

/** Cuts a byte stream into packets, for any chunking. */
export class PacketReader {
	#held = new Uint8Array(0);

	/**
	 * Takes a chunk and gives back the packets it completed; bodies are copies.
	 *
	 * @throws {LabError} `packet/length` when a length is 0 or above `LARGEST_PACKET`: the stream is not ours
	 */
	push(chunk: Uint8Array): Packet[] {
		const data = new Uint8Array(this.#held.length + chunk.length);
		data.set(this.#held);
		data.set(chunk, this.#held.length);
		const view = new DataView(data.buffer);
		const packets: Packet[] = [];
		let offset = 0;
		while (data.length - offset >= 5) {
			const length = view.getUint32(offset, true);
			if (length < 1 || length > LARGEST_PACKET)
				throw new LabError('packet/length', `expected 1…${LARGEST_PACKET} bytes, got ${length}`);
			if (data.length - offset < 4 + length) break;
			packets.push({
				kind: data[offset + 4] ?? 0,
				body: data.slice(offset + 5, offset + 4 + length)
			});
			offset += 4 + length;
		}
		this.#held = data.slice(offset);
		return packets;
	}
}
