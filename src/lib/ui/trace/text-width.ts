/**
 * Widths of the texts on a picture: the same few words are written at every step, and measuring them takes longer than
 * drawing their lines.
 *
 * @module
 */

/** So many of a font are kept; they are forgotten together. */
const MOST = 1000;

/** By font. */
const known = new Map<string, Map<string, number>>();

/** Sets the font of a context, and gives the widths of texts in it [px]. */
export function widthsIn(
	context: Pick<CanvasRenderingContext2D, 'font' | 'measureText'>,
	font: string
): (text: string) => number {
	context.font = font;
	const widths = known.get(font) ?? new Map<string, number>();
	known.set(font, widths);
	return (text) => {
		const width = widths.get(text);
		if (width !== undefined) return width;
		if (widths.size >= MOST) widths.clear();
		const measured = context.measureText(text).width;
		widths.set(text, measured);
		return measured;
	};
}

// a font that has come since has other widths
if (typeof document !== 'undefined')
	document.fonts.addEventListener('loadingdone', () => {
		known.clear();
	});
