/**
 * The charts of a report drawn from their recordings: sheet by sheet, as shapes.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { isLabError, LabError } from '#lib/core/errors.ts';
import { paperPlan, paperScales, wholeScale } from '#lib/core/paper/paper.ts';
import { pageSpans, paperStrips } from '#lib/core/paper/paper-strips.ts';
import type { Shape } from '#lib/core/paper/shapes.ts';
import { sheetShapes, type SheetWords } from '#lib/core/paper/sheet-drawing.ts';
import type { TraceChannel, TraceSource } from '#lib/core/paper/strip.ts';
import type { EdfSlot } from '#lib/core/recording/edf/header.ts';
import { readSamples } from '#lib/core/recording/edf/record.ts';
import { Tiles, type Run } from '#lib/core/recording/tiles.ts';
import type { ChartBlock } from '#lib/core/report/blocks.ts';
import { units } from '#lib/core/units.ts';
import { streamAtRest } from '../keys/read-rest.ts';
import { openAtRest, type RestFile } from '../keys/rest-file.ts';
import { planOf } from '../recording-files.ts';

/** A drawn sheet. */
export interface DrawnSheet {
	readonly caption: string;
	readonly shapes: readonly Shape[];
}

/** What is written on a sheet; the scale is told with it. */
export interface ChartWords extends Omit<SheetWords, 'scale'> {
	readonly scale: (secondsPerCm: number) => string;
	readonly page: (page: number, pages: number) => string;
}

/** Sheets a chart may take at the paper speed of the field; a longer one is drawn at a slower speed. */
const MOST_SHEETS = 12;
const CM_ON_SHEET = 25;
/** Data records read at once. */
const RECORDS_AT_ONCE = 60;

/**
 * Draws a chart.
 *
 * @param path of its recording
 * @throws {LabError} `report/recording` when the file is not there or not the one the report names
 */
export async function chartSheets(
	path: string,
	block: ChartBlock,
	words: ChartWords
): Promise<DrawnSheet[]> {
	const { channels, samples } = await readRecording(path, block);
	const plan = paperPlan(Math.max(1, block.samples), block.rateHz, scaleOf(block));
	const strips = paperStrips(channels);
	const spans = strips.map(({ channel, index }) => {
		const tiles = samples.tiles[index];
		return tiles === undefined ? [] : pageSpans(channel, tiles, plan.pages, block.announced);
	});
	const { missing, seconds, uncalibrated } = words;
	const scale = words.scale(plan.secondsPerCm);
	return plan.pages.map((page) => ({
		caption: `${block.caption} · ${words.page(page.number, plan.pages.length)}`,
		shapes: sheetShapes(plan, page, {
			...{ samples, strips, marked: block, words: { missing, seconds, uncalibrated, scale } },
			spans: spans.flatMap((own) => own[page.number - 1] ?? [])
		})
	}));
}

/** The fastest paper speed with which the chart takes no more than `MOST_SHEETS`. */
function scaleOf({ samples, rateHz }: ChartBlock): number {
	const fits = paperScales.find(
		(seconds) => samples / rateHz <= seconds * CM_ON_SHEET * MOST_SHEETS
	);
	return fits ?? Math.ceil(wholeScale(samples, rateHz) / MOST_SHEETS);
}

interface Recording {
	readonly channels: readonly TraceChannel[];
	readonly samples: TraceSource;
}

async function readRecording(path: string, block: ChartBlock): Promise<Recording> {
	const file = await openRecording(path);
	try {
		const hash = createHash('sha256');
		for await (const chunk of streamAtRest(path)) hash.update(chunk);
		if (hash.digest('hex') !== block.sha256)
			throw new LabError('report/recording', `expected ${block.file} with ${block.sha256}`);
		const { layout, records } = await planOf(file);
		const slots = layout.slots.filter((slot) => !slot.isAnnotation);
		const tiles = slots.map(() => new Tiles(block.samples));
		const { headerBytes, recordBytes } = layout;
		const perRecord = slots[0]?.signal.samplesPerRecord ?? 0;
		for (let first = 0; first < records; first += RECORDS_AT_ONCE) {
			const count = Math.min(RECORDS_AT_ONCE, records - first);
			const bytes = Buffer.alloc(count * recordBytes);
			await file.read(bytes, 0, bytes.length, headerBytes + first * recordBytes);
			slots.forEach((slot, index) => {
				const counts = countsOf(bytes, { slot, count, recordBytes });
				const at = first * perRecord;
				const known = counts.subarray(0, Math.max(0, block.samples - at));
				addSamples(tiles[index] as Tiles, at, known, block.missing);
			});
		}
		return {
			channels: slots.map((slot) => channelOf(slot, block)),
			samples: { end: block.samples, first: 0, tiles, missing: block.missing }
		};
	} finally {
		await file.close();
	}
}

async function openRecording(path: string): Promise<RestFile> {
	try {
		return await openAtRest(path);
	} catch (error) {
		if (isLabError(error)) throw error;
		throw new LabError('report/recording', `expected a recording at ${path}, got none`, {
			cause: error
		});
	}
}

function countsOf(
	bytes: Buffer,
	{
		slot,
		count,
		recordBytes
	}: { readonly slot: EdfSlot; readonly count: number; readonly recordBytes: number }
): Int32Array {
	const { samplesPerRecord } = slot.signal;
	const counts = new Int32Array(count * samplesPerRecord);
	for (let record = 0; record < count; record++) {
		const one = bytes.subarray(record * recordBytes, (record + 1) * recordBytes);
		readSamples(one, slot, counts, record * samplesPerRecord);
	}
	return counts;
}

/** Samples that never arrived are filled with the digital minimum in the file: here they are missing. */
function addSamples(
	tiles: Tiles,
	first: number,
	counts: Int32Array,
	missing: readonly Run[]
): void {
	let at = first;
	const end = first + counts.length;
	for (const { from, to } of [...missing].sort((a, b) => a.from - b.from)) {
		if (to <= at || from >= end) continue;
		if (from > at) tiles.append(at, counts.subarray(at - first, from - first));
		const begin = Math.max(at, from);
		at = Math.min(to, end);
		tiles.append(begin, counts.subarray(begin - first, at - first), true);
	}
	if (at < end) tiles.append(at, counts.subarray(at - first));
}

function channelOf({ signal }: EdfSlot, block: ChartBlock): TraceChannel {
	const { label: name, digitalMin, digitalMax, physicalMin, physicalMax } = signal;
	const column = block.columns.find((one) => one.name === name);
	return {
		...{ name, kind: column?.kind ?? 'other', view: null },
		unit: units.find((one) => one === column?.unit) ?? 'counts',
		transfer: { digitalMin, digitalMax, physicalMin, physicalMax }
	};
}
