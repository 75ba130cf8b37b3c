/**
 * Samples out of packets: hours of them are taken apart in a worker, so that they do not hold up the page.
 *
 * @module
 */
import { LabError } from '../../core/errors.ts';
import { decodeBlock, type Block } from '../../core/recording/block.ts';
import { PACKET_BLOCK, PacketReader } from '../../core/recording/packet.ts';

/** Consecutive samples of all channels. */
export interface Stretch extends Pick<Block, 'firstSample' | 'gap'> {
	/** Shape [channels][samples]. */
	readonly channels: readonly Int32Array[];
}

/** What the worker answers: the stretches, or why there are none. */
export type Decoded =
	| { readonly ok: true; readonly stretches: readonly Stretch[] }
	| { readonly ok: false; readonly message: string };

/** The blocks of whole packets, those that follow each other as one stretch. */
export function stretchesOf(bytes: Uint8Array): Stretch[] {
	const blocks = new PacketReader()
		.push(bytes)
		.filter(({ kind }) => kind === PACKET_BLOCK)
		.map(({ body }) => decodeBlock(body));
	const runs: Block[][] = [];
	for (const block of blocks) {
		const last = runs.at(-1)?.at(-1);
		if (last !== undefined && follows(last, block)) runs.at(-1)?.push(block);
		else runs.push([block]);
	}
	return runs.map(joined);
}

function follows(last: Block, { firstSample, gap, channels }: Block): boolean {
	const end = last.firstSample + (last.channels[0]?.length ?? 0);
	return end === firstSample && last.gap === gap && last.channels.length === channels.length;
}

function joined(blocks: readonly Block[]): Stretch {
	const { firstSample = 0, gap = false, channels = [] } = blocks[0] ?? {};
	const samples = blocks.reduce((sum, block) => sum + (block.channels[0]?.length ?? 0), 0);
	const whole = channels.map(() => new Int32Array(samples));
	let at = 0;
	for (const block of blocks) {
		whole.forEach((counts, channel) => counts.set(block.channels[channel] ?? [], at));
		at += block.channels[0]?.length ?? 0;
	}
	return { firstSample, gap, channels: whole };
}

/** Has packets taken apart elsewhere, one answer after another. */
export class Decoder {
	#worker: Worker | null = null;

	/**
	 * The stretches of an answer; its bytes are gone afterwards.
	 *
	 * @throws {LabError} `recording/decode` when they are no packets of blocks, or there is no worker
	 */
	async decode(bytes: Uint8Array<ArrayBuffer>): Promise<readonly Stretch[]> {
		const worker = (this.#worker ??= new Worker(new URL('./decode.worker.ts', import.meta.url), {
			type: 'module'
		}));
		const decoded = await new Promise<Decoded>((resolve) => {
			worker.onmessage = ({ data }: MessageEvent<Decoded>) => resolve(data);
			worker.onerror = ({ message }) => resolve({ ok: false, message });
			worker.postMessage(bytes, [bytes.buffer]);
		});
		if (decoded.ok) return decoded.stretches;
		throw new LabError('recording/decode', `expected packets of blocks: ${decoded.message}`);
	}

	/** Nothing more is to be decoded. */
	end(): void {
		this.#worker?.terminate();
		this.#worker = null;
	}
}
