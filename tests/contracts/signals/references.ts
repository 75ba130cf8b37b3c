/** What published programs gave on the shared recordings, read from the shared data folder. */
import { readdirSync, readFileSync } from 'node:fs';
import { shared } from '../../requirements.ts';

/** One file of references: a channel of a recording and what each operation gave. */
export interface Reference {
	readonly name: string;
	readonly meta: {
		readonly file: string;
		readonly channel: string;
		readonly kind: string;
		readonly sampling_rate: number;
		readonly event_times_s: readonly number[];
		readonly low_rate?: { readonly factor: number; readonly fs: number };
		readonly cvxeda_orig_obj?: number;
		readonly series_files: readonly {
			readonly file: string;
			readonly columns: readonly string[];
		}[];
	};
	readonly ops: Readonly<
		Record<
			string,
			{ readonly result?: unknown; readonly series?: unknown; readonly error?: string }
		>
	>;
}

/** Stored samples of a series: places and values. */
export interface StoredSeries {
	readonly at: Float64Array;
	readonly values: Float64Array;
}

const folder = (path: string): string => shared(`data/signals/${path}`);

/** Every reference file with operations. */
export function allReferences(): Reference[] {
	return readdirSync(folder('reference'))
		.filter((file) => file.endsWith('.json') && !file.endsWith('.ledapy.json'))
		.map((file) => ({
			...(JSON.parse(readFileSync(folder(`reference/${file}`), 'utf8')) as Reference),
			name: file.replace('.json', '')
		}));
}

/** A channel is compared with its recording and a few files of series; more are not kept in memory. */
const MOST_TABLES = 4;
const tables = new Map<string, Map<string, Float64Array>>();

/** Columns of a CSV file of the data folder, by name; an empty cell is NaN. */
export function table(path: string): Map<string, Float64Array> {
	const known = tables.get(path);
	if (known !== undefined) return known;
	const [head = '', ...rows] = readFileSync(folder(path), 'utf8').trim().split('\n');
	const names = head.split(',');
	const columns = names.map(() => new Float64Array(rows.length));
	rows.forEach((row, r) =>
		row.split(',').forEach((cell, c) => {
			const column = columns[c];
			if (column !== undefined) column[r] = cell === '' ? Number.NaN : Number(cell);
		})
	);
	const read = new Map(names.map((name, c) => [name, columns[c] ?? new Float64Array(0)]));
	const [oldest] = tables.keys();
	if (oldest !== undefined && tables.size >= MOST_TABLES) tables.delete(oldest);
	tables.set(path, read);
	return read;
}

/** A stored series of a reference. */
export function stored({ meta }: Reference, series: string): StoredSeries {
	const file = meta.series_files.find(({ columns }) => columns.includes(series))!.file;
	const columns = table(`reference/${file}`);
	return { at: columns.get('i')!, values: columns.get(series)! };
}

/** The raw channel; missing samples filled as the references did: linear inside, nearest at the ends. */
export function raw({ meta }: Reference): Float64Array {
	const signal = table(meta.file).get(meta.channel)!.slice();
	const known = [...signal.keys()].filter((i) => !Number.isNaN(signal[i]));
	signal.fill(signal[known[0]!]!, 0, known[0]);
	signal.fill(signal[known.at(-1)!]!, known.at(-1));
	known.slice(1).forEach((to, k) => {
		const from = known[k]!;
		for (let i = from + 1; i < to; i++)
			signal[i] = signal[from]! + ((signal[to]! - signal[from]!) * (i - from)) / (to - from);
	});
	return signal;
}

export const largest = (values: Float64Array): number =>
	values.reduce((most, value) => Math.max(most, Number.isNaN(value) ? 0 : Math.abs(value)), 0);

/** Differences of numbers compared one by one; Infinity where only one of the two has a value. */
export type Differences = readonly number[];

const distance = (a: number, b: number): number => {
	if (Number.isNaN(a) !== Number.isNaN(b)) return Infinity;
	return Number.isNaN(a) ? 0 : Math.abs(a - b);
};

/** Differences to the stored samples, as shares of `scale` or of the largest stored value; NaN must meet NaN. */
export function seriesDifferences(
	of: Reference,
	series: string,
	ours: Float64Array,
	scale?: number
): Differences {
	const { at, values } = stored(of, series);
	const unit = scale ?? largest(values);
	return Array.from(at, (i, k) => distance(ours[i]!, values[k]!) / unit);
}

/** Relative differences of two lists with nulls; Infinity when one has a value where the other has none. */
export function listDifferences(
	ours: readonly (number | null)[],
	theirs: readonly (number | null)[],
	scale = 0
): Differences {
	if (ours.length !== theirs.length) return [Infinity];
	return theirs.map((b, k) => {
		const a = ours[k] ?? null;
		if (a === null || b === null) return a === b ? 0 : Infinity;
		return Math.abs(a - b) / Math.max(scale, Math.abs(b), Number.MIN_VALUE);
	});
}

/** How many places have no partner within one sample in the other list. */
export function lonelyPlaces(ours: readonly number[], theirs: readonly number[]): number {
	const lonely = (a: readonly number[], b: readonly number[]): number => {
		let [k, count] = [0, 0];
		for (const place of a) {
			while (k < b.length && b[k]! < place - 1) k++;
			if (!(k < b.length && b[k]! <= place + 1)) count++;
		}
		return count;
	};
	return lonely(ours, theirs) + lonely(theirs, ours);
}
