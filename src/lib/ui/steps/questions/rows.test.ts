import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseProtocol } from '#lib/core/protocols/parse.ts';
import type { Technique } from '#lib/core/protocols/technique.ts';
import { chartOrder } from '#lib/core/technique/order.ts';
import type { ItemRole } from '#lib/core/session/question.ts';
import {
	addableRoles,
	isRemovable,
	movedTo,
	roleLimits,
	startingRoles,
	swapped,
	withRow
} from './rows.ts';

const read = (id: string): Technique => {
	const name = `techniques/${id}.yaml`;
	const parsed = parseProtocol(name, readFileSync(`protocols/${name}`, 'utf8'));
	if ('problems' in parsed || parsed.kind !== 'technique') throw new Error(JSON.stringify(parsed));
	return parsed.value;
};
const all = [
	'cit',
	'pot-known',
	'pot-searching',
	'utah-zct',
	'federal-zct',
	'you-phase',
	'afmgqt',
	'directed-lie',
	'relevant-irrelevant'
];
const rowsOf = (roles: readonly ItemRole[]) => roles.map((role, n) => ({ role, text: `${n}` }));

test.each(all)('the rows a new question of %s starts with can be put in order', (id) => {
	const technique = read(id);
	const items = startingRoles(technique).map((role, n) => ({ itemId: `i${n}`, role }));
	const draw = { questions: [{ questionId: 'q', items }], seed: 1, chart: 1 };
	expect(new Set(chartOrder(technique, draw).map(({ itemId }) => itemId)).size).toBe(items.length);
});

test.each(all)('rows of %s are added up to the most and taken away down to the least', (id) => {
	const technique = read(id);
	let rows = rowsOf(startingRoles(technique));
	for (let n = 0; n < 30; n++) {
		const [role] = addableRoles(technique, rows);
		if (role !== undefined) rows = withRow(technique, rows, { role, text: 'new' });
	}
	expect(addableRoles(technique, rows)).toEqual([]);
	for (const role of new Set(rows.map((row) => row.role)))
		expect(rows.filter((row) => row.role === role)).toHaveLength(
			roleLimits(technique, role)!.atMost
		);
	for (let at = rows.length - 1; at >= 0; at--)
		if (isRemovable(technique, rows, rows[at]!)) rows = rows.toSpliced(at, 1);
	expect(rows.map(({ role }) => role).toSorted()).toEqual(startingRoles(technique).toSorted());
});

test('a foil is added before the buffers at the end, an item before “anything else”', () => {
	const peak = read('pot-known');
	const added = withRow(peak, rowsOf(startingRoles(peak)), { role: 'foil', text: 'new' });
	expect(added.slice(-3).map(({ role }) => role)).toEqual(['foil', 'buffer', 'buffer']);
	const search = read('pot-searching');
	const rows = rowsOf(startingRoles(search));
	expect(withRow(search, rows, { role: 'item', text: 'new' }).at(-1)).toBe(rows.at(-1));
});

test('rows move where an order is told, never over a buffer; in a series with the next of their role', () => {
	const peak = read('pot-known');
	const rows = rowsOf(startingRoles(peak));
	expect(movedTo(peak, rows, 2, -1)).toBeNull();
	expect(movedTo(peak, rows, 2, 1)).toBe(3);
	expect(movedTo(peak, rows, 0, 1)).toBeNull();
	expect(movedTo(read('cit'), rowsOf(['buffer', 'key', 'foil', 'foil']), 2, 1)).toBeNull();
	const utah = read('utah-zct');
	const series = rowsOf(startingRoles(utah));
	const [first, second] = series.flatMap(({ role }, at) => (role === 'relevant' ? [at] : []));
	expect(movedTo(utah, series, first!, 1)).toBe(second);
	expect(movedTo(utah, series, first!, -1)).toBeNull();
	expect(swapped(series, first!, second!).map(({ role }) => role)).toEqual(
		series.map(({ role }) => role)
	);
});
