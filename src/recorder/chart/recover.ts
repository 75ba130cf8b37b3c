/**
 * Makes charts valid that were open when a recorder died: whole records, right count, a closing clock line,
 * and the notice that the chart is closed. What was announced as written is always there.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import type { ClockLine } from '#lib/core/recording/clock-lines.ts';
import { nodeDisk, type Disk } from '#lib/disk/disk.ts';
import { DRAFT, writeAtomically } from '#lib/disk/write-whole.ts';
import { clockHeader, sealChart, type ChartClosed } from './chart-files.ts';
import { readMarker } from './chart-marker.ts';
import { chartPaths, samplesPerRecord, type ChartPaths, type ChartPlan } from './chart-plan.ts';
import { effectiveRate, named, openMarkers, readClosed, readLines } from './chart-remains.ts';
import { countRecords, repairRecording } from './repair-recording.ts';
import { restoreSpilled } from './restore-spilled.ts';

const CLOSED = /^chart-\d\d\.closed\.json$/;

/**
 * Repairs every chart left open under a data folder. A chart that cannot be repaired keeps its marker and is
 * tried again at the next start; `failed` is told why.
 *
 * @param goesOn marker of the chart that is gone on with: it is left alone
 * @returns notices of all charts that are closed and not acknowledged, repaired ones included
 */
export async function recoverCharts(
	root: string,
	failed: (file: string, error: unknown) => void,
	disk: Disk = nodeDisk,
	goesOn: string | null = null
): Promise<ChartClosed[]> {
	// whoever was writing these is dead: what they were to replace is there
	for (const draft of await named(disk, root, (name) => name.endsWith(DRAFT)))
		await disk.remove(draft).catch((error: unknown) => failed(draft, error));
	for (const marker of await openMarkers(disk, root)) {
		if (marker === goesOn) continue;
		try {
			await recoverChart(disk, root, marker);
		} catch (error) {
			failed(marker, error);
		}
	}
	const notices: ChartClosed[] = [];
	for (const file of await named(disk, root, (name) => CLOSED.test(name))) {
		const notice = await readClosed(disk, file);
		if (notice) notices.push(notice);
		else failed(file, new LabError('recorder/closed-notice', 'expected a chart-closed notice'));
	}
	return notices;
}

async function recoverChart(disk: Disk, root: string, marker: string): Promise<void> {
	const found = await readMarker(disk, marker);
	const { plan } = found;
	const paths = chartPaths(root, plan.sessionId, plan.chart);
	if ((await readClosed(disk, paths.closed)) !== null) {
		// it died between the seal and taking the marker away
		await disk.remove(marker);
		await disk.syncFolder(paths.folder);
		return;
	}
	await restoreSpilled(disk, paths, found);
	const lines = await readLines(disk, paths.clock);
	const records = await countRecords(disk, paths, lines);
	// first what the recording holds, so that a repair that is cut off itself is done again the same way
	const facts = await repairClock({ disk, paths, plan, lines }, records);
	await repairRecording(disk, paths, plan, records);
	await sealChart(disk, paths, plan, facts);
}

/** Ends the clock file and says what the recording holds. */
async function repairClock(
	{
		disk,
		paths,
		plan,
		lines
	}: { disk: Disk; paths: ChartPaths; plan: ChartPlan; lines: readonly ClockLine[] },
	records: number
) {
	const recorded = records * samplesPerRecord(plan.rateHz);
	const ended = lines.findLast((line) => line.type === 'closed');
	const samples = Math.min(recorded, ended?.samples ?? recorded);
	const facts = {
		samples,
		// an end that was written counts what the disk refused, too
		lost: ended && recorded >= ended.samples ? ended.lost : lostBefore(lines, samples),
		effectiveRateHz: ended?.effectiveRateHz ?? effectiveRate(lines, plan.rateHz),
		repaired: !isWhole(lines, records)
	};
	const head = lines.length === 0 ? [clockHeader(plan)] : [];
	const all: ClockLine[] = [...head, ...lines, { type: 'closed', ...facts }];
	const text = all.map((line) => `${JSON.stringify(line)}\n`).join('');
	await writeAtomically(paths.clock, text, disk);
	await disk.syncFolder(paths.folder);
	return facts;
}

/** Whether it was ended and every record it ever had is there: nothing was cut short, only its seal is late. */
function isWhole(lines: readonly ClockLine[], records: number): boolean {
	const count = lines.filter((line) => line.type === 'record').length;
	const last = lines.at(-1);
	return last?.type === 'closed' && !last.repaired && count > 0 && records >= count;
}

/** Lost samples among the first `samples`; a gap may reach beyond what got onto the disk. */
function lostBefore(lines: readonly ClockLine[], samples: number): number {
	return lines
		.filter((line) => line.type === 'gap')
		.reduce((sum, gap) => sum + Math.min(gap.samples, Math.max(0, samples - gap.firstSample)), 0);
}
