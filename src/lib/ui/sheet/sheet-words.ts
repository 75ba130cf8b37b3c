/**
 * Words of score sheets: positions, rows, seats.
 *
 * @module
 */
import type { BlindType } from '#lib/core/sheet/blind-view.ts';
import { scaleText } from '#lib/core/sheet/cells.ts';
import type { Scale, Seat } from '#lib/core/sheet/sheet.ts';
import { m } from '#lib/paraglide/messages.js';
import type { SheetKind, SheetRow } from './sheet-rows.ts';

/** A position with its sign, which is never shown by colour alone; `×` = not scorable. */
export function scoreText(score: number | null): string {
	if (score === null) return '×';
	if (score === 0) return '0';
	return score > 0 ? `+${score}` : `−${Math.abs(score)}`;
}

/** Name of a row: question and channel. */
export function rowText({ question, channel }: Pick<SheetRow, 'question' | 'channel'>): string {
	return `Q${question} · ${channel}`;
}

const seats: Readonly<Record<Seat, () => string>> = {
	first: m.scoring_seat_first,
	second: m.scoring_seat_second,
	third: m.scoring_seat_third
};

/** Who scored. */
export function seatText(seat: Seat): string {
	return seats[seat]();
}

/** What a cell of a sheet says. */
export function scaleAbout(kind: SheetKind, scale: Scale): string {
	const range = { scale: scaleText(scale) };
	if (kind === 'comparison') return m.scoring_scale_comparison(range);
	return kind === 'details' ? m.scoring_scale_about(range) : m.scoring_scale_irrelevant(range);
}

/** Types of questions as blind scorers are told them. */
export const typeText: Readonly<Record<Exclude<BlindType, 'item' | 'buffer'>, () => string>> = {
	neutral: m.analysis_role_neutral,
	sacrifice: m.analysis_role_sacrifice,
	symptomatic: m.analysis_role_symptomatic,
	comparison: m.analysis_role_comparison,
	relevant: m.analysis_role_relevant
};
