/**
 * Tiles of finished recordings, from the file beside each (core/recording/tile-file.ts). What that file does not hold
 * whole and undamaged is made again from the recording.
 *
 * @module
 */
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LabError } from '../../core/errors.ts';
import type { ReadingPlan } from '../../core/recording/edf/reader.ts';
import { readSamples } from '../../core/recording/edf/record.ts';
import { lostIn, TileBuilder } from '../../core/recording/tile-builder.ts';
import {
	frameBytes,
	FRAME_SAMPLES,
	framesOf,
	isFrame,
	tileHeader,
	TILE_HEADER_BYTES,
	tilesInFrame
} from '../../core/recording/tile-file.ts';
import type { Run } from '../../core/recording/tile-levels.ts';
import type { Chart } from '../../core/session/state.ts';
import { openAtRest, type RestFile } from '../keys/rest-file.ts';
import { sealedLike } from '../keys/seal-files.ts';
import { planOf, recordingHere } from '../recording-files.ts';

/** Most frames in one answer: two hours at 1 kHz are 879. */
const MOST_FRAMES = 1024;
/** Frames, and data records, that are read at once: others are answered in between. */
const PORTION = 64;
/** Size of the beginning of an answer [bytes]. */
const ANSWER_HEAD_BYTES = 16;

/** A recording whose tiles are asked for. */
interface Recording {
	readonly file: RestFile;
	readonly path: string;
	readonly plan: ReadingPlan;
	/** Of its tile file. */
	readonly header: Uint8Array;
	readonly channels: number;
	readonly samples: number;
	/** In the order of their beginning. */
	readonly gaps: readonly Run[];
}

/** Tile files being made again, by path. */
const inWork = new Map<string, Promise<Uint8Array[]>>();

/**
 * Tiles of one size of samples `from`…`to−1` of a sealed chart, whole frames of 8192 samples.
 *
 * Little-endian: u32 samples of a tile, u32 channels, u32 first frame, u32 frames; then frame after frame the tiles of this
 * size as they stand in the file. Ask again from where they end when frames are missing at the end.
 *
 * @param tile 16, 128, 1024 or 8192
 * @throws {LabError} `chart/not-sealed` while it is being recorded
 */
export async function readTiles(
	dataFolder: string,
	chart: Chart,
	{ tile, from, to }: { readonly tile: number; readonly from: number; readonly to: number }
): Promise<Uint8Array> {
	if (!chart.sealed)
		throw new LabError('chart/not-sealed', `expected chart ${chart.chart} to be sealed`);
	const path = join(dataFolder, chart.sealed.file);
	await recordingHere(dataFolder, chart);
	const file = await openAtRest(path);
	try {
		const recording = await describe({ file, path }, chart, chart.sealed.samples);
		const all = framesOf(recording.samples);
		const first = Math.min(all, Math.floor(from / FRAME_SAMPLES));
		const end = Math.min(all, Math.ceil(to / FRAME_SAMPLES), first + MOST_FRAMES);
		const tiles = path.replace(/[.]bdf$/, '.tiles');
		const frames =
			(await keptFrames(tiles, recording, first, end)) ??
			(await madeAgain(tiles, recording)).slice(first, end);
		const part = tilesInFrame(tile, recording.channels);
		const head = Buffer.alloc(ANSWER_HEAD_BYTES);
		[tile, recording.channels, first, frames.length].forEach((value, i) =>
			head.writeUInt32LE(value, 4 * i)
		);
		return Buffer.concat([head, ...frames.map((frame) => frame.subarray(part.from, part.to))]);
	} finally {
		await file.close();
	}
}

