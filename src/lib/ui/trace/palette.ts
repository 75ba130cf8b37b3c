/**
 * Colours of the picture in the theme of the page. Those of the traces are the field's: breathing blue, skin
 * conductance green, heart red, pulse brown, movement tan. They name a channel and judge nothing.
 *
 * @module
 */
import type { Palette } from './axes.ts';
import { overlayColour } from './overlays/colours.ts';

const light: Palette['trace'] = {
	rsp: '#1d5fbf',
	eda: '#14733a',
	cardio: '#b3261e',
	ecg: '#b3261e',
	ppg: '#7a4a1c',
	movement: '#8a7442',
	other: '#555b66'
};
const dark: Palette['trace'] = {
	rsp: '#7db2ff',
	eda: '#6ad08f',
	cardio: '#ff8f86',
	ecg: '#ff8f86',
	ppg: '#d9a26b',
	movement: '#cdb680',
	other: '#aab2c0'
};

/** The palette that fits the theme an element is shown in. */
export function paletteOf(element: Element): Palette {
	const style = getComputedStyle(element);
	const isDark = style.colorScheme === 'dark';
	const variable = (name: string): string => style.getPropertyValue(name).trim();
	return {
		text: variable('--ink') || style.color,
		grid: variable('--line') || '#ccd',
		band: isDark ? 'rgba(120, 150, 255, 0.16)' : 'rgba(60, 90, 200, 0.10)',
		pause: isDark ? 'rgba(200, 200, 200, 0.12)' : 'rgba(90, 90, 90, 0.10)',
		mark: variable('--line-strong') || '#889',
		gap: variable('--attention') || '#a70',
		overlay: (kind) => overlayColour(kind, isDark),
		trace: isDark ? dark : light
	};
}

/** Calls back when the theme changes, until the returned function is called. */
export function onThemeChange(tell: () => void): () => void {
	const observer = new MutationObserver(tell);
	observer.observe(document.documentElement, { attributeFilter: ['data-theme', 'class'] });
	const media = matchMedia('(prefers-color-scheme: dark)');
	media.addEventListener('change', tell);
	return () => {
		observer.disconnect();
		media.removeEventListener('change', tell);
	};
}
