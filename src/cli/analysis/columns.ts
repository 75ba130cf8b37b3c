/**
 * From named columns of numbers to the channels that are analysed.
 *
 * @module
 */
import type {
	RecordingChannel,
	RecordingEvent
} from '#lib/core/signal/analysis/recording-channel.ts';
import { usageError } from '../arguments.ts';
import { calibrated, guessed, type ColumnMeaning } from './channel-map.ts';

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

/** One column as a file has it. */
export interface Column {
	/** Without a unit in brackets. */
	readonly name: string;
	/** As it stands in the file. */
	readonly heading: string;
	/** Empty = not told. */
	readonly unit: string;
	/** What else the file says of it, such as the sensor's name. */
	readonly hint?: string;
	readonly rateHz: number;
	readonly values: () => Float64Array;
	readonly limits: readonly [number, number] | null;
}

/** Name and unit of a heading such as `EDA [uS]`. */
export function headingParts(heading: string): { readonly name: string; readonly unit: string } {
	const [, name = heading, unit = ''] = /^(.*\S)\s*\[([^\]]*)\]$/.exec(heading) ?? [];
	return { name, unit: unit.trim() };
}

/**
 * The columns that are analysed, and the names of the others. The map may name a column with or without its unit; a
 * name that several columns have gets a number behind it.
 *
 * @throws {LabError} `cli/usage` when a mapped column is not there
 */
export function chosen(
	columns: readonly Column[],
	{ map }: Asked
): Pick<Recording, 'channels' | 'skipped'> {
	const named = uniquelyNamed(columns);
	const toldOf = ({ name, heading }: Column): string | null =>
		[name, heading].find((one) => map.has(one)) ?? null;
	const known = named.flatMap(({ name, heading }) => [name, heading]);
	const absent = [...map.keys()].find((name) => !known.includes(name));
	if (absent !== undefined)
		throw usageError(
			`expected a column of ${named.map(({ name }) => name).join(', ')} in --map, got ${absent}`
		);
	const skipped: string[] = [];
	const channels = named.flatMap((column): RecordingChannel[] => {
		const told = toldOf(column);
		const name = told ?? column.name;
		const meaning = map.size > 0 ? (map.get(name) ?? null) : guessedOf(column);
		if (meaning === null) {
			skipped.push(name);
			return [];
		}
		const unit = meaning.unit === '' ? column.unit : meaning.unit;
		const raw = column.values();
		const ready = calibrated({ kind: meaning.kind, unit }, raw);
		const limits = ready.values === raw ? column.limits : null;
		const { rateHz } = column;
		return [{ name, kind: meaning.kind, unit: ready.unit, rateHz, values: ready.values, limits }];
	});
	return { channels, skipped };
}

function guessedOf({ name, unit, hint }: Column): ColumnMeaning | null {
	return guessed(name, unit) ?? (hint === undefined ? null : guessed(hint, unit));
}

/** Names without units where that tells them apart, else as in the file, else numbered. */
function uniquelyNamed(columns: readonly Column[]): Column[] {
	const count = (names: readonly string[], name: string): number =>
		names.filter((one) => one === name).length;
	const short = columns.map(({ name }) => name);
	const names = columns.map(({ name, heading }) => (count(short, name) > 1 ? heading : name));
	return columns.map((column, i) => {
		const name = names[i] ?? column.name;
		const before = count(names.slice(0, i), name);
		const isFirst = before === 0;
		return isFirst
			? { ...column, name }
			: { ...column, name: `${name} (${before + 1})`, heading: `${name} (${before + 1})` };
	});
}