async function describe(
	{ file, path }: Pick<Recording, 'file' | 'path'>,
	chart: Chart,
	sealed: number
): Promise<Recording> {
	const plan = await planOf(file);
	const bdfHeader = new Uint8Array(plan.layout.headerBytes);
	await file.read(bdfHeader, 0, bdfHeader.length, 0);
	const channels = plan.layout.slots.filter((slot) => !slot.isAnnotation);
	const perRecord = channels[0]?.signal.samplesPerRecord ?? 0;
	return {
		...{ file, path, plan, channels: channels.length },
		header: tileHeader(channels.length, bdfHeader),
		samples: Math.min(sealed, plan.records * perRecord),
		gaps: chart.gaps
			.map(({ firstSample, samples }) => ({ from: firstSample, to: firstSample + samples }))
			.sort((a, b) => a.from - b.from)
	};
}

/** Frames of the file; null = it has not all of them, whole and undamaged. */
async function keptFrames(
	path: string,
	{ header, channels, samples, gaps }: Recording,
	first: number,
	end: number
): Promise<Uint8Array[] | null> {
	const size = frameBytes(channels);
	const file = await openAtRest(path).catch(() => null);
	if (file === null) return null;
	try {
		const whole = TILE_HEADER_BYTES + framesOf(samples) * size;
		const own = Buffer.alloc(TILE_HEADER_BYTES);
		await file.read(own, 0, own.length, 0);
		if ((await file.stat()).size !== whole || !own.equals(header)) return null;
		const frames: Uint8Array[] = [];
		for (let from = first; from < end; from += PORTION) {
			const bytes = Buffer.alloc(Math.min(PORTION, end - from) * size);
			await file.read(bytes, 0, bytes.length, TILE_HEADER_BYTES + from * size);
			for (let at = 0; at < bytes.length; at += size) {
				const number = from + at / size;
				const start = number * FRAME_SAMPLES;
				const run = { from: start, to: Math.min(samples, start + FRAME_SAMPLES) };
				const facts = { number, samples: run.to - run.from, lost: lostIn(gaps, run) };
				const frame = bytes.subarray(at, at + size);
				if (!isFrame(frame, header, facts)) return null;
				frames.push(frame);
			}
		}
		return frames;
	} finally {
		await file.close();
	}
}

/** All frames, from the recording; written beside it where the disk takes them. Who asks meanwhile waits for the same. */
function madeAgain(path: string, recording: Recording): Promise<Uint8Array[]> {
	const begun = inWork.get(path);
	if (begun !== undefined) return begun;
	const work = make(path, recording).finally(() => inWork.delete(path));
	inWork.set(path, work);
	return work;
}

async function make(path: string, recording: Recording): Promise<Uint8Array[]> {
	const frames = await framesFrom(recording);
	const part = `${path}.part`;
	try {
		const bytes = Buffer.concat([recording.header, ...frames]);
		await writeFile(part, await sealedLike(recording.path, bytes), { mode: 0o600 });
		await rename(part, path);
	} catch (error) {
		console.error(`tiles: ${path} cannot be kept, they are made again each time:`, error);
		await rm(part, { force: true, recursive: true });
	}
	return frames;
}

async function framesFrom(recording: Recording): Promise<Uint8Array[]> {
	const { file, plan, header, channels, samples, gaps } = recording;
	const { headerBytes, recordBytes } = plan.layout;
	const slots = plan.layout.slots.filter((slot) => !slot.isAnnotation);
	const perRecord = slots[0]?.signal.samplesPerRecord ?? 1;
	const builder = new TileBuilder(header, channels);
	for (const gap of gaps) builder.lose(gap);
	const frames: Uint8Array[] = [];
	const records = Math.ceil(samples / perRecord);
	for (let from = 0; from < records; from += PORTION) {
		const bytes = Buffer.alloc(Math.min(PORTION, records - from) * recordBytes);
		await file.read(bytes, 0, bytes.length, headerBytes + from * recordBytes);
		for (let at = 0; at < bytes.length; at += recordBytes) {
			const first = (from + at / recordBytes) * perRecord;
			const counts = slots.map((slot) => {
				const own = new Int32Array(perRecord);
				readSamples(bytes.subarray(at, at + recordBytes), slot, own, 0);
				return own.subarray(0, Math.min(perRecord, samples - first));
			});
			frames.push(...builder.push(counts));
		}
	}
	return [...frames, ...builder.end()];
}
