/**
 * Colours of overlays, for light and dark pages: blue, amber, violet and grey, which people with any colour vision tell
 * apart. Never red and green: nothing here judges. What differs in colour differs in its edge as well.
 *
 * @module
 * @source hues after Okabe & Ito, Color Universal Design
 */
import type { OverlayKind } from './shapes.ts';

/** Inner and edge of an overlay; `edge` says where its line lies. */
export interface OverlayColour {
	readonly fill: string;
	readonly line: string;
	readonly edge: 'top' | 'bottom' | 'around' | 'none';
	readonly isDashed: boolean;
}

type Pair = readonly [light: string, dark: string];
interface Style {
	readonly fill: Pair;
	readonly line: Pair;
	readonly edge: OverlayColour['edge'];
	readonly isDashed?: boolean;
}

const none: Pair = ['transparent', 'transparent'];
const violet: Pair = ['#5b3a8c', '#c7a6ff'];

const styles: Readonly<Record<OverlayKind, Style>> = {
	evaluation: {
		...{ fill: ['rgb(0 114 178 / 0.05)', 'rgb(86 180 233 / 0.06)'], edge: 'bottom' },
		...{ line: ['#0072b2', '#56b4e9'], isDashed: true }
	},
	latency: {
		...{ fill: ['rgb(230 159 0 / 0.32)', 'rgb(240 190 70 / 0.18)'], edge: 'none' },
		line: ['#8f6200', '#f0be46']
	},
	onset: {
		...{ fill: ['rgb(0 114 178 / 0.14)', 'rgb(86 180 233 / 0.18)'], edge: 'top' },
		line: ['#0072b2', '#56b4e9']
	},
	answer: {
		...{ fill: ['rgb(40 44 52 / 0.14)', 'rgb(225 230 240 / 0.15)'], edge: 'bottom' },
		line: ['#30343c', '#d3d9e4']
	},
	pulse: {
		fill: ['rgb(91 58 140 / 0.1)', 'rgb(199 166 255 / 0.12)'],
		line: violet,
		edge: 'around'
	},
	baseline: { fill: none, line: violet, edge: 'around', isDashed: true },
	measured: { fill: none, line: violet, edge: 'around' },
	rise: { fill: none, line: violet, edge: 'none' }
};

/** The colours of a kind in one theme. */
export function overlayColour(kind: OverlayKind, isDark: boolean): OverlayColour {
	const { fill, line, edge, isDashed = false } = styles[kind];
	const which = isDark ? 1 : 0;
	return { fill: fill[which], line: line[which], edge, isDashed };
}

/** The same for style sheets, which choose by the theme of the element. */
export function overlayCss(kind: OverlayKind): OverlayColour {
	const [light, dark] = [overlayColour(kind, false), overlayColour(kind, true)];
	return {
		...light,
		fill: `light-dark(${light.fill}, ${dark.fill})`,
		line: `light-dark(${light.line}, ${dark.line})`
	};
}
