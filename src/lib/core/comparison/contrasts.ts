/**
 * Each relevant question against its comparison question, sensor by sensor.
 *
 * @module
 */
import { exclusionReason, usable, type Sensor } from '../score-table/cell.ts';
import type { TableOf } from '../score-table/tables.ts';

type Table = TableOf<'comparison'>;
type Presentation = Table['charts'][number]['presentations'][number];

/** One presentation of a relevant question compared on one channel. */
export interface Contrast {
	readonly questionId: string;
	readonly chart: number;
	/** Place in the chart, from 0. */
	readonly place: number;
	readonly channel: string;
	readonly sensor: Exclude<Sensor, 'other'>;
	readonly relevant: number;
	readonly comparison: number;
	/** The comparison question; empty when it is the mean of several. */
	readonly comparedWith: string;
	/**
	 * Log ratio, positive = the stronger response is to the comparison question: ln(C/R), for respiration ln(R/C).
	 * ±∞ when one of the two is 0, 0 when both are.
	 */
	readonly lean: number;
}

/** Comparisons that can be made, and what was left out. */
export interface Contrasts {
	readonly contrasts: readonly Contrast[];
	readonly excluded: readonly { readonly where: string; readonly reason: string }[];
}

/** Which comparison a relevant question gets: the stronger adjacent one, or the mean of the chart. */
export type ComparedWith = 'stronger-adjacent' | 'chart-mean';

/** Whether a smaller value is the stronger response. */
const isSmallerStronger = (sensor: Sensor): boolean => sensor === 'respiration';

/** Log ratio of two values ≥ 0, positive when the comparison response is the stronger. */
export function lean(sensor: Sensor, relevant: number, comparison: number): number {
	if (relevant === comparison) return 0;
	const difference = Math.log(comparison) - Math.log(relevant);
	return isSmallerStronger(sensor) ? -difference : difference;
}

/**
 * Compares every presentation of every relevant question on every channel.
 *
 * @source R project NCCA_ASCII_Parse (R. Nelson), selectCQ: candidates are the nearest comparison questions before
 * and after, at most two places away with only another relevant question between; the one with the greater
 * response, chosen per sensor; without a usable one before, the following one with one neutral question between
 */
export function contrastsOf(table: Table, comparedWith: ComparedWith): Contrasts {
	const contrasts: Contrast[] = [];
	const excluded: { where: string; reason: string }[] = [];
	for (const { chart, presentations } of table.charts)
		for (const [place, { role, questionId, values }] of presentations.entries())
			for (const { channel, sensor } of table.sensors) {
				if (role !== 'relevant') continue;
				const where = `chart ${chart} ${questionId} ${channel}`;
				const relevant = usable(values[channel]);
				const other =
					comparedWith === 'chart-mean'
						? chartMean(presentations, channel)
						: strongerAdjacent(presentations, place, channel, sensor);
				if (relevant === null)
					excluded.push({ where, reason: exclusionReason(values[channel] ?? null) ?? '' });
				else if (other === null) excluded.push({ where, reason: 'no-comparison-question' });
				else
					contrasts.push({
						...{ questionId, chart, place, channel, sensor, relevant },
						comparison: other.value,
						comparedWith: other.questionId,
						lean: lean(sensor, relevant, other.value)
					});
			}
	return { contrasts, excluded };
}

interface Chosen {
	readonly value: number;
	readonly questionId: string;
}

function chartMean(presentations: readonly Presentation[], channel: string): Chosen | null {
	const values = presentations
		.filter(({ role }) => role === 'comparison')
		.map((one) => usable(one.values[channel]))
		.filter((value) => value !== null);
	if (values.length === 0) return null;
	return { value: values.reduce((sum, value) => sum + value, 0) / values.length, questionId: '' };
}

function strongerAdjacent(
	presentations: readonly Presentation[],
	place: number,
	channel: string,
	sensor: Sensor
): Chosen | null {
	const at = (step: number): Presentation | undefined => presentations[place + step];
	const value = (one: Presentation | undefined): Chosen | null => {
		const found = one?.role === 'comparison' ? usable(one.values[channel]) : null;
		return found === null || one === undefined
			? null
			: { value: found, questionId: one.questionId };
	};
	const near = (sign: 1 | -1): Chosen | null =>
		at(sign)?.role === 'relevant' ? value(at(2 * sign)) : value(at(sign));
	const before = near(-1);
	const after = near(1) ?? (before === null && at(1)?.role === 'neutral' ? value(at(2)) : null);
	if (before === null || after === null) return before ?? after;
	const isLarger = before.value > after.value;
	return isSmallerStronger(sensor) !== isLarger ? before : after;
}
