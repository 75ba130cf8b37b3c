/**
 * Makes a recording valid again that was open when the recorder died: whole records that are what was to be written,
 * the right count.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import type { ClockLine } from '#lib/core/recording/clock-lines.ts';
import { crc32 } from '#lib/core/recording/crc32.ts';
import { countField } from '#lib/core/recording/edf/encode-header.ts';
import { COUNT_OFFSET, type EdfLayout } from '#lib/core/recording/edf/header.ts';
import { planReading } from '#lib/core/recording/edf/reader.ts';
import { isWrittenRecord, planRepair } from '#lib/core/recording/edf/repair.ts';
import type { Disk, DiskFile } from '#lib/disk/disk.ts';
import { readAt, writeAll } from '#lib/disk/write-whole.ts';
import { layOut, type ChartPaths, type ChartPlan } from './chart-plan.ts';
import { RecordBuilder } from './record-builder.ts';

/** Header of a file with 63 signals [bytes]; ours have far fewer. */
const LARGEST_HEADER = 16_384;

/**
 * How many records are there for certain, from the first on. Those that the header counts are: it counts a record when
 * it is on the disk. Those behind them were being written; a power cut may have left any part of one, so each must have
 * the checksum of its line. In files of before there are no such lines: there the record must begin with its time.
 *
 * @param lines of the clock file, on the disk before the records they are about
 */
export async function countRecords(
	disk: Disk,
	{ bdf }: ChartPaths,
	lines: readonly ClockLine[]
): Promise<number> {
	const file = await openOrMake(disk, bdf);
	try {
		const { size } = await file.stat();
		const head = await readAt(file, 0, Math.min(size, LARGEST_HEADER));
		const found = planRepair(head, size);
		if (found.kind === 'refusal') return 0;
		const { layout } = found;
		const whole = Math.floor((size - layout.headerBytes) / layout.recordBytes);
		const counted = Math.min(whole, Math.max(0, planReading(head, size).header.records));
		const sums = new Map(
			lines.filter((line) => line.type === 'record').map((line) => [line.record, line.crc32])
		);
		for (let index = counted; index < whole; index++) {
			const record = await readAt(file, placeOf(layout, index), layout.recordBytes);
			const sum = sums.get(index);
			if (!isWrittenRecord(layout, record)) return index;
			if (sum !== undefined && sum !== crc32(record)) return index;
		}
		return whole;
	} finally {
		await file.close();
	}
}

/**
 * Cuts the recording to its whole records and reads it again.
 *
 * @param whole as counted
 * @throws {LabError} `recorder/repair` when it cannot be read
 */
export async function repairRecording(
	disk: Disk,
	{ bdf }: ChartPaths,
	plan: ChartPlan,
	whole: number
): Promise<void> {
	const { header, headerBytes, layout: own } = layOut(plan);
	const file = await openOrMake(disk, bdf);
	try {
		const { size } = await file.stat();
		const found = planRepair(await readAt(file, 0, Math.min(size, LARGEST_HEADER)), size);
		const layout = found.kind === 'repair' ? found.layout : own;
		if (found.kind === 'refusal') await writeAll(file, headerBytes, 0);
		if (whole === 0) {
			// no reader opens a file without a record: one of padding says that nothing was recorded
			const builder = new RecordBuilder(header);
			builder.annotate(0, null, 'recording ends');
			for (const record of builder.end()) await writeAll(file, record, layout.headerBytes);
		}
		const kept = Math.max(whole, 1);
		await file.truncate(placeOf(layout, kept));
		await file.sync();
		await writeAll(file, countField(kept), COUNT_OFFSET);
		await file.sync();
		await verify(file, kept);
	} finally {
		await file.close();
	}
}

const placeOf = ({ headerBytes, recordBytes }: EdfLayout, index: number): number =>
	headerBytes + index * recordBytes;

async function openOrMake(disk: Disk, path: string): Promise<DiskFile> {
	try {
		return await disk.open(path, 'r+');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
		return disk.open(path, 'wx+', 0o600);
	}
}

/** Reads the file as a stranger would. */
async function verify(file: DiskFile, records: number): Promise<void> {
	const { size } = await file.stat();
	const start = await readAt(file, 0, Math.min(size, LARGEST_HEADER));
	const { problems, records: found } = planReading(start, size);
	if (found === records && problems.length === 0) return;
	const said = problems.map((problem) => problem.message).join('; ');
	throw new LabError('recorder/repair', `expected ${records} records, got ${found}: ${said}`);
}
