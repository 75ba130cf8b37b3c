/**
 * One value per item over several channels and charts, for methods that score a whole test at once.
 *
 * @module
 */
import { LabError } from '../errors.ts';
import { exclusionReason, usable, type Sensor } from './cell.ts';
import type { TableOf } from './tables.ts';

/** How a method turns measurements into item values. */
export interface Combination {
	/** Values of the usable items of one question in one chart, from their strengths (larger = stronger). */
	readonly transform: (strengths: readonly number[]) => readonly number[];
	/** Weight of a sensor; channels of one sensor (two belts) share it, except `other`. */
	readonly weightOf: (sensor: Sensor) => number;
	/** Value of an item that cannot be used; null = it does not count. */
	readonly unusable: number | null;
}

/** One question with the combined value of each item. */
export interface CombinedQuestion {
	readonly questionId: string;
	/** Shape [items]. */
	readonly values: readonly number[];
	/** Index of the key among `values`. */
	readonly key: number;
	/** What each channel adds to the key's value, in the order of the table; adds up to it. */
	readonly keyParts: readonly number[];
}

/** The questions that can be scored, and what was left out. */
export interface CombinedTest {
	readonly questions: readonly CombinedQuestion[];
	readonly excluded: readonly { readonly where: string; readonly reason: string }[];
}

/**
 * Averages the transformed values over charts, then over channels with their weights.
 *
 * Which values count never depends on which item is the key, so that any scored item might as well be the key
 * under the null and the permutation probability stays exact.
 *
 * @throws {LabError} `scoring/too-few-items` when no question has a usable key and foil
 */
export function combinedItems(table: TableOf<'details'>, how: Combination): CombinedTest {
	const ids = [
		...new Set(table.channels.flatMap(({ questions }) => questions.map((q) => q.questionId)))
	];
	const excluded = table.channels.flatMap(({ channel, questions }) =>
		questions.flatMap(({ questionId, chart, values }) =>
			values.flatMap((cell, i) => {
				const reason = exclusionReason(cell);
				const where = `${channel} chart ${chart} ${questionId} item ${i + 1}`;
				return reason === null ? [] : [{ where, reason }];
			})
		)
	);
	const questions = ids.flatMap((id): CombinedQuestion[] => {
		const question = combinedQuestion(table, id, how);
		if (question === null) excluded.push({ where: id, reason: 'key-or-foils-not-scorable' });
		return question === null ? [] : [question];
	});
	if (questions.length === 0)
		throw new LabError(
			'scoring/too-few-items',
			'expected a question with a scorable key and foil, got none'
		);
	return { questions, excluded };
}

function combinedQuestion(
	table: TableOf<'details'>,
	id: string,
	how: Combination
): CombinedQuestion | null {
	const byChannel = table.channels.map((channel) => channelMeans(channel, id, how));
	const own = table.channels.flatMap(({ questions }) => questions).find((q) => q.questionId === id);
	const width = own?.values.length ?? 0;
	const parts = Array.from({ length: width }, (_, item) =>
		weighted(
			byChannel.map((means) => means?.[item] ?? null),
			table.channels.map(({ sensor }) => sensor),
			how
		)
	);
	const items = parts.flatMap((list, item) => (list === null ? [] : [{ item, list }]));
	const key = items.findIndex(({ item }) => item === own?.keyIndex);
	const keyParts = items[key]?.list;
	if (keyParts === undefined || items.length < 2) return null;
	const values = items.map(({ list }) => list.reduce((sum, part) => sum + part, 0));
	return { questionId: id, values, key, keyParts };
}

/** Mean over charts of each item; null = never usable. The whole is null when no chart has two usable items. */
function channelMeans(
	channel: TableOf<'details'>['channels'][number],
	id: string,
	how: Combination
): (number | null)[] | null {
	const sign = channel.stronger === 'larger' ? 1 : -1;
	const rows = channel.questions
		.filter(({ questionId }) => questionId === id)
		.map(({ values }) => values.map(usable))
		.filter((values) => values.filter((value) => value !== null).length >= 2);
	if (rows.length === 0) return null;
	const turned = rows.map((values) => {
		const used = values.flatMap((value) => (value === null ? [] : [sign * value]));
		const results = how.transform(used);
		let at = 0;
		return values.map((value) => (value === null ? how.unusable : (results[at++] ?? 0)));
	});
	return (rows[0] ?? []).map((_, item) => {
		const found = turned.map((row) => row[item] ?? null).filter((value) => value !== null);
		return found.length === 0 ? null : found.reduce((sum, v) => sum + v, 0) / found.length;
	});
}

/** What each channel adds to a weighted mean; null when no channel has a value. */
function weighted(
	values: readonly (number | null)[],
	sensors: readonly Sensor[],
	how: Combination
): number[] | null {
	const weights = values.map((value, i) => {
		const sensor = sensors[i] ?? 'other';
		if (value === null) return 0;
		const sharing = values.filter((other, j) => other !== null && sensors[j] === sensor).length;
		return how.weightOf(sensor) / (sensor === 'other' ? 1 : sharing);
	});
	const sum = weights.reduce((total, weight) => total + weight, 0);
	return sum > 0 ? values.map((value, i) => ((value ?? 0) * (weights[i] ?? 0)) / sum) : null;
}
