/**
 * z of every item in every repetition of a searching test.
 *
 * @module
 */
import { usable } from '#lib/core/score-table/cell.ts';
import type { TableOf } from '#lib/core/score-table/tables.ts';

/** Scores of a searching test. */
export interface RepetitionScores {
	/** Mean z over channels, shape [repetitions][items]; null = not scorable. */
	readonly repetitions: readonly (readonly (number | null)[])[];
	/** Mean over repetitions, shape [items]. */
	readonly means: readonly (number | null)[];
	/** What each channel adds to `means`, shape [channels][items]. */
	readonly parts: readonly (readonly (number | null)[])[];
}

/** z among the scorable values, population SD; all 0 when nothing varies; fewer than two values are none. */
function standardised(values: readonly (number | null)[]): (number | null)[] {
	const used = values.filter((value) => value !== null);
	if (used.length < 2) return values.map(() => null);
	const mean = used.reduce((sum, value) => sum + value, 0) / used.length;
	const sd = Math.sqrt(used.reduce((sum, value) => sum + (value - mean) ** 2, 0) / used.length);
	const varies = sd > 1e-12 * Math.max(...used.map(Math.abs));
	return values.map((value) => (value === null ? null : varies ? (value - mean) / sd : 0));
}

const mean = (values: readonly (number | null | undefined)[]): number | null => {
	const used = values.filter((value) => typeof value === 'number');
	return used.length === 0 ? null : used.reduce((sum, value) => sum + value, 0) / used.length;
};

/** z within each channel and chart; one repetition = one chart. */
export function repetitionScores(table: TableOf<'search'>): RepetitionScores {
	const charts = [
		...new Set(table.channels.flatMap(({ repetitions }) => repetitions.map(({ chart }) => chart)))
	].sort((a, b) => a - b);
	const zs = charts.map((chart) =>
		table.channels.map(({ stronger, repetitions }) => {
			const values = repetitions.find((one) => one.chart === chart)?.values ?? [];
			const sign = stronger === 'larger' ? 1 : -1;
			return standardised(
				table.items.map((_, i) => {
					const value = usable(values[i]);
					return value === null ? null : sign * value;
				})
			);
		})
	);
	const repetitions = zs.map((channels) =>
		table.items.map((_, i) => mean(channels.map((values) => values[i])))
	);
	const means = table.items.map((_, i) => mean(repetitions.map((values) => values[i])));
	const parts = table.channels.map((_, c) => table.items.map((_item, i) => partOf(zs, c, i)));
	return { repetitions: repetitions.filter((row) => row.some((v) => v !== null)), means, parts };
}

/** Share of one channel in the mean of an item: its z divided by the channels and repetitions that count. */
function partOf(
	zs: readonly (readonly (readonly (number | null)[])[])[],
	channel: number,
	item: number
): number | null {
	const counted = zs
		.map((channels) => ({
			own: channels[channel]?.[item] ?? null,
			of: channels.filter((values) => typeof values[item] === 'number').length
		}))
		.filter(({ of }) => of > 0);
	if (counted.every(({ own }) => own === null)) return null;
	return counted.reduce((sum, { own, of }) => sum + (own ?? 0) / of, 0) / counted.length;
}
