/**
 * Creates a chart's files and seals them: what must be on disk before anybody is told.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, open, rm, stat, type FileHandle } from 'node:fs/promises';
import { LabError } from '#lib/core/errors.ts';
import type { ClockLine } from '#lib/core/recording/clock-lines.ts';
import type { RecorderNotice } from '#lib/core/recording/recorder-messages.ts';
import { writeAtomically } from '../socket/instance.ts';
import { layOut, recordSeconds, type ChartPaths, type ChartPlan } from './chart-plan.ts';
import { LineFile } from './line-file.ts';
import { writeAll } from './record-writer.ts';

export type ChartClosed = Extract<RecorderNotice, { notice: 'chart-closed' }>;

/** The files of a running chart. */
export interface ChartFiles {
	readonly bdf: FileHandle;
	readonly lines: LineFile;
}

/**
 * Creates marker, recording with its header, and clock file, all durable when it returns.
 *
 * @throws {LabError} `recorder/chart-exists` when the chart was recorded before; `recorder/storage` when the
 * disk refuses
 */
export async function createChartFiles(paths: ChartPaths, plan: ChartPlan): Promise<ChartFiles> {
	if (await exists(paths.bdf))
		throw new LabError('recorder/chart-exists', `expected no ${paths.name}, got one`);
	try {
		await mkdir(paths.folder, { recursive: true });
		await writeAtomically(paths.open, `${JSON.stringify(plan)}\n`);
		const bdf = await open(paths.bdf, 'wx+', 0o600);
		await writeAll(bdf, layOut(plan).headerBytes, 0);
		await bdf.sync();
		const lines = await LineFile.open(paths.clock, null);
		lines.add(clockHeader(plan));
		await lines.write();
		await syncFolder(paths.folder);
		return { bdf, lines };
	} catch (cause) {
		await Promise.allSettled([paths.bdf, paths.clock, paths.open].map((path) => rm(path)));
		const message = cause instanceof Error ? cause.message : String(cause);
		throw new LabError('recorder/storage', message, { cause });
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
		bytes: (await stat(paths.bdf)).size,
		sha256: await hashOf(paths.bdf),
		rateHz: plan.rateHz,
		...facts
	};
	await writeAtomically(paths.closed, `${JSON.stringify(notice)}\n`);
	await rm(paths.open, { force: true });
	await syncFolder(paths.folder);
	return notice;
}

/** SHA-256 of a file, hex. */
async function hashOf(path: string): Promise<string> {
	const hash = createHash('sha256');
	for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
	return hash.digest('hex');
}

/** Makes new names in a folder durable. Windows cannot and need not. */
export async function syncFolder(folder: string): Promise<void> {
	if (process.platform === 'win32') return;
	const handle = await open(folder, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}

async function exists(path: string): Promise<boolean> {
	return access(path).then(
		() => true,
		() => false
	);
}
