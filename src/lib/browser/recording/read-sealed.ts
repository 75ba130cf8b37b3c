/**
 * Reads a sealed recording for a picture, coarse first: each part from this browser's copy, else from the server.
 *
 * @module
 */
import { decodeBlock } from '../../core/recording/block.ts';
import { PACKET_BLOCK, PacketReader } from '../../core/recording/packet.ts';
import type { Run } from '../../core/recording/tile-levels.ts';
import type { KeptParts } from './kept-parts.ts';
import {
	blank,
	packSamples,
	PART_SIZES,
	partBytes,
	partsOf,
	unpackSamples,
	unpackTilePart,
	type Part,
	type Unpacked
} from './parts.ts';

/** Size of the beginning of the server's answer with tiles [bytes]. */
const ANSWER_HEAD_BYTES = 16;

/** Which recording. */
export interface SealedOrder {
	/** Where it is asked for, without an ending. */
	readonly path: string;
	/** `sealedAs` of its facts. */
	readonly recording: string;
	readonly channels: number;
	/** Of each channel. */
	readonly samples: number;
	/** What never arrived, in order. */
	readonly gaps: readonly Run[];
}

/** Asks the server; null = refused. Rejects when it is away. */
export type Ask = (path: string) => Promise<Uint8Array<ArrayBuffer> | null>;

/** Where parts come from and go to. */
export interface Reading {
	/** This browser's copy; null = none is kept. */
	readonly kept: KeptParts | null;
	readonly ask: Ask;
	/** Takes what is unpacked; it may take the arrays away. */
	readonly give: (unpacked: Unpacked) => void;
	/** What is looked at now; null = nothing in particular. Asked before each part. */
	readonly seen: () => Run | null;
}

/**
 * Reads everything: the coarsest of all of it, then what is looked at down to its samples, then the rest.
 *
 * @returns whether everything came
 */
export async function readSealed(
	order: SealedOrder,
	{ kept, ask, give, seen }: Reading
): Promise<boolean> {
	await kept?.open();
	const left = PART_SIZES.flatMap((size) => partsOf(size, order.samples));
	while (left.length > 0) {
		const [part] = left.splice(nextOf(left, seen()), 1);
		if (part === undefined) break;
		const copy = (await kept?.read(part, partBytes(part, order.channels))) ?? null;
		const bytes = copy ?? (await (part.size === 1 ? askSamples : askTiles)(order, part, ask));
		if (bytes === null) return false;
		unpacked(order, part, bytes).forEach(give);
		if (copy === null) await kept?.keep(part, bytes as Uint8Array<ArrayBuffer>);
	}
	return true;
}

/** Index of the part that is wanted most. */
function nextOf(left: readonly Part[], seen: Run | null): number {
	if (seen === null || left[0]?.size === PART_SIZES[0]) return 0;
	return Math.max(
		0,
		left.findIndex(({ from, to }) => from < seen.to && to > seen.from)
	);
}

function unpacked({ channels, gaps }: SealedOrder, part: Part, bytes: Uint8Array): Unpacked[] {
	if (part.size !== 1) return unpackTilePart(part, bytes, channels);
	const counts = unpackSamples(part, bytes, channels);
	blank(part, counts, gaps);
	return [{ part, level: null, channels: counts }];
}

/** Tiles of a part; null = refused, or not those that were asked for. */
async function askTiles(
	{ path, channels }: SealedOrder,
	part: Part,
	ask: Ask
): Promise<Uint8Array<ArrayBuffer> | null> {
	const query = `tile=${part.size}&from=${part.from}&to=${part.to}`;
	const answer = await ask(`${path}/tiles?${query}`);
	if (answer?.length !== ANSWER_HEAD_BYTES + partBytes(part, channels)) return null;
	const view = new DataView(answer.buffer, answer.byteOffset);
	const expected = [part.size, channels, part.first, part.frames];
	const isAsked = expected.every((value, i) => view.getUint32(4 * i, true) === value);
	return isAsked ? answer.slice(ANSWER_HEAD_BYTES) : null;
}

/** Samples of a part as the recording holds them, gaps and all; null = refused, or not all of them came. */
async function askSamples(
	{ path, channels }: SealedOrder,
	{ from, to }: Part,
	ask: Ask
): Promise<Uint8Array<ArrayBuffer> | null> {
	const counts = Array.from({ length: channels }, () => new Int32Array(to - from));
	let end = from;
	while (end < to) {
		const answer = await ask(`${path}/blocks?from=${end}&to=${to}`);
		if (answer === null) return null;
		const before = end;
		for (const { kind, body } of new PacketReader().push(answer)) {
			if (kind !== PACKET_BLOCK) continue;
			const block = decodeBlock(body);
			const first = block.firstSample;
			const last = Math.min(to, first + (block.channels[0]?.length ?? 0));
			// blocks come in order, the first may begin before what was asked for
			if (first > end || last <= end || block.channels.length !== channels) continue;
			counts.forEach((own, channel) =>
				own.set(block.channels[channel]?.subarray(end - first, last - first) ?? [], end - from)
			);
			end = last;
		}
		if (end === before) return null;
	}
	return packSamples(counts);
}
