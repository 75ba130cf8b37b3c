/**
 * The block: how samples travel from the recorder to the web process and on to the browser.
 *
 * A block is a run of consecutive samples of all channels of one stream. Blocks are numbered without a hole
 * within one recorder run (`bootId`), so a reader that was cut off resumes with `from = last + 1`.
 *
 * Bytes, little-endian:
 * ```
 * 0  u32  sequence of the block in this recorder run
 * 4  u16  chart number; 0 = preview, not being recorded
 * 6  u16  channels C
 * 8  f64  index of the first sample since the recording's (preview's) start
 * 16 u32  samples N
 * 20 u32  flags: bit 0 = these samples are a declared gap (values are the channel's digital minimum)
 * 24 i32  raw counts, channel after channel: shape [C, N]
 * ```
 *
 * @module
 */
import { LabError } from '../errors.ts';

/** A run of consecutive samples. */
export interface Block {
	readonly sequence: number;
	/** Chart number; 0 = preview, nothing is being recorded. */
	readonly chart: number;
	readonly firstSample: number;
	/** True when these samples never arrived and hold the digital minimum. */
	readonly gap: boolean;
	/** Raw counts, shape [channels][samples]. */
	readonly channels: readonly Int32Array[];
}

/** Size of the fixed part [bytes]. */
export const BLOCK_HEADER_BYTES = 24;

/** Writes a block as bytes. */
export function encodeBlock(block: Block): Uint8Array {
	const samples = block.channels[0]?.length ?? 0;
	const bytes = new Uint8Array(BLOCK_HEADER_BYTES + 4 * block.channels.length * samples);
	const view = new DataView(bytes.buffer);
	view.setUint32(0, block.sequence, true);
	view.setUint16(4, block.chart, true);
	view.setUint16(6, block.channels.length, true);
	view.setFloat64(8, block.firstSample, true);
	view.setUint32(16, samples, true);
	view.setUint32(20, block.gap ? 1 : 0, true);
	let offset = BLOCK_HEADER_BYTES;
	for (const channel of block.channels)
		for (const count of channel) {
			view.setInt32(offset, count, true);
			offset += 4;
		}
	return bytes;
}

/**
 * Reads a block from exactly its bytes.
 *
 * @throws {LabError} `block/length` when the length does not fit the header
 */
export function decodeBlock(bytes: Uint8Array): Block {
	if (bytes.length < BLOCK_HEADER_BYTES)
		throw new LabError(
			'block/length',
			`expected at least ${BLOCK_HEADER_BYTES} bytes, got ${bytes.length}`
		);
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const count = view.getUint16(6, true);
	const samples = view.getUint32(16, true);
	const expected = BLOCK_HEADER_BYTES + 4 * count * samples;
	if (bytes.length !== expected)
		throw new LabError(
			'block/length',
			`expected ${expected} bytes for ${count} × ${samples} samples, got ${bytes.length}`
		);
	let offset = BLOCK_HEADER_BYTES;
	const channels = Array.from({ length: count }, () => {
		const counts = new Int32Array(samples);
		for (let i = 0; i < samples; i++, offset += 4) counts[i] = view.getInt32(offset, true);
		return counts;
	});
	return {
		sequence: view.getUint32(0, true),
		chart: view.getUint16(4, true),
		firstSample: view.getFloat64(8, true),
		gap: (view.getUint32(20, true) & 1) === 1,
		channels
	};
}
