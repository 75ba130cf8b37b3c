/**
 * What is wrong with a recording as rows of a table: what the strips show by bars, brackets and hatching, in words.
 *
 * @module
 */
import type { Run } from '#lib/core/recording/tiles.ts';
import type { Flaw, FlawCause } from '#lib/core/signal/quality/flaw.ts';

/** One row. */
export interface FlawRow {
	/** Index of the channel; null = all of them. */
	readonly channel: number | null;
	/** Samples from…to−1, from the first stretch to the last one of the row. */
	readonly from: number;
	readonly to: number;
	readonly cause: FlawCause | 'missing';
	/** Stretches in it. */
	readonly count: number;
}

/** Stretches of one cause this close share a row [s]: a pulse that is clipped at every beat is one thing to read. */
const TOGETHER_S = 2;

/**
 * Rows in order of time.
 *
 * @param flaws of each channel
 * @param missing samples of all channels that never arrived
 */
export function flawRows(
	flaws: readonly (readonly Flaw[])[],
	missing: readonly Run[],
	rateHz: number
): FlawRow[] {
	const rows: FlawRow[] = missing.map(({ from, to }) => ({
		...{ channel: null, from, to, cause: 'missing', count: 1 }
	}));
	flaws.forEach((own, channel) => {
		const last = new Map<FlawCause, { row: FlawRow; at: number }>();
		for (const { from, to, cause } of own) {
			const before = last.get(cause);
			if (before !== undefined && from - before.row.to <= TOGETHER_S * rateHz) {
				const { row, at } = before;
				const joined = { ...row, to: Math.max(row.to, to), count: row.count + 1 };
				rows[at] = joined;
				last.set(cause, { row: joined, at });
			} else {
				const row = { channel, from, to, cause, count: 1 };
				last.set(cause, { row, at: rows.length });
				rows.push(row);
			}
		}
	});
	return rows.sort((a, b) => a.from - b.from || (a.channel ?? -1) - (b.channel ?? -1));
}
