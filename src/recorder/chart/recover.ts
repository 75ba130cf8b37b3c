/**
 * Makes charts valid that were open when a recorder died: whole records, right count, a closing clock line,
 * and the notice that the chart is closed. What was announced as written is always there.
 *
 * @module
 */
import { open, readdir, readFile, rm, stat, truncate, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { LabError } from '#lib/core/errors.ts';
import { parseClockLines, type ClockLine } from '#lib/core/recording/clock-lines.ts';
import { planReading } from '#lib/core/recording/edf/reader.ts';
import { isWrittenRecord, planRepair } from '#lib/core/recording/edf/repair.ts';
import { recorderNotice } from '#lib/core/recording/recorder-messages.ts';
import { clockHeader, sealChart, type ChartClosed } from './chart-files.ts';
import {
	chartPaths,
	chartPlan,
	layOut,
	samplesPerRecord,
	type ChartPaths,
	type ChartPlan
} from './chart-plan.ts';
import { LineFile } from './line-file.ts';
import { RecordBuilder } from './record-builder.ts';
import { writeAll } from './record-writer.ts';

/** Header of a file with 63 signals [bytes]; ours have far fewer. */
const LARGEST_HEADER = 16_384;

/**
 * Repairs every chart left open under a data folder. A chart that cannot be repaired keeps its marker and is
 * tried again at the next start; `failed` is told why.
 *
 * @returns notices of all charts that are closed and not acknowledged, repaired ones included
 */
export async function recoverCharts(
	root: string,
	failed: (file: string, error: unknown) => void
): Promise<ChartClosed[]> {
	for (const marker of await named(root, /^chart-\d\d\.open$/)) {
		try {
			await recoverChart(root, marker);
		} catch (error) {
			failed(marker, error);
		}
	}
	const notices: ChartClosed[] = [];
	for (const file of await named(root, /^chart-\d\d\.closed\.json$/)) {
		const notice = await readClosed(file);
		if (notice) notices.push(notice);
		else failed(file, new LabError('recorder/closed-notice', 'expected a chart-closed notice'));
	}
	return notices;
}

async function recoverChart(root: string, marker: string): Promise<void> {
	const plan = chartPlan.parse(JSON.parse(await readFile(marker, 'utf8')));
	const paths = chartPaths(root, plan.sessionId, plan.chart);
	if ((await readClosed(paths.closed)) !== null) {
		// it died between the seal and taking the marker away
		await rm(marker, { force: true });
		return;
	}
	const records = await repairRecording(paths, plan);
	const facts = await repairClock(paths, plan, records * samplesPerRecord(plan.rateHz));
	await sealChart(paths, plan, facts);
}

/** Cuts the recording to whole records and reads it again. Gives back how many hold samples. */
async function repairRecording(paths: ChartPaths, plan: ChartPlan): Promise<number> {
	const { header, headerBytes, layout: own, records } = layOut(plan);
	await (await open(paths.bdf, 'a', 0o600)).close();
	const file = await open(paths.bdf, 'r+');
	try {
		const { size } = await file.stat();
		const found = planRepair(await bytesAt(file, 0, Math.min(size, LARGEST_HEADER)), size);
		const layout = found.kind === 'repair' ? found.layout : own;
		if (found.kind === 'refusal') await writeAll(file, headerBytes, 0);
		let whole = Math.floor((size - layout.headerBytes) / layout.recordBytes);
		while (whole > 0 && !isWrittenRecord(layout, await recordAt(file, layout, whole - 1))) whole--;
		if (whole === 0) {
			// no reader opens a file without a record: one of padding says that nothing was recorded
			const builder = new RecordBuilder(header);
			builder.annotate(0, null, 'recording ends');
			for (const record of builder.end()) await writeAll(file, record, layout.headerBytes);
		}
		const kept = Math.max(whole, 1);
		const { offset, bytes } = records.count(kept);
		await file.truncate(layout.headerBytes + kept * layout.recordBytes);
		await writeAll(file, bytes, offset);
		await file.sync();
		await verify(file, kept);
		return whole;
	} finally {
		await file.close();
	}
}

async function recordAt(
	file: FileHandle,
	layout: { readonly headerBytes: number; readonly recordBytes: number },
	index: number
): Promise<Uint8Array> {
	const { headerBytes, recordBytes } = layout;
	return bytesAt(file, headerBytes + index * recordBytes, recordBytes);
}

async function bytesAt(file: FileHandle, position: number, count: number): Promise<Uint8Array> {
	const bytes = new Uint8Array(count);
	let done = 0;
	while (done < count) {
		const { bytesRead } = await file.read(bytes, done, count - done, position + done);
		if (bytesRead === 0) break;
		done += bytesRead;
	}
	return bytes;
}

/** Reads the file as a stranger would. */
async function verify(file: FileHandle, records: number): Promise<void> {
	const { size } = await file.stat();
	const start = await bytesAt(file, 0, Math.min(size, LARGEST_HEADER));
	const { problems, records: found } = planReading(start, size);
	if (found === records && problems.length === 0) return;
	const said = problems.map((problem) => problem.message).join('; ');
	throw new LabError('recorder/repair', `expected ${records} records, got ${found}: ${said}`);
}

/** Ends the clock file and says what the recording holds. */
async function repairClock(paths: ChartPaths, plan: ChartPlan, recorded: number) {
	const text = await readFile(paths.clock, 'utf8').catch(() => '');
	const whole = text.slice(0, text.lastIndexOf('\n') + 1);
	const lines = parseClockLines(whole);
	await (await open(paths.clock, 'a', 0o600)).close();
	await truncate(paths.clock, Buffer.byteLength(whole));
	const file = await LineFile.open(paths.clock, { size: Buffer.byteLength(whole) });
	const ended = lines.findLast((line) => line.type === 'closed');
	const samples = Math.min(recorded, ended?.samples ?? recorded);
	const facts = {
		samples,
		lost: lostBefore(lines, samples),
		effectiveRateHz: ended?.effectiveRateHz ?? effectiveRate(lines, plan.rateHz),
		repaired: true
	};
	try {
		if (lines.length === 0) file.add(clockHeader(plan));
		file.add({ type: 'closed', ...facts });
		await file.write();
	} finally {
		await file.close();
	}
	return facts;
}

/** Lost samples among the first `samples`; a gap may reach beyond what got onto the disk. */
function lostBefore(lines: readonly ClockLine[], samples: number): number {
	return lines
		.filter((line) => line.type === 'gap')
		.reduce((sum, gap) => sum + Math.min(gap.samples, Math.max(0, samples - gap.firstSample)), 0);
}

function effectiveRate(lines: readonly ClockLine[], rateHz: number): number {
	const pairs = lines.filter((line) => line.type === 'clock');
	const [first, last] = [pairs[0], pairs.at(-1)];
	if (!first || !last || last.monotonicS <= first.monotonicS) return rateHz;
	const rate = (last.sample - first.sample) / (last.monotonicS - first.monotonicS);
	return rate > 0 ? rate : rateHz;
}

async function readClosed(file: string): Promise<ChartClosed | null> {
	const text = await readFile(file, 'utf8').catch(() => null);
	if (text === null) return null;
	const notice = recorderNotice.safeParse(JSON.parse(text));
	return notice.success && notice.data.notice === 'chart-closed' ? notice.data : null;
}

/** Files of all sessions whose name matches. */
async function named(root: string, pattern: RegExp): Promise<string[]> {
	const recordings = join(root, 'recordings');
	const sessions = await readdir(recordings).catch(() => []);
	const found: string[] = [];
	for (const session of sessions.toSorted()) {
		const folder = join(recordings, session);
		if (!(await stat(folder)).isDirectory()) continue;
		const names = await readdir(folder);
		found.push(...names.filter((name) => pattern.test(name)).map((name) => join(folder, name)));
	}
	return found;
}
