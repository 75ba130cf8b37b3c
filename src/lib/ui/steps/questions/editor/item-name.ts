/**
 * What a row of the table of items is called: its label of the field, or its role with a number where there are several.
 *
 * @module
 */
import { m } from '#lib/paraglide/messages.js';
import { roleText } from '../../item-words.ts';
import type { ItemFields } from '../question-fields.ts';

/** Names of all rows, in order. */
export function rowNames(
	rows: readonly Pick<ItemFields, 'role'>[],
	labels: readonly (string | undefined)[]
): string[] {
	return rows.map(({ role }, index) => {
		const label = labels[index];
		if (label !== undefined) return `${label} ${roleText(role)}`;
		const number = rows.slice(0, index + 1).filter((row) => row.role === role).length;
		if (role === 'foil') return m.steps_foil_number({ number });
		const isAlone = rows.filter((row) => row.role === role).length === 1;
		return isAlone ? roleText(role) : `${roleText(role)} ${number}`;
	});
}
