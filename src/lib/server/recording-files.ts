/**
 * Recordings on this workstation's disk: whole for measuring, in pieces for looking at. Never written here.
 *
 * @module
 */
import { join } from 'node:path';
import { LabError } from '../core/errors.ts';
import { encodeBlock } from '../core/recording/block.ts';
import { planReading, type ReadingPlan } from '../core/recording/edf/reader.ts';
import { readSamples } from '../core/recording/edf/record.ts';
import { encodePacket, PACKET_BLOCK } from '../core/recording/packet.ts';
import { placeChartMarks } from '../core/session/place-marks.ts';
import type { Chart, SessionState } from '../core/session/state.ts';
import { markedChart } from '../core/signal/from-recording.ts';
import type { MarkedChart } from '../core/signal/measure.ts';
import { beHere } from './archive/from-elsewhere.ts';
import { readAtRest } from './keys/read-rest.ts';
import { openAtRest, type RestFile } from './keys/rest-file.ts';

/** The header of a recording grows with its channels; this is room for more than sixty. */
const LARGEST_HEADER = 16 * 1024;
/** Most data records in one answer: ten minutes. */
const MOST_RECORDS = 600;

/**
 * The chart of a session.
 *
 * @throws {LabError} `chart/not-found`
 */
export function chartOf(state: SessionState, chart: number): Chart {
	const found = state.charts.find((one) => one.chart === chart);
	if (!found) throw new LabError('chart/not-found', `expected a chart, got ${chart}`);
	return found;
}

/**
 * Samples of a chart, running or sealed, as block packets; one block per data record on disk.
 *
 * @param from first sample wanted, ≥ 0
 * @param to sample after the last one wanted
 * @returns packets (packet.ts); blocks begin at or before `from`, numbered like the data records
 */
export async function readBlocks(
	dataFolder: string,
	chart: Chart,
	{ from, to }: { readonly from: number; readonly to: number }
): Promise<Uint8Array> {
	const file = await openRecording(dataFolder, chart);
	try {
		const plan = await planOf(file);
		const perRecord = plan.layout.slots.find((slot) => !slot.isAnnotation)?.signal.samplesPerRecord;
		if (!perRecord) return new Uint8Array(0);
		const first = Math.min(Math.floor(from / perRecord), plan.records);
		const end = Math.min(Math.ceil(to / perRecord), plan.records, first + MOST_RECORDS);
		const { headerBytes, recordBytes } = plan.layout;
		const bytes = Buffer.alloc(Math.max(0, end - first) * recordBytes);
		await file.read(bytes, 0, bytes.length, headerBytes + first * recordBytes);
		const known = chart.sealed?.samples ?? Infinity;
		const packets: Uint8Array[] = [];
		for (let record = first; record < end; record++) {
			const start = (record - first) * recordBytes;
			const one = bytes.subarray(start, start + recordBytes);
			const samples = Math.min(perRecord, known - record * perRecord);
			if (samples > 0) packets.push(packetOf(plan, one, { chart, record, perRecord, samples }));
		}
		return Buffer.concat(packets);
	} finally {
		await file.close();
	}
}

/** What a recording says of itself: how counts become values, and how much is on disk. */
export interface RecordingFacts {
	/** Nominal [Hz]. */
	readonly rateHz: number;
	/** Samples of each channel on disk, padding of the last record excluded once the chart is sealed. */
	readonly samples: number;
	/** SHA-256 of the sealed recording; null = it may still grow. */
	readonly sealedAs: string | null;
	readonly channels: readonly {
		readonly name: string;
		readonly unit: string;
		readonly digitalMin: number;
		readonly digitalMax: number;
		/** Value in `unit` at digitalMin and digitalMax. */
		readonly physicalMin: number;
		readonly physicalMax: number;
	}[];
}

/** Reads the header of a chart's recording. */
export async function readFacts(dataFolder: string, chart: Chart): Promise<RecordingFacts> {
	const file = await openRecording(dataFolder, chart);
	try {
		const plan = await planOf(file);
		const slots = plan.layout.slots.filter((slot) => !slot.isAnnotation);
		const perRecord = slots[0]?.signal.samplesPerRecord ?? 0;
		return {
			rateHz: chart.started.rateHz,
			samples: Math.min(plan.records * perRecord, chart.sealed?.samples ?? Infinity),
			sealedAs: chart.sealed?.sha256 ?? null,
			channels: slots.map(({ signal }) => {
				const { label, dimension, digitalMin, digitalMax, physicalMin, physicalMax } = signal;
				return {
					...{ name: label, unit: dimension, digitalMin, digitalMax },
					...{ physicalMin, physicalMax }
				};
			})
		};
	} finally {
		await file.close();
	}
}

/**
 * Makes sure that a chart's recording is on this machine.
 *
 * @throws {LabError} `archive/elsewhere`, `archive/differs`
 */
export async function recordingHere(dataFolder: string, { chart, started }: Chart): Promise<void> {
	const [, id = ''] = started.file.split('/');
	await beHere(dataFolder, started.file, { kind: 'session', id, chart });
}

async function openRecording(dataFolder: string, chart: Chart): Promise<RestFile> {
	await recordingHere(dataFolder, chart);
	return openAtRest(join(dataFolder, chart.started.file));
}

/** How the file of a recording is read. */
export async function planOf(file: RestFile): Promise<ReadingPlan> {
	const head = Buffer.alloc(LARGEST_HEADER);
	const { bytesRead } = await file.read(head, 0, LARGEST_HEADER, 0);
	return planReading(head.subarray(0, bytesRead), (await file.stat()).size);
}

interface RecordPlace {
	readonly chart: Chart;
	readonly record: number;
	readonly perRecord: number;
	readonly samples: number;
}

function packetOf(
	{ layout }: ReadingPlan,
	bytes: Uint8Array,
	{ chart, record, perRecord, samples }: RecordPlace
): Uint8Array {
	const channels = layout.slots
		.filter((slot) => !slot.isAnnotation)
		.map((slot) => {
			const counts = new Int32Array(slot.signal.samplesPerRecord);
			readSamples(bytes, slot, counts, 0);
			return counts.subarray(0, samples);
		});
	const firstSample = record * perRecord;
	const gap = chart.gaps.some(
		(one) =>
			one.firstSample <= firstSample && one.firstSample + one.samples >= firstSample + samples
	);
	const block = { sequence: record, chart: chart.chart, firstSample, gap, channels };
	return encodePacket(PACKET_BLOCK, encodeBlock(block));
}

/**
 * A sealed chart with its recording and its marks, as the measurement wants it.
 *
 * @throws {LabError} `chart/not-sealed` while it is being recorded
 */
export async function readMarkedChart(dataFolder: string, chart: Chart): Promise<MarkedChart> {
	if (!chart.sealed)
		throw new LabError('chart/not-sealed', `expected chart ${chart.chart} to be sealed`);
	await recordingHere(dataFolder, chart);
	const recording = await readAtRest(join(dataFolder, chart.sealed.file));
	return markedChart(placeChartMarks(chart), recording);
}
