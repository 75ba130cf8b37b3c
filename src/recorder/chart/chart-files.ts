/**
 * Creates a chart's files and seals them: what must be on disk before anybody is told.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { LabError } from '#lib/core/errors.ts';
import type { ClockLine } from '#lib/core/recording/clock-lines.ts';
import type { RecorderNotice } from '#lib/core/recording/recorder-messages.ts';
import type { Disk } from '#lib/disk/disk.ts';
import { readAt, syncNames, writeAtomically } from '#lib/disk/write-whole.ts';
import { AppendFile } from './append-file.ts';
import { writeMarker } from './chart-marker.ts';
import { layOut, recordSeconds, type ChartPaths, type ChartPlan } from './chart-plan.ts';
import { LineFile } from './line-file.ts';

export type ChartClosed = Extract<RecorderNotice, { notice: 'chart-closed' }>;

/** The files of a running chart. */
export interface ChartFiles {
	readonly bdf: AppendFile;
	readonly lines: LineFile;
}

/**
 * Creates marker, recording with its header, and clock file, all durable when it returns.
 *
 * @throws {LabError} `recorder/chart-exists` when the chart was recorded before; `recorder/storage` when the
 * disk refuses
 */
export async function createChartFiles(
	disk: Disk,
	paths: ChartPaths,
	plan: ChartPlan
): Promise<ChartFiles> {
	if (await exists(disk, paths.bdf))
		throw new LabError('recorder/chart-exists', `expected no ${paths.name}, got one`);
	try {
		await disk.mkdir(paths.folder);
		await writeMarker(disk, paths, plan);
		// before there is a recording: one without its marker would never be repaired
		await syncNames(disk, paths.root, paths.open);
		const bdf = await AppendFile.create(disk, paths.bdf, layOut(plan).headerBytes);
		const lines = await LineFile.create(disk, paths.clock);
		lines.add(clockHeader(plan));
		await lines.write();
		await disk.syncFolder(paths.folder);
		return { bdf, lines };
	} catch (cause) {
		await discard(disk, paths);
		const message = cause instanceof Error ? cause.message : String(cause);
		throw new LabError('recorder/storage', message, { cause });
	}
}

/** Takes away what was made of a chart that cannot be; its marker last: a recording without one is never repaired. */
async function discard(disk: Disk, paths: ChartPaths): Promise<void> {
	try {
		await disk.remove(paths.bdf);
		await disk.remove(paths.clock);
		await disk.syncFolder(paths.folder);
		await disk.remove(paths.open);
	} catch (error) {
		console.error(`recorder: ${paths.name} is taken away at the next start:`, error);
	}
}

/**
 * Opens the files of a chart that goes on, cut to what is certain.
 *
 * @param records whole records that are kept
 * @param lines those of the clock file that belong to them
 */
export async function reopenChartFiles(
	disk: Disk,
	paths: ChartPaths,
	plan: ChartPlan,
	{ records, lines }: { readonly records: number; readonly lines: readonly ClockLine[] }
): Promise<ChartFiles> {
	const laidOut = layOut(plan);
	const { headerBytes, layout } = laidOut;
	const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
	await writeAtomically(paths.clock, text, disk);
	await disk.syncFolder(paths.folder);
	const { offset, bytes } = laidOut.count(records);
	headerBytes.set(bytes, offset);
	const certain = headerBytes.length + records * layout.recordBytes;
	const bdf = await AppendFile.reopen(disk, paths.bdf, headerBytes, certain);
	try {
		const clock = await LineFile.reopen(disk, paths.clock, Buffer.byteLength(text));
		return { bdf, lines: clock };
	} catch (error) {
		await bdf.close();
		throw error;
	}
}

/** First line of the clock file. */
export function clockHeader(plan: ChartPlan): ClockLine {
	const { sessionId, chart, bootId, profile, driver, model, firmware, rateHz } = plan;
	const { timeLapse, monotonicS, utcMs, channels } = plan;
	return {
		...{ type: 'header', version: 1, sessionId, chart, bootId, profile, driver, model, firmware },
		...{ rateHz, recordS: recordSeconds(rateHz), timeLapse, monotonicS, utcMs, channels }
	};
}

/**
 * Hashes a finished recording, leaves the closing notice beside it and takes the marker away.
 *
 * @returns the notice, which stays in `chart-NN.closed.json` until it is acknowledged
 */
export async function sealChart(
	disk: Disk,
	paths: ChartPaths,
	plan: ChartPlan,
	facts: Pick<ChartClosed, 'samples' | 'lost' | 'effectiveRateHz' | 'repaired'>
): Promise<ChartClosed> {
	const notice: ChartClosed = {
		type: 'notice',
		notice: 'chart-closed',
		sessionId: plan.sessionId,
		chart: plan.chart,
		file: paths.name,
		...(await digest(disk, paths.bdf)),
		rateHz: plan.rateHz,
		...facts
	};
	for (const journal of paths.journals) await disk.remove(journal);
	await writeAtomically(paths.closed, `${JSON.stringify(notice)}\n`, disk);
	// a disk may forget the one name and not the other: notice first, and no acknowledgement before the marker is gone
	await disk.syncFolder(paths.folder);
	await disk.remove(paths.open);
	await disk.syncFolder(paths.folder);
	return notice;
}

/** Read at once [bytes]. */
const PORTION = 1 << 18;

/** Size and SHA-256 (hex) of a file. */
async function digest(disk: Disk, path: string): Promise<{ bytes: number; sha256: string }> {
	const hash = createHash('sha256');
	const file = await disk.open(path, 'r');
	try {
		const { size: bytes } = await file.stat();
		for (let at = 0; at < bytes; at += PORTION)
			hash.update(await readAt(file, at, Math.min(PORTION, bytes - at)));
		return { bytes, sha256: hash.digest('hex') };
	} finally {
		await file.close();
	}
}

async function exists(disk: Disk, path: string): Promise<boolean> {
	try {
		await (await disk.open(path, 'r')).close();
		return true;
	} catch {
		// no such file; whatever else it is, creating it will say
		return false;
	}
}
