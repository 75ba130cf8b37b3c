/**
 * Reads what a killed recorder left of a chart's journal, and puts the chart together again from it.
 *
 * @module
 */
import type { ClockLine } from '#lib/core/recording/clock-lines.ts';
import { crc32 } from '#lib/core/recording/crc32.ts';
import type { Disk } from '#lib/disk/disk.ts';
import { readWhole } from '#lib/disk/write-whole.ts';
import { ChartContent } from './chart-content.ts';
import { layOut, type ChartPaths, type ChartPlan } from './chart-plan.ts';
import { textOf } from './chart-remains.ts';
import type { JournalPlace } from './journal.ts';
import { journalLine, samplesOf, type JournalLine, type JournalStart } from './journal-lines.ts';

/** One of the two files. */
interface JournalFile {
	readonly start: JournalStart;
	readonly lines: readonly JournalLine[];
	readonly place: JournalPlace;
}

/** What follows a number of records. */
export interface JournalRead {
	readonly start: JournalStart;
	readonly lines: readonly JournalLine[];
	/** Where the journal is gone on with. */
	readonly place: JournalPlace;
}

/**
 * Reads the journal from the last place at or before a number of records.
 *
 * @returns null when there is none of this chart from there on
 */
export async function readJournal(
	disk: Disk,
	paths: ChartPaths,
	plan: ChartPlan,
	records: number
): Promise<JournalRead | null> {
	const both = await Promise.all(([0, 1] as const).map((slot) => readFile(disk, paths, slot)));
	const files = both
		.filter((file): file is JournalFile => file?.start.monotonicS === plan.monotonicS)
		.toSorted((a, b) => a.start.records - b.start.records);
	const begin = files.findLastIndex(({ start }) => start.records <= records);
	const [first, ...more] = begin < 0 ? [] : files.slice(begin);
	if (!first) return null;
	// the later file begins where the earlier one ends
	const lines = [...first.lines, ...more.flatMap((file) => file.lines)];
	return { start: first.start, lines, place: (more.at(-1) ?? first).place };
}

/** The whole lines of a file, up to the first that is none; null when it does not begin with its start. */
async function readFile(disk: Disk, paths: ChartPaths, slot: 0 | 1): Promise<JournalFile | null> {
	const text = textOf(await readWhole(disk, paths.journals[slot]).catch(() => new Uint8Array(0)));
	const lines: JournalLine[] = [];
	let bytes = 0;
	for (const line of text.split('\n').slice(0, -1)) {
		const parsed = lineOf(line);
		if (parsed === null) break;
		lines.push(parsed);
		bytes += Buffer.byteLength(line) + 1;
	}
	const [start] = lines;
	if (start?.type !== 'start') return null;
	return { start, lines: lines.slice(1), place: { slot, bytes, records: start.records } };
}

function lineOf(text: string): JournalLine | null {
	try {
		return journalLine.parse(JSON.parse(text));
	} catch {
		// cut off by the kill: it ends here
		return null;
	}
}

/** A chart put together again. */
export interface Rebuilt {
	readonly content: ChartContent;
	/** Records behind those on the disk, and the lines of the clock file behind these, not written yet. */
	readonly records: readonly Uint8Array[];
	readonly lines: readonly ClockLine[];
}

/**
 * Makes the content of a chart again.
 *
 * @param written lines of the clock file
 * @param kept whole records on the disk
 * @returns null when the journal does not reach so far, was ended, or makes other records than those on the disk
 */
export function rebuild(
	plan: ChartPlan,
	{ start, lines }: Pick<JournalRead, 'start' | 'lines'>,
	written: readonly ClockLine[],
	kept: number
): Rebuilt | null {
	const sums = new Map(
		written.filter((line) => line.type === 'record').map((line) => [line.record, line.crc32])
	);
	const made: { records: Uint8Array[]; lines: ClockLine[] } = { records: [], lines: [] };
	const state = { records: start.records, isOther: false };
	const taker = {
		line: (line: ClockLine) => {
			if (state.records >= kept) made.lines.push(line);
		},
		record: (bytes: Uint8Array) => {
			if (state.records >= kept) made.records.push(bytes);
			else if (sums.get(state.records) !== crc32(bytes)) state.isOther = true;
			state.records += 1;
		}
	};
	const content = new ChartContent(layOut(plan).header, plan.rateHz, taker, start);
	for (const line of lines) if (!replay(content, plan, line)) return null;
	return state.isOther || content.records < kept ? null : { content, ...made };
}

/** Does again what a line tells; false = the chart does not go on after it. */
function replay(content: ChartContent, plan: ChartPlan, line: JournalLine): boolean {
	switch (line.type) {
		case 'samples': {
			const samples = samplesOf(line.base64, plan.channels.length);
			if (samples) content.append(samples);
			return samples !== null;
		}
		case 'gap': {
			const { type: _, ...gap } = line;
			content.declareGap(gap);
			return true;
		}
		case 'clock':
			content.pair(line.sample, line.monotonicS, line.utcMs);
			return true;
		case 'mark':
			content.mark(line.sample, line.durationS, line.text, line.id);
			return true;
		case 'alive':
			return true;
		default:
			return false;
	}
}
