/**
 * The rows of a question's table of items, by technique: which there are at first, which may be added, taken away and
 * moved, and which label of the field a row of a series gets.
 *
 * @module
 */
import { isSeries, type SeriesTechnique, type Technique } from '#lib/core/protocols/technique.ts';
import type { SequencePlace } from '#lib/core/protocols/technique-parts.ts';
import type { ItemRole } from '#lib/core/session/question.ts';

/** Anything with a role. */
interface Row {
	readonly role: ItemRole;
}

/** Roles of the rows a new question starts with, in order. */
export function startingRoles(technique: Technique): ItemRole[] {
	const times = <R extends ItemRole>(role: R, count: number): R[] =>
		Array.from({ length: Math.max(0, count) }, () => role);
	switch (technique.kind) {
		case 'recognition': {
			const { buffers, keys, foilsAtLeast } = technique.questions;
			return [
				...times('buffer', buffers.value),
				...times('key', keys.value),
				...times('foil', foilsAtLeast.value)
			];
		}
		case 'known-peak': {
			const { buffers, keys, foilsAtLeast } = technique.questions;
			const leading = technique.order.leadingBuffers.value;
			const before = Math.floor(foilsAtLeast.value / 2);
			return [
				...times('buffer', leading),
				...times('foil', before),
				...times('key', keys.value),
				...times('foil', foilsAtLeast.value - before),
				...times('buffer', buffers.value - leading)
			];
		}
		case 'search': {
			const { buffers, itemsAtLeast } = technique.questions;
			return [...times('buffer', buffers.value), ...times('item', itemsAtLeast.value)];
		}
		case 'comparison':
		case 'relevant-irrelevant':
			return technique.sequence.filter(({ optional }) => !optional).map(({ role }) => role);
	}
}

/** How many rows of a role a question has at least and at most; null = the technique has none of it. */
export function roleLimits(
	technique: Technique,
	role: ItemRole
): { readonly atLeast: number; readonly atMost: number } | null {
	const exactly = (count: number) => ({ atLeast: count, atMost: count });
	if (isSeries(technique)) {
		const places = technique.sequence.filter((place) => place.role === role);
		if (places.length === 0) return null;
		return { atLeast: places.filter(({ optional }) => !optional).length, atMost: places.length };
	}
	if (role === 'buffer') return exactly(technique.questions.buffers.value);
	if (technique.kind === 'search') {
		const { itemsAtLeast, itemsAtMost } = technique.questions;
		return role === 'item' ? { atLeast: itemsAtLeast.value, atMost: itemsAtMost.value } : null;
	}
	const { keys, foilsAtLeast, foilsAtMost } = technique.questions;
	if (role === 'key') return exactly(keys.value);
	return role === 'foil' ? { atLeast: foilsAtLeast.value, atMost: foilsAtMost.value } : null;
}

const countOf = (rows: readonly Row[], role: ItemRole): number =>
	rows.filter((row) => row.role === role).length;

/** Roles of which one more row may be added. */
export function addableRoles(technique: Technique, rows: readonly Row[]): ItemRole[] {
	const roles: readonly ItemRole[] = isSeries(technique)
		? technique.sequence.map(({ role }) => role)
		: ['buffer', 'key', 'foil', 'item'];
	return [...new Set(roles)].filter(
		(role) => countOf(rows, role) < (roleLimits(technique, role)?.atMost ?? 0)
	);
}

/** Whether a row may be taken away. */
export function isRemovable(technique: Technique, rows: readonly Row[], { role }: Row): boolean {
	return countOf(rows, role) > (roleLimits(technique, role)?.atLeast ?? 0);
}

/**
 * A list with one more row, where rows of its role stand: details before the buffers at the end, items before
 * “anything else”, questions of a series at the end of their role.
 */
export function withRow<R extends Row>(technique: Technique, rows: readonly R[], row: R): R[] {
	if (technique.kind === 'search' && row.role === 'item') return rows.toSpliced(-1, 0, row);
	const last = rows.findLastIndex(({ role }) => role === row.role);
	const added = rows.toSpliced(last === -1 ? rows.length : last + 1, 0, row);
	return isSeries(technique) ? placedRows(technique, added) : added;
}

/**
 * Where a row goes when it is moved; null = nowhere.
 *
 * Orders of a recognition test are drawn, so that its rows stay. In a series a row changes place with the next one of
 * its role, because the sequence is that of the technique; elsewhere with its neighbour, buffers excepted.
 */
export function movedTo(
	technique: Technique,
	rows: readonly Row[],
	from: number,
	step: 1 | -1
): number | null {
	const row = rows[from];
	if (row === undefined || technique.kind === 'recognition') return null;
	if (isSeries(technique)) {
		for (let to = from + step; to >= 0 && to < rows.length; to += step)
			if (rows[to]?.role === row.role) return to;
		return null;
	}
	const other = rows[from + step];
	if (other === undefined || row.role === 'buffer' || other.role === 'buffer') return null;
	return from + step;
}

/** Two rows with their places changed. */
export function swapped<R>(rows: readonly R[], a: number, b: number): R[] {
	const [first, second] = [rows[a], rows[b]];
	if (first === undefined || second === undefined) return [...rows];
	return rows.with(a, second).with(b, first);
}

/** Rows of a series in the sequence of its technique, each with the label of its place; others at the end, without. */
export function placedRows<R extends Row>(
	technique: Pick<SeriesTechnique, 'sequence'>,
	rows: readonly R[]
): (R & { label: string | undefined })[] {
	const waiting = new Map<ItemRole, R[]>();
	for (const row of rows) waiting.set(row.role, [...(waiting.get(row.role) ?? []), row]);
	const placed = filled(technique.sequence, rows).flatMap(({ role, label }) => {
		const row = waiting.get(role)?.shift();
		return row === undefined ? [] : [{ ...row, label: label }];
	});
	const left = [...waiting.values()].flat().map((row) => ({ ...row, label: undefined }));
	return [...placed, ...left];
}

/** Places that so many rows of each role fill: those that must be filled first, then the first optional ones. */
function filled(sequence: readonly SequencePlace[], rows: readonly Row[]): SequencePlace[] {
	const free = new Map<ItemRole, number>();
	for (const { role } of sequence) {
		const needed = sequence.filter((place) => place.role === role && !place.optional).length;
		free.set(role, countOf(rows, role) - needed);
	}
	return sequence.filter(({ role, optional }) => {
		if (!optional) return true;
		const left = free.get(role) ?? 0;
		free.set(role, left - 1);
		return left > 0;
	});
}
