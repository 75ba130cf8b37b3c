/**
 * The file in the spill folder that takes what the data folder refuses: whole data records and the clock lines that
 * belong to them, each frame with the places where both belong and a checksum. Plain like the recording itself, and on
 * the disk when `append` returns; it is gone when everything stands where it belongs.
 *
 * A frame: `JWSF`, then little-endian u32 place of the lines in the clock file, their length, number of the first
 * record, length of the records [bytes], CRC-32 of these fields and all that follows; then the lines, then the records.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { crc32 } from '#lib/core/recording/crc32.ts';
import type { Disk, DiskFile } from '#lib/disk/disk.ts';
import { readAt } from '#lib/disk/write-whole.ts';
import { AppendFile } from './append-file.ts';
import type { ChartPaths, ChartPlan } from './chart-plan.ts';

const MAGIC = 0x4653574a;
const FRAME_HEADER_BYTES = 24;
/** Ending of spill files. */
const SPILL_ENDING = '.spill';

/** What one frame holds. */
export interface SpillFrame {
	/** Place of the lines in the clock file [bytes]. */
	readonly linesAt: number;
	readonly lines: Uint8Array;
	/** Number of the first record; 0 = the first of the chart. */
	readonly record: number;
	/** Whole records, one behind the other. */
	readonly records: Uint8Array;
}

/** How the spill files of a data folder begin: several may share a folder. */
export function spillMark(root: string): string {
	return createHash('sha256').update(root).digest('hex').slice(0, 16);
}

/** Where what a chart's data folder refuses goes to. */
export function spillPath(folder: string, { root, bdf }: ChartPaths, plan: ChartPlan): string {
	const chart = basename(bdf, '.bdf');
	const run = createHash('sha256').update(`${plan.bootId} ${plan.monotonicS}`).digest('hex');
	const name = [spillMark(root), plan.sessionId, chart, run.slice(0, 8)].join('.');
	return join(folder, name + SPILL_ENDING);
}

/** The first line: whose it is. */
function headOf({ root, name }: ChartPaths, { bootId, monotonicS }: ChartPlan): Uint8Array {
	const head = { format: 'jingwei-spill', version: 1, root, file: name, bootId, monotonicS };
	return new TextEncoder().encode(`${JSON.stringify(head)}\n`);
}

/** A spill file being written. */
export class SpillFile {
	readonly #disk: Disk;
	readonly #folder: string;
	readonly #path: string;
	readonly #file: AppendFile;
	readonly #headBytes: number;

	private constructor(disk: Disk, folder: string, path: string, file: AppendFile, head: number) {
		this.#disk = disk;
		this.#folder = folder;
		this.#path = path;
		this.#file = file;
		this.#headBytes = head;
	}

	/** Makes the file; its name is on the disk, too. */
	static async create(
		disk: Disk,
		folder: string,
		paths: ChartPaths,
		plan: ChartPlan
	): Promise<SpillFile> {
		const path = spillPath(folder, paths, plan);
		const head = headOf(paths, plan);
		try {
			const file = await AppendFile.create(disk, path, head);
			await disk.syncFolder(folder);
			return new SpillFile(disk, folder, path, file, head.length);
		} catch (error) {
			// its name has this run of the recorder in it: nobody else's is taken away
			await disk.remove(path).catch(() => undefined);
			throw error;
		}
	}

	/** Appends a frame; on the disk when it returns. */
	async append(frame: SpillFrame): Promise<void> {
		await this.#file.append(encodeFrame(frame));
	}

	/** The frames from the first on. */
	frames(): AsyncGenerator<SpillFrame> {
		return readFrames(this.#file, this.#headBytes);
	}

	/** Takes the file away, for good: everything in it is where it belongs. */
	async remove(): Promise<void> {
		await this.#disk.remove(this.#path);
		await this.#disk.syncFolder(this.#folder);
		await this.#file.close();
	}

	async close(): Promise<void> {
		await this.#file.close();
	}
}

/** Whether a file begins as the spill file of this chart does. */
export async function isSpillOf(
	file: DiskFile,
	paths: ChartPaths,
	plan: ChartPlan
): Promise<boolean> {
	const head = headOf(paths, plan);
	return Buffer.compare(await readAt(file, 0, head.length), head) === 0;
}

/** The frames of a spill file of this chart, up to one that was not written whole. */
export function spilledFrames(
	file: DiskFile,
	paths: ChartPaths,
	plan: ChartPlan
): AsyncGenerator<SpillFrame> {
	const source = { read: (at: number, bytes: number) => readAt(file, at, bytes) };
	return readFrames(source, headOf(paths, plan).length);
}

function encodeFrame({ linesAt, lines, record, records }: SpillFrame): Uint8Array {
	const bytes = new Uint8Array(FRAME_HEADER_BYTES + lines.length + records.length);
	const view = new DataView(bytes.buffer);
	for (const [index, value] of [MAGIC, linesAt, lines.length, record, records.length].entries())
		view.setUint32(4 * index, value, true);
	bytes.set(lines, FRAME_HEADER_BYTES);
	bytes.set(records, FRAME_HEADER_BYTES + lines.length);
	view.setUint32(20, sumOf(bytes), true);
	return bytes;
}

/** CRC-32 of a frame but for the sum itself. */
function sumOf(frame: Uint8Array): number {
	const summed = Uint8Array.from(frame);
	summed.fill(0, 20, FRAME_HEADER_BYTES);
	return crc32(summed);
}

async function* readFrames(
	file: { read(at: number, bytes: number): Promise<Uint8Array> },
	from: number
): AsyncGenerator<SpillFrame> {
	for (let at = from; ;) {
		const header = await file.read(at, FRAME_HEADER_BYTES);
		const view = new DataView(header.buffer, header.byteOffset);
		const [magic, linesAt, lines, record, records, sum] = [0, 4, 8, 12, 16, 20].map((offset) =>
			view.getUint32(offset, true)
		) as [number, number, number, number, number, number];
		if (magic !== MAGIC || lines + records > LARGEST_FRAME) return;
		const frame = await file.read(at, FRAME_HEADER_BYTES + lines + records);
		if (sumOf(frame) !== sum) return;
		const middle = FRAME_HEADER_BYTES + lines;
		yield {
			...{ linesAt, lines: frame.subarray(FRAME_HEADER_BYTES, middle) },
			...{ record, records: frame.subarray(middle) }
		};
		at += frame.length;
	}
}

/** No batch is larger [bytes]; a length beyond it was never written. */
const LARGEST_FRAME = 1 << 28;
