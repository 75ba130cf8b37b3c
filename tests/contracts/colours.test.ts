/** What everybody must be able to read: every pair of colours in every look, and traces under every colour vision. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { overlayColour } from '#lib/ui/trace/overlays/colours.ts';
import { overlayKinds } from '#lib/ui/trace/overlays/shapes.ts';
import { bandColours } from '#lib/ui/trace/palette.ts';
import { traceColours, traceSets } from '#lib/ui/trace/trace-colours.ts';
import * as colour from './colours.ts';

const css = readFileSync(resolve(import.meta.dirname, '../../src/app.css'), 'utf8');
const rules = colour.rulesOf(css);
const SCREEN = '@media screen and (forced-colors: none)';

const looks = (['light', 'dark'] as const).flatMap((theme) =>
	(['normal', 'high'] as const).map((contrast) => ({ theme, contrast }))
);
type Look = (typeof looks)[number];

/** The variables that hold in a look, as a browser cascades them: later and more exact rules win. */
function variablesOf({ theme, contrast }: Look): (name: string) => colour.Light {
	const selectors = [
		':root',
		...(contrast === 'high' ? [`${SCREEN} [data-contrast='high']`] : []),
		...(theme === 'dark' ? [`${SCREEN} [data-theme='dark']`] : []),
		...(theme === 'dark' && contrast === 'high'
			? [`${SCREEN} [data-theme='dark'][data-contrast='high']`]
			: [])
	];
	const found = selectors.map((selector) => rules.find(({ path }) => path.join(' ') === selector));
	expect(found.every((rule) => rule !== undefined)).toBe(true);
	const all = Object.fromEntries(found.flatMap((rule) => Object.entries(rule?.declared ?? {})));
	return (name) => colour.paintOf(all[`--${name}`] ?? `no colour --${name}`).light;
}

/** Names of pairs below their limit, with their contrast. */
function tooWeak(pairs: readonly (readonly [string, colour.Light, colour.Light])[], least: number) {
	return pairs.flatMap(([name, a, b]) => {
		const found = colour.contrast(a, b);
		return found < least ? [`${name}: ${found.toFixed(2)}`] : [];
	});
}

const TEXTS = ['ink', 'muted', 'accent', 'attention', 'danger'];
const GROUNDS = ['ground', 'panel', 'sunken', 'accent-soft', 'attention-soft', 'danger-soft'];

