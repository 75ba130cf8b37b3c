/**
 * Whether an order keeps the rules of its technique: looked at as it stands, without drawing it again.
 *
 * @module
 */
import {
	isScoredRole,
	isSeries,
	type SeriesTechnique,
	type Technique
} from '../../protocols/technique.ts';
import type { OrderableQuestion, Place } from './orderable.ts';
import { filledPlaces } from './series.ts';

/**
 * What is wrong with the order of one chart.
 *
 * Of every technique: only items of the list, nothing scored first in a question, each item exactly as often as it
 * should be. Of each kind what its orders promise, see chartOrder.
 *
 * @returns English, for a refusal; null when nothing is
 * @throws {LabError} `technique/sequence` when a series does not fit its technique
 */
export function orderProblem(
	technique: Technique,
	questions: readonly OrderableQuestion[],
	order: readonly Place[]
): string | null {
	const runs = runsOf(order);
	const listed = runs.map(({ questionId }) => questions.find((q) => q.questionId === questionId));
	const expected = isSeries(technique) ? 1 : questions.length;
	if (runs.length !== expected || new Set(runs.map((run) => run.questionId)).size !== expected)
		return `expected ${expected} questions, each unbroken, got ${runs.length}`;
	for (const [index, run] of runs.entries()) {
		const question = listed[index];
		if (question === undefined) return `expected a question of the list, got ${run.questionId}`;
		const roles = run.itemIds.map((id) => question.items.find(({ itemId }) => itemId === id)?.role);
		if (roles.includes(undefined)) return `expected items of ${run.questionId}`;
		const problem = isSeries(technique)
			? seriesProblem(technique, question, run.itemIds)
			: listProblem(technique, question, run.itemIds);
		if (problem !== null) return `${problem} in ${run.questionId}`;
	}
	return null;
}

/** Presentations of the same question one after the other. */
function runsOf(order: readonly Place[]): { questionId: string; itemIds: string[] }[] {
	const runs: { questionId: string; itemIds: string[] }[] = [];
	for (const { questionId, itemId } of order) {
		const last = runs.at(-1);
		if (last?.questionId === questionId) last.itemIds.push(itemId);
		else runs.push({ questionId, itemIds: [itemId] });
	}
	return runs;
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
	a.length === b.length && a.every((one, index) => one === b[index]);

function listProblem(
	technique: Exclude<Technique, SeriesTechnique>,
	question: OrderableQuestion,
	itemIds: readonly string[]
): string | null {
	const told = question.items.map(({ itemId }) => itemId);
	if (!isSame(itemIds.toSorted(), told.toSorted())) return 'expected every item once';
	if (technique.kind === 'known-peak')
		return isSame(itemIds, told) ||
			(technique.order.alternates && isSame(itemIds, told.toReversed()))
			? null
			: 'expected the order that was told, or its reverse';
	const roleOf = (id: string) => question.items.find(({ itemId }) => itemId === id)?.role;
	const scored = itemIds.filter((id) => roleOf(id) !== 'buffer');
	if (!isSame(itemIds.slice(itemIds.length - scored.length), scored))
		return 'expected buffers first';
	const hasBuffer = scored.length < itemIds.length;
	if (technique.kind === 'recognition')
		return hasBuffer || roleOf(itemIds[0] ?? '') === 'foil' ? null : 'expected no key first';
	return hasBuffer ? searchProblem(technique, told, scored) : 'expected a buffer first';
}

function searchProblem(
	{ order }: Extract<Technique, { kind: 'search' }>,
	told: readonly string[],
	scored: readonly string[]
): string | null {
	const listed = told.filter((id) => scored.includes(id));
	const isLast = order.anythingElse === 'last';
	if (isLast && scored.at(-1) !== listed.at(-1)) return 'expected “anything else” last';
	if (order.arrangement === 'random') return null;
	const [moving, given] = isLast ? [listed.slice(0, -1), scored.slice(0, -1)] : [listed, scored];
	return isSame(given, moving) || isSame(given, moving.toReversed())
		? null
		: 'expected the items as listed, or backwards';
}

function seriesProblem(
	technique: SeriesTechnique,
	question: OrderableQuestion,
	itemIds: readonly string[]
): string | null {
	const places = filledPlaces(technique, question);
	const { repetition } = technique;
	const block = places.filter(({ repeated }) => repeated);
	const start = places.findIndex(({ repeated }) => repeated);
	const counts = repetition ? [repetition.firstChart, repetition.furtherCharts] : [1];
	const times = counts.find((n) => places.length + block.length * (n - 1) === itemIds.length);
	if (times === undefined) return `expected ${places.length} places, got ${itemIds.length}`;
	const again = Array.from({ length: times - 1 }, () => block).flat();
	const read = start === -1 ? places : places.toSpliced(start + block.length, 0, ...again);
	const items = itemIds.map((id) => question.items.find(({ itemId }) => itemId === id));
	const wrong = read.findIndex((place, index) => place.role !== items[index]?.role);
	if (wrong !== -1) return `expected ${read[wrong]?.role} at place ${wrong + 1}`;
	if (isScoredRole(items[0]?.role ?? 'relevant')) return 'expected nothing scored first';
	return question.items.every(({ itemId }) =>
		[1, times].includes(itemIds.filter((id) => id === itemId).length)
	)
		? null
		: 'expected every question as often as its place is read';
}
