/**
 * How the roles of items are called on the examiner's desk.
 *
 * @module
 */
import type { ItemRole } from '#lib/core/session/question.ts';
import { m } from '#lib/paraglide/messages.js';

const words: Readonly<Record<ItemRole, () => string>> = {
	buffer: m.desk_role_buffer,
	key: m.desk_role_key,
	foil: m.desk_role_foil,
	item: m.desk_role_item,
	neutral: m.desk_role_neutral,
	sacrifice: m.desk_role_sacrifice,
	symptomatic: m.desk_role_symptomatic,
	comparison: m.desk_role_comparison,
	relevant: m.desk_role_relevant
};

/** Name of a role, in the language of the page. */
export function roleWord(role: ItemRole): string {
	return words[role]();
}
