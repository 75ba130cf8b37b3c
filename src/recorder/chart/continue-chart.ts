/**
 * A chart whose recorder was killed goes on in the same file with the recorder that takes its place: its records are
 * kept, what followed them comes from the journal, and what the device sent meanwhile is a declared gap.
 *
 * @module
 */
import { basename, dirname } from 'node:path';
import type { ClockPair } from '#lib/core/recording/clock-fit.ts';
import type { ClockLine } from '#lib/core/recording/clock-lines.ts';
import type { DeviceSetup } from '#lib/core/recording/recorder-messages.ts';
import { nodeDisk, type Disk } from '#lib/disk/disk.ts';
import type { Clock } from '../clock.ts';
import type { StreamKept } from '../device-session.ts';
import { isSameStart, machineStart } from '../machine.ts';
import { reopenChartFiles, type ChartFiles } from './chart-files.ts';
import { chartPaths, type ChartPaths, type ChartPlan } from './chart-plan.ts';
import { readMarker } from './chart-marker.ts';
import { effectiveRate, openMarkers, readClosed, readLines } from './chart-remains.ts';
import type { JournalPlace } from './journal.ts';
import { readJournal, rebuild, type JournalRead, type Rebuilt } from './read-journal.ts';
import { countRecords } from './repair-recording.ts';
import { spillPath } from './spill-file.ts';

/** A recorder that was away for longer than this ends its chart [s of real time]. Laboratory default. */
const MOST_AWAY_S = 30;

/** A chart that is gone on with. */
export interface KeptChart extends Rebuilt {
	readonly plan: ChartPlan;
	readonly paths: ChartPaths;
	readonly setup: DeviceSetup;
	readonly files: ChartFiles;
	/** Records on the disk. */
	readonly written: number;
	readonly journal: JournalPlace;
	/** All clock pairs, the last with its wall clock [ms]. */
	readonly pairs: readonly (ClockPair & { readonly utcMs: number })[];
	/** By the clock pairs [Hz]. */
	readonly effectiveRateHz: number;
}

/** Where a chart is looked for. */
export interface ChartSearch {
	readonly root: string;
	readonly clock: Clock;
	readonly disk?: Disk;
	/** Whether a device can have outlived its recorder. */
	readonly isThere: (setup: DeviceSetup) => boolean;
	/** Is told of a chart that should go on and cannot: it is repaired instead. */
	readonly failed: (file: string, error: unknown) => void;
}

/**
 * Finds the chart that was being recorded a moment ago and opens its files again.
 *
 * @returns null when no chart goes on: none was open, it was being closed, its recorder died too long ago or in another
 * start of the machine, or there is no journal of its last records
 */
export async function chartToGoOn({
	disk = nodeDisk,
	...search
}: ChartSearch): Promise<KeptChart | null> {
	for (const marker of await openMarkers(disk, search.root))
		try {
			const kept = await keep({ ...search, disk }, marker);
			if (kept) return kept;
		} catch (error) {
			search.failed(marker, error);
		}
	return null;
}

async function keep(
	{ disk, root, clock, isThere }: ChartSearch & { readonly disk: Disk },
	marker: string
): Promise<KeptChart | null> {
	const { plan, isSpilled } = await readMarker(disk, marker);
	const { setup, machine = '' } = plan;
	if (
		!setup ||
		!isThere(setup) ||
		plan.timeLapse !== clock.lapse ||
		!isSameStart(machine, machineStart())
	)
		return null;
	const paths = chartPaths(root, plan.sessionId, plan.chart);
	if ((await readClosed(disk, paths.closed)) !== null) return null;
	// what lies in the spill folder is put back by a repair
	if (isSpilled || (await hasSpill(disk, paths, plan))) return null;
	const all = await readLines(disk, paths.clock);
	if (all[0]?.type !== 'header' || all.some(({ type }) => type === 'closed')) return null;
	const written = await countRecords(disk, paths, all);
	const journal = await readJournal(disk, paths, plan, written);
	if (!journal || !isRecent(journal, plan, clock)) return null;
	const rebuilt = rebuild(plan, journal, all, written);
	if (!rebuilt) return null;
	const lines = linesOf(all, written);
	const pairs = [...lines, ...rebuilt.lines].filter((line) => line.type === 'clock');
	return {
		...{ ...rebuilt, plan, paths, setup, written, journal: journal.place, pairs },
		effectiveRateHz: effectiveRate(pairs, plan.rateHz),
		files: await reopenChartFiles(disk, paths, plan, { records: written, lines })
	};
}

async function hasSpill(disk: Disk, paths: ChartPaths, plan: ChartPlan): Promise<boolean> {
	if (plan.spill === undefined) return false;
	const path = spillPath(plan.spill, paths, plan);
	const names = await disk.list(dirname(path)).catch(() => []);
	return names.some(({ name }) => name === basename(path));
}

/** Whether the recorder died a moment ago, on the clock that nobody can set. */
function isRecent({ lines }: JournalRead, { monotonicS }: ChartPlan, clock: Clock): boolean {
	const last = lines.reduce(
		(latest, line) => ('monotonicS' in line ? Math.max(latest, line.monotonicS) : latest),
		monotonicS
	);
	const awayS = (clock.monotonicS() - last) / clock.lapse;
	return Math.abs(awayS) <= MOST_AWAY_S;
}

/** The lines up to that of the last record kept: what follows them is in the journal, and is made again. */
function linesOf(all: readonly ClockLine[], records: number): ClockLine[] {
	const last = all.findLastIndex((line) => line.type === 'record' && line.record < records);
	return all.slice(0, Math.max(last, 0) + 1);
}

/** Where the stream of its device goes on. */
export function streamOf(kept: KeptChart): StreamKept {
	const { plan, content, pairs, effectiveRateHz } = kept;
	const { model, firmware } = plan;
	const next = Math.max(content.samples, content.gapEnd);
	const { sample, monotonicS } = pairs.at(-1) ?? { sample: 0, monotonicS: plan.monotonicS };
	return {
		identity: model !== null && firmware !== null ? { model, firmware } : null,
		next,
		nextS: monotonicS + (next - sample) / effectiveRateHz,
		effectiveRateHz
	};
}
