/**
 * Colours of the picture in the theme, contrast and set of traces of the page.
 *
 * @module
 */
import type { Palette } from './axes.ts';
import { overlayColour } from './overlays/colours.ts';
import { traceColours } from './trace-colours.ts';

type Look = 'light' | 'dark';

/** Grounds of bands: the greater contrast, the stronger. */
export const bandColours: Readonly<
	Record<
		Look,
		Readonly<Record<'normal' | 'high', { readonly band: string; readonly pause: string }>>
	>
> = {
	light: {
		normal: { band: 'rgba(60, 90, 200, 0.10)', pause: 'rgba(90, 90, 90, 0.10)' },
		high: { band: 'rgba(60, 90, 200, 0.16)', pause: 'rgba(60, 60, 60, 0.16)' }
	},
	dark: {
		normal: { band: 'rgba(120, 150, 255, 0.16)', pause: 'rgba(200, 200, 200, 0.12)' },
		high: { band: 'rgba(120, 150, 255, 0.22)', pause: 'rgba(220, 220, 220, 0.2)' }
	}
};

const forced = (): MediaQueryList => matchMedia('(forced-colors: active)');

/**
 * The palette that fits the place an element is shown in. Paper is light whatever the theme. Where the system forces
 * its colours all traces have that of text: only the system knows what stands out from its ground.
 */
export function paletteOf(element: Element): Palette {
	const style = getComputedStyle(element);
	const { contrast, traces } = document.documentElement.dataset;
	const look: Look = style.colorScheme === 'dark' ? 'dark' : 'light';
	const isForced = forced().matches && style.getPropertyValue('forced-color-adjust') !== 'none';
	const variable = (name: string): string => style.getPropertyValue(name).trim();
	const colours = traceColours[traces === 'safe' ? 'safe' : 'field'][look];
	return {
		text: variable('--ink') || style.color,
		grid: variable('--grid') || '#ccd',
		...bandColours[look][contrast === 'high' ? 'high' : 'normal'],
		mark: variable('--line-strong') || '#889',
		gap: variable('--attention') || '#a70',
		overlay: (kind) => overlayColour(kind, look === 'dark'),
		isBold: contrast === 'high' || isForced,
		trace: isForced ? plain(colours) : colours
	};
}

const plain = (colours: Palette['trace']): Palette['trace'] =>
	Object.fromEntries(Object.keys(colours).map((kind) => [kind, 'CanvasText']));

/** Calls back when the look of the page changes, until the returned function is called. */
export function onThemeChange(tell: () => void): () => void {
	const observer = new MutationObserver(tell);
	observer.observe(document.documentElement, {
		attributeFilter: ['data-theme', 'data-contrast', 'data-traces', 'class']
	});
	const media = [forced(), matchMedia('(prefers-color-scheme: dark)')];
	for (const query of media) query.addEventListener('change', tell);
	return () => {
		observer.disconnect();
		for (const query of media) query.removeEventListener('change', tell);
	};
}
