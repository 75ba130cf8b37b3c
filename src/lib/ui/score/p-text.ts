/**
 * A probability as a page writes it.
 *
 * @module
 */
import { probabilityText } from '#lib/core/statistics/probability-text.ts';
import { m } from '#lib/paraglide/messages.js';

/** `p = .0123`; methods without a null hypothesis that could be true have none. */
export function pText(p: number | null): string {
	return p === null ? m.analysis_no_p() : `p = ${probabilityText(p)}`;
}
