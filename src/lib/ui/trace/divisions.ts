/**
 * Where time is divided below the strips, and where it is written.
 *
 * @module
 */

/** A time's label with the space beside it [CSS px]. */
const LABEL_ROOM = 56;
/** Divisions as on paper [s], and how many a picture has at most. */
const PAPER_S = 5;
const MOST_DIVISIONS = 61;

/** Divisions of time [s] at round times, wherever the picture begins: 5 s as on paper, more or less where they would crowd. */
export function divisions(fromS: number, toS: number): number[] {
	const spanS = toS - fromS;
	const step =
		spanS <= 20 ? 1 : spanS <= MOST_DIVISIONS * PAPER_S ? PAPER_S : stepOf(spanS, MOST_DIVISIONS);
	const first = Math.ceil(fromS / step);
	const count = Math.max(0, Math.floor(toS / step) - first + 1);
	return Array.from({ length: count }, (_, index) => (first + index) * step);
}

/**
 * Whether the time is written at a division.
 *
 * @param shown the time axis as it is now [s]
 * @param width of the picture [CSS px]
 */
export function isNamed(
	seconds: number,
	shown: { readonly min: number; readonly max: number },
	width: number
): boolean {
	return seconds % stepOf(shown.max - shown.min, Math.max(2, width / LABEL_ROOM)) === 0;
}

/** The smallest round step [s] of which a width has no more than so many. */
function stepOf(spanS: number, most: number): number {
	return [1, 5, 10, 20, 30, 60, 120, 300].find((step) => spanS / step <= most) ?? 600;
}
