/**
 * A recording to be analysed, from a table, an EDF or BDF file, or a session folder.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readEventLines } from '#lib/core/audit/event-lines.ts';
import { LabError } from '#lib/core/errors.ts';
import { physicalValue } from '#lib/core/recording/edf/header.ts';
import { readEdf } from '#lib/core/recording/edf/reader.ts';
import { reduce } from '#lib/core/session/reduce.ts';
import { markedChart } from '#lib/core/signal/from-recording.ts';
import {
	isAnalysedKind,
	type RecordingChannel,
	type RecordingEvent
} from '#lib/core/signal/analysis/recording-channel.ts';
import { usageError } from '../arguments.ts';
import { calibrated, guessed, type ColumnMeaning } from './channel-map.ts';
import { csvColumns } from './csv-columns.ts';

/** A recording with what happened in it. */
export interface Recording {
	readonly channels: readonly RecordingChannel[];
	/** Of a session: its questions, with their ids. */
	readonly events: readonly (RecordingEvent & Readonly<Record<string, unknown>>)[];
	/** Columns whose meaning is not known. */
	readonly skipped: readonly string[];
	/** Of a session: which chart this is, and which there are. */
	readonly chart?: { readonly chart: number; readonly charts: readonly number[] };
}

/** What the command line said. */
export interface Asked {
	readonly rateHz: number | null;
	readonly map: ReadonlyMap<string, ColumnMeaning>;
	readonly chart: number | null;
}

/** Names of a column that holds seconds. */
const TIME = /^(t|time|timestamp|seconds?|sec|time ?\(s\)|time_s)$/i;

/**
 * Reads a recording.
 *
 * @throws {LabError} `cli/usage` when the rate is not known or a mapped column is not there; `analyse/…`, `edf/…`
 */
export async function readRecording(path: string, asked: Asked): Promise<Recording> {
	if ((await stat(path)).isDirectory()) return await fromSession(path, asked);
	if (await isEdf(path)) return fromEdf(await readFile(path), asked);
	return await fromCsv(path, asked);
}

/** EDF files begin with `0` and blanks, BDF files with a byte 255 and `BIOSEMI`. */
async function isEdf(path: string): Promise<boolean> {
	const handle = await open(path, 'r');
	try {
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, 0);
		const start = buffer.subarray(0, bytesRead).toString('latin1');
		return start === '0       ' || start === '\u00ffBIOSEMI';
	} finally {
		await handle.close();
	}
}

interface Column {
	readonly name: string;
	readonly unit: string;
	readonly rateHz: number;
	readonly values: () => Float64Array;
	readonly limits: readonly [number, number] | null;
}

function chosen(
	columns: readonly Column[],
	{ map }: Asked
): Pick<Recording, 'channels' | 'skipped'> {
	const names = columns.map(({ name }) => name);
	const absent = [...map.keys()].find((name) => !names.includes(name));
	if (absent !== undefined)
		throw usageError(`expected a column of ${names.join(', ')} in --map, got ${absent}`);
	const skipped: string[] = [];
	const channels = columns.flatMap((column): RecordingChannel[] => {
		const { name, rateHz } = column;
		const told = map.get(name);
		const meaning = map.size > 0 ? (told ?? null) : guessed(name, column.unit);
		if (meaning === null) {
			skipped.push(name);
			return [];
		}
		const unit = meaning.unit === '' ? column.unit : meaning.unit;
		const raw = column.values();
		const ready = calibrated({ kind: meaning.kind, unit }, raw);
		const limits = ready.values === raw ? column.limits : null;
		return [{ name, kind: meaning.kind, unit: ready.unit, rateHz, values: ready.values, limits }];
	});
	return { channels, skipped };
}

async function fromCsv(path: string, asked: Asked): Promise<Recording> {
	const { names, columns } = await csvColumns(path);
	const timeAt = names.findIndex((name) => TIME.test(name) && !asked.map.has(name));
	const rateHz = asked.rateHz ?? rateOf(columns[timeAt]);
	if (rateHz === null)
		throw usageError('expected --rate HZ for a table without a column of seconds, got nothing');
	const told = names.flatMap((name, i): Column[] =>
		i === timeAt
			? []
			: [{ name, unit: '', rateHz, values: () => columns[i] ?? new Float64Array(0), limits: null }]
	);
	return { ...chosen(told, asked), events: [] };
}

/** Samples per second of evenly spaced seconds. */
function rateOf(times: Float64Array | undefined): number | null {
	const [first, last] = [times?.[0], times?.at(-1)];
	if (times === undefined || first === undefined || last === undefined) return null;
	return last > first ? (times.length - 1) / (last - first) : null;
}

function fromEdf(bytes: Uint8Array, asked: Asked): Recording {
	const columns = readEdf(bytes).channels.flatMap(({ signal, rateHz, samples }): Column[] => {
		const rate = asked.rateHz ?? rateHz;
		if (rate === null) return [];
		const ends = [signal.physicalMin, signal.physicalMax];
		return [
			{
				...{ name: signal.label, unit: signal.dimension, rateHz: rate },
				values: () =>
					withoutLost(samples, signal.digitalMin, rate, (count) => physicalValue(signal, count)),
				limits: [Math.min(...ends), Math.max(...ends)]
			}
		];
	});
	return { ...chosen(columns, asked), events: [] };
}

/** A signal that stays at the digital minimum for so long was not recorded (our files say so of lost samples). [s] */
const LOST_S = 0.5;

function withoutLost(
	samples: Int32Array,
	lost: number,
	rateHz: number,
	physical: (count: number) => number
): Float64Array {
	const values = Float64Array.from(samples, physical);
	let run = 0;
	for (let i = 0; i <= samples.length; i++) {
		if (i < samples.length && samples[i] === lost) {
			run++;
			continue;
		}
		if (run >= LOST_S * rateHz) values.fill(Number.NaN, i - run, i);
		run = 0;
	}
	return values;
}

async function fromSession(folder: string, asked: Asked): Promise<Recording> {
	const path = join(folder, 'events.jsonl');
	if (!existsSync(path))
		throw new LabError(
			'analyse/no-session',
			`expected a session folder with events.jsonl, got ${folder}`
		);
	const state = reduce(readEventLines(await readFile(path, 'utf8')));
	const charts = state.charts.map((one) => one.chart);
	const chart = state.charts.find((one) => asked.chart === null || one.chart === asked.chart);
	if (chart === undefined)
		throw usageError(
			`expected a chart of ${charts.join(', ') || 'none'}, got ${asked.chart ?? 'none'}`
		);
	const file = join(folder, 'recordings', basename(chart.started.file));
	const marked = markedChart(chart, await readFile(file));
	const { rateHz } = marked;
	const columns = marked.channels.map(({ name, kind, unit, values, limits }) => ({
		column: { name, unit, rateHz, values: () => values, limits },
		kind
	}));
	const own = new Map<string, ColumnMeaning>();
	for (const { column, kind } of columns)
		if (isAnalysedKind(kind)) own.set(column.name, { kind, unit: column.unit });
	const events = marked.presentations.flatMap((one) =>
		one.askedSample === null || one.voided
			? []
			: [
					{
						time: one.askedSample / rateHz,
						answer: one.answerSample === null ? null : one.answerSample / rateHz,
						...{ questionId: one.questionId, itemId: one.itemId, presentation: one.presentation }
					}
				]
	);
	const map = asked.map.size > 0 ? asked.map : own;
	const found = chosen(
		columns.map(({ column }) => column),
		{ ...asked, map }
	);
	return { ...found, events, chart: { chart: chart.chart, charts } };
}
