/**
 * Widths of the texts on a picture: the same few words are written at every step, and measuring them takes longer than
 * drawing their lines.
 *
 * @module
 */

/** So many are kept; they are forgotten together. */
const MOST = 1000;

const widths = new Map<string, number>();

/** Width of a text in the font the context has now [px]. */
export function textWidth(
	context: Pick<CanvasRenderingContext2D, 'font' | 'measureText'>,
	text: string
): number {
	const key = `${context.font}\n${text}`;
	const known = widths.get(key);
	if (known !== undefined) return known;
	if (widths.size >= MOST) widths.clear();
	const { width } = context.measureText(text);
	widths.set(key, width);
	return width;
}

// a font that has come since has other widths
if (typeof document !== 'undefined')
	document.fonts.addEventListener('loadingdone', () => {
		widths.clear();
	});
