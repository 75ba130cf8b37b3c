/**
 * Words of score sheets: positions, rows, seats.
 *
 * @module
 */
import type { Seat } from '#lib/core/sheet/sheet.ts';
import { m } from '#lib/paraglide/messages.js';
import type { SheetRow } from './sheet-rows.ts';

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