describe.each(looks)('$theme, $contrast contrast', (look) => {
	const of = variablesOf(look);
	const isHigh = look.contrast === 'high';
	const [text, shape] = isHigh ? [7, 4.5] : [4.5, 3];
	const bands = bandColours[look.theme][look.contrast];
	const panel = of('panel');
	const onBand = [bands.band, bands.pause].map((css) => colour.over(colour.paintOf(css), panel));

	test('every text can be read on every ground', () => {
		const pairs = TEXTS.flatMap((ink) =>
			GROUNDS.map((ground) => [`${ink} on ${ground}`, of(ink), of(ground)] as const)
		);
		const more = [['accent-ink on accent', of('accent-ink'), of('accent')] as const];
		expect(tooWeak([...pairs, ...more], text)).toEqual([]);
	});

	test('edges of controls and marks of state stand out from what they lie on', () => {
		const shapes = ['line-strong', 'accent', 'attention', 'danger', ...(isHigh ? ['line'] : [])];
		const pairs = shapes.flatMap((name) =>
			['ground', 'panel', 'sunken'].map((on) => [`${name} on ${on}`, of(name), of(on)] as const)
		);
		expect(tooWeak(pairs, shape)).toEqual([]);
	});

	test('traces, marks, gaps and their labels stand out on the panel and on bands', () => {
		const grounds = [panel, ...onBand];
		const traces = traceSets.flatMap((set) => Object.entries(traceColours[set][look.theme]));
		const shapes = [
			...traces.map(([kind, css]) => [kind, colour.paintOf(css).light] as const),
			...(['line-strong', 'attention'] as const).map((name) => [name, of(name)] as const)
		];
		const over = (
			least: number,
			named: readonly (readonly [string, colour.Light])[],
			on = grounds
		) =>
			tooWeak(
				named.flatMap(([name, a]) => on.map((b, i) => [`${name} on ${i}`, a, b] as const)),
				least
			);
		expect(over(shape, shapes, [panel])).toEqual([]);
		expect(over(3, shapes)).toEqual([]);
		expect(over(text, [['band label', of('ink')]])).toEqual([]);
	});

	test('overlays are seen on the panel, and traces through them', () => {
		const weak = overlayKinds.flatMap((kind) => {
			const { line, fill, edge } = overlayColour(kind, look.theme === 'dark');
			const lines = edge === 'none' && kind !== 'rise' ? [] : [line];
			const ground = fill === 'transparent' ? panel : colour.over(colour.paintOf(fill), panel);
			return [
				...tooWeak(
					lines.map((css) => [kind, colour.paintOf(css).light, panel] as const),
					shape
				),
				...traceSets.flatMap((set) =>
					tooWeak(
						Object.entries(traceColours[set][look.theme]).map(
							([name, css]) => [`${name} over ${kind}`, colour.paintOf(css).light, ground] as const
						),
						3
					)
				)
			];
		});
		expect(weak).toEqual([]);
	});

	test('the grid is seen and stays behind the traces', () => {
		const grid = colour.contrast(of('grid'), panel);
		expect(grid).toBeGreaterThan(isHigh ? 1.8 : 1.3);
		for (const set of traceSets)
			for (const css of Object.values(traceColours[set][look.theme]))
				expect(colour.contrast(colour.paintOf(css).light, panel)).toBeGreaterThan(1.5 * grid);
	});
});

/** Strips that can lie next to each other, from top to bottom; the heart's two signals share a colour. */
const KINDS = ['rsp', 'eda', 'cardio', 'ppg', 'movement', 'other'] as const;
/** Least distance in OKLab of strips that can be neighbours, and of any two; 0.02 is just noticed on large areas. */
const LEAST = { neighbours: 0.15, any: 0.12 };

/** The least distances of a set of traces under a vision. */
function leastOf(set: (typeof traceSets)[number], theme: 'light' | 'dark', vision: string) {
	const least = { neighbours: 1, any: 1 };
	const matrix = colour.visions[vision]!;
	const lights = KINDS.map((kind) => colour.paintOf(traceColours[set][theme][kind]).light);
	lights.forEach((a, i) => {
		lights.slice(i + 1).forEach((b, j) => {
			const found = colour.distance(a, b, matrix);
			least.any = Math.min(least.any, found);
			// a strip may be missing: up to two kinds lie between neighbours
			if (j < 2) least.neighbours = Math.min(least.neighbours, found);
		});
	});
	return least;
}

describe.each(['light', 'dark'] as const)('traces in %s', (theme) => {
	test.each(Object.keys(colour.visions))('are told apart by people with vision: %s', (vision) => {
		const { neighbours, any } = leastOf('safe', theme, vision);
		expect(neighbours).toBeGreaterThanOrEqual(LEAST.neighbours);
		expect(any).toBeGreaterThanOrEqual(LEAST.any);
	});

	test('the field set would not do: the measure tells good from bad', () => {
		const least = ['protanopia', 'deuteranopia', 'tritanopia'].map(
			(vision) => leastOf('field', theme, vision).neighbours
		);
		expect(Math.min(...least)).toBeLessThan(0.08);
	});
});

/** Hue in OKLab [degrees, 0…360] and chroma. */
function hueOf(css: string): { hue: number; chroma: number } {
	const [, a, b] = colour.oklab(colour.paintOf(css).light);
	return { hue: ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360, chroma: Math.hypot(a, b) };
}

