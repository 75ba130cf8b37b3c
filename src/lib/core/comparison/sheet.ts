/**
 * The score sheet of a comparison-question test: scores by question, chart and sensor, subtotals and grand total.
 *
 * @module
 */
import { LabError } from '../errors.ts';
import type { Sensor } from '../score-table/cell.ts';
import type { Contrast } from './contrasts.ts';

/** One score: one presentation of a relevant question on one sensor (two belts make one). */
export interface SheetCell {
	readonly questionId: string;
	readonly chart: number;
	readonly place: number;
	readonly sensor: Sensor;
	readonly score: number;
	/** What each channel adds to the score. */
	readonly parts: readonly { readonly channel: string; readonly score: number }[];
}

/** A sheet with its sums. */
export interface Sheet {
	readonly cells: readonly SheetCell[];
	readonly subtotals: readonly { readonly questionId: string; readonly total: number }[];
	readonly grandTotal: number;
	readonly perChannel: readonly {
		readonly channel: string;
		readonly contribution: number | null;
	}[];
}

/**
 * Scores every contrast and adds up.
 *
 * Two belts give one respiration score: of opposite sign 0, otherwise the one farther from 0 (both alike: half each
 * as contribution); a single usable belt counts alone. Other doubled channels are treated alike.
 *
 * @param score score of one contrast
 * @throws {LabError} `scoring/too-few-items` when nothing is left to score
 */
export function sheetOf(
	contrasts: readonly Contrast[],
	channels: readonly string[],
	score: (contrast: Contrast) => number
): Sheet {
	if (contrasts.length === 0)
		throw new LabError(
			'scoring/too-few-items',
			'expected a relevant question with a comparison question on one channel, got none'
		);
	const groups = new Map<string, Contrast[]>();
	for (const contrast of contrasts) {
		const key = `${contrast.chart} ${contrast.place} ${contrast.sensor}`;
		groups.set(key, [...(groups.get(key) ?? []), contrast]);
	}
	const cells = [...groups.values()].flatMap((group): SheetCell[] => {
		const [first] = group;
		if (first === undefined) return [];
		const { questionId, chart, place, sensor } = first;
		const parts = onePart(group.map((one) => ({ channel: one.channel, score: score(one) })));
		return [{ questionId, chart, place, sensor, score: sum(parts.map((p) => p.score)), parts }];
	});
	const ids = [...new Set(cells.map(({ questionId }) => questionId))];
	const totalOf = (id: string): number =>
		sum(cells.filter(({ questionId }) => questionId === id).map((cell) => cell.score));
	const parts = cells.flatMap((cell) => cell.parts);
	const used = new Set(contrasts.map(({ channel }) => channel));
	return {
		cells,
		subtotals: ids.map((questionId) => ({ questionId, total: totalOf(questionId) })),
		grandTotal: sum(cells.map((cell) => cell.score)),
		perChannel: channels.map((channel) => ({
			channel,
			contribution: used.has(channel)
				? sum(parts.filter((part) => part.channel === channel).map((part) => part.score))
				: null
		}))
	};
}

const sum = (values: readonly number[]): number => values.reduce((total, v) => total + v, 0);

type Part = SheetCell['parts'][number];

/** One score from the channels of one sensor, split over those that give it. */
function onePart(parts: readonly Part[]): Part[] {
	const scores = parts.map(({ score }) => score);
	if (scores.some((score) => score > 0) && scores.some((score) => score < 0)) return [];
	const farthest = Math.max(...scores.map(Math.abs));
	const giving = parts.filter(({ score }) => Math.abs(score) === farthest);
	return giving.map(({ channel, score }) => ({ channel, score: score / giving.length }));
}
