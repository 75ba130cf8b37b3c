/**
 * A drawn sheet as an SVG file of its own.
 *
 * @module
 */
import { DRAWING } from './paper.ts';
import type { Shape } from './shapes.ts';

const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;'
};
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (one) => ENTITIES[one] ?? '');

/** The drawing; its unit is the millimetre. */
export function sheetSvg(shapes: readonly Shape[], title: string): string {
	const { width, height } = DRAWING;
	return (
		`<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}" ` +
		`font-family="Noto Sans SC, Microsoft YaHei, SimSun, sans-serif" fill="#000"><title>${escaped(title)}</title>` +
		`${shapes.map(shapeText).join('')}</svg>`
	);
}

function shapeText(shape: Shape): string {
	switch (shape.kind) {
		case 'line': {
			const dash = shape.dash ?? [];
			return (
				`<path d="${shape.path}" fill="none" stroke="${shape.colour}" stroke-width="${shape.width}" ` +
				`stroke-linecap="round" stroke-linejoin="round"` +
				(dash.length > 0 ? ` stroke-dasharray="${dash.join(' ')}"` : '') +
				(shape.opacity === undefined ? '/>' : ` stroke-opacity="${shape.opacity}"/>`)
			);
		}
		case 'area': {
			const { x, y, width, height, opacity } = shape;
			return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill-opacity="${opacity}"/>`;
		}
		case 'text': {
			const anchor = shape.anchor === 'start' ? '' : ` text-anchor="${shape.anchor}"`;
			return `<text x="${shape.x}" y="${shape.y}" font-size="${shape.size}"${anchor}>${escaped(shape.text)}</text>`;
		}
	}
}