test('without a choice traces have the colours of the field', () => {
	expect(traceSets[0]).toBe('field');
	const families = {
		...{ rsp: [230, 280], eda: [140, 165], cardio: [15, 40], ecg: [15, 40] },
		...{ ppg: [45, 75], movement: [75, 100] }
	};
	for (const theme of ['light', 'dark'] as const)
		for (const [kind, [from = 0, to = 0]] of Object.entries(families)) {
			const { hue } = hueOf(traceColours.field[theme][kind as keyof typeof families]);
			expect(hue, `${kind} ${theme}`).toBeGreaterThan(from);
			expect(hue, `${kind} ${theme}`).toBeLessThan(to);
		}
});

test('nothing that is laid over a trace is red or green: nothing evaluates', () => {
	for (const isDark of [false, true])
		for (const kind of overlayKinds) {
			const { hue, chroma } = hueOf(overlayColour(kind, isDark).line);
			const isRedOrGreen = hue < 45 || hue > 340 || (hue > 115 && hue < 175);
			expect(isRedOrGreen && chroma > 0.04, kind).toBe(false);
		}
});

test('no component brings colours of its own, except those of paper', () => {
	const src = resolve(import.meta.dirname, '../../src');
	const named = readdirSync(src, { recursive: true, encoding: 'utf8' })
		.map((file) => file.replaceAll('\\', '/'))
		.filter((file) => file.endsWith('.svelte') && !file.startsWith('lib/ui/print/'));
	// `text-red-600`, `#a00`, `rgb(…)`: nobody has measured them
	const own =
		/[a-z]-(?:red|orange|amber|yellow|lime|green|teal|cyan|blue|indigo|violet|purple|pink|rose|gray|slate|zinc|stone|neutral)-\d{2,3}\b|["'\s:[]#[0-9a-f]{3,8}\b(?=["'\s;\]])|\b(?:rgba?|hsl|oklch)\(/i;
	expect(named.length).toBeGreaterThan(100);
	const found = named.filter((file) => own.test(readFileSync(resolve(src, file), 'utf8')));
	expect(found).toEqual([]);
	for (const bad of ['class="text-red-600"', "fill: '#a00'", 'rgb(1 2 3)'])
		expect(own.test(bad), bad).toBe(true);
});

describe('the arithmetic itself', () => {
	test('agrees with published values', () => {
		const hex = (css: string): string => colour.hexOf(colour.paintOf(css).light);
		// CSS Color 4: the primaries of sRGB in OKLCH
		expect(hex('oklch(0.62796 0.25768 29.234)')).toBe('#ff0000');
		expect(hex('oklch(0.86644 0.29483 142.495)')).toBe('#00ff00');
		expect(hex('oklch(0.45201 0.31321 264.052)')).toBe('#0000ff');
		// WCAG: black on white, and the grey known as the lightest that passes
		const white = colour.paintOf('#ffffff').light;
		expect(colour.contrast(colour.paintOf('#000000').light, white)).toBeCloseTo(21, 9);
		expect(colour.contrast(colour.paintOf('#767676').light, white)).toBeCloseTo(4.54, 2);
		// grey is grey to everybody
		const grey = colour.paintOf('#808080').light;
		for (const vision of Object.values(colour.visions))
			expect(colour.distance(grey, white, vision)).toBeCloseTo(
				colour.distance(grey, white, colour.visions['full']!),
				3
			);
		// laid over: six tenths of the coded values
		const half = colour.over({ light: [0, 0, 0], alpha: 0.4 }, white);
		expect(colour.hexOf(half)).toBe('#999999');
	});

	test('finds a colour that was made bad', () => {
		const bad = colour.rulesOf(css.replace(/--muted: [^;]+;/, '--muted: oklch(0.7 0.02 240);'));
		const [root] = bad.filter(({ path }) => path.join() === ':root');
		const muted = colour.paintOf(root?.declared['--muted'] ?? '').light;
		expect(tooWeak([['muted', muted, [1, 1, 1]]], 4.5)).toEqual(['muted: 2.66']);
	});
});
