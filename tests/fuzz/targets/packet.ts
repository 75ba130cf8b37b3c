/** Packets and blocks of the local socket and of the stream to a tab. */
import { isLabError } from '#lib/core/errors.ts';
import { decodeBlock, encodeBlock } from '#lib/core/recording/block.ts';
import {
	encodePacket,
	PACKET_BLOCK,
	PacketReader,
	readJson,
	type Packet
} from '#lib/core/recording/packet.ts';
import { expected } from '../oracle.ts';

/** What was read before the stream turned out to be none of ours. */
export function packetsOf(
	bytes: Uint8Array,
	size: number
): { packets: Packet[]; refused: boolean } {
	const reader = new PacketReader();
	const packets: Packet[] = [];
	try {
		for (let from = 0; from < bytes.length; from += size)
			packets.push(...reader.push(bytes.subarray(from, from + size)));
		return { packets, refused: false };
	} catch (error) {
		if (isLabError(error) && error.code === 'packet/length') return { packets, refused: true };
		throw error;
	}
}

/** @throws when a promise of the reader is broken */
export function fuzz(bytes: Uint8Array): void {
	const single = packetsOf(bytes, 1);
	const cut = packetsOf(bytes, 7);
	expected(single.refused === cut.refused, 'refused however the bytes arrive');
	// what came in the same piece as the fault is given up with it
	expected(cut.packets.length <= single.packets.length, 'no packet out of nothing');
	const again = single.packets.flatMap(({ kind, body }) => [...encodePacket(kind, body)]);
	expected(
		again.every((byte, i) => byte === bytes[i]),
		'packets are the bytes they came from'
	);
	for (const packet of single.packets) read(packet);
}

function read(packet: Packet): void {
	try {
		if (packet.kind !== PACKET_BLOCK) return void readJson(packet);
		const block = decodeBlock(packet.body);
		const again = encodeBlock(block);
		// a block without channels does not say how many samples it lacks
		if (block.channels.length > 0)
			expected(again.length === packet.body.length, 'a block is as long as it was');
	} catch (error) {
		if (isLabError(error) && /^(packet\/json|block\/length)$/.test(error.code)) return;
		throw error;
	}
}
