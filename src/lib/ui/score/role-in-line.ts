/**
 * Roles of items as they stand within a line of words.
 *
 * @module
 */
import type { ItemRole } from '#lib/core/session/question.ts';
import { m } from '#lib/paraglide/messages.js';

const roles: Record<ItemRole, () => string> = {
	...{ buffer: m.analysis_buffer, key: m.analysis_key, foil: m.analysis_foil },
	...{ item: m.analysis_role_item, neutral: m.analysis_role_neutral },
	...{ sacrifice: m.analysis_role_sacrifice, symptomatic: m.analysis_role_symptomatic },
	...{ comparison: m.analysis_role_comparison, relevant: m.analysis_role_relevant }
};

/** What an item is, in small letters. */
export function roleInLine(role: ItemRole): string {
	return roles[role]();
}
