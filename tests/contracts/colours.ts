/**
 * Colour arithmetic for the contract of what is seen: style sheets read as text, colours as linear light.
 *
 * @module
 * @source contrast: WCAG 2.2, relative luminance and contrast ratio
 * @source OKLab, OKLCH: B. Ottosson 2020, as in CSS Color 4
 * @source colour vision: Machado, Oliveira & Fernandes 2009, severity 1.0, applied to linear light
 */

/** Red, green, blue as linear light, 0…1. */
export type Light = readonly [number, number, number];
type Matrix = readonly [Light, Light, Light];

/** How people see who lack one kind of cone, and how all others do. */
export const visions: Readonly<Record<string, Matrix>> = {
	full: [
		[1, 0, 0],
		[0, 1, 0],
		[0, 0, 1]
	],
	protanopia: [
		[0.152286, 1.052583, -0.204868],
		[0.114503, 0.786281, 0.099216],
		[-0.003882, -0.048116, 1.051998]
	],
	deuteranopia: [
		[0.367322, 0.860646, -0.227968],
		[0.280085, 0.672501, 0.047413],
		[-0.01182, 0.04294, 0.968881]
	],
	tritanopia: [
		[1.255528, -0.076749, -0.178779],
		[-0.078411, 0.930809, 0.147602],
		[0.004733, 0.691367, 0.3039]
	]
};

const times = (matrix: Matrix, [a, b, c]: Light): Light =>
	matrix.map(([x, y, z]) => x * a + y * b + z * c) as unknown as Light;
const each = (light: Light, change: (value: number) => number): Light =>
	light.map(change) as unknown as Light;
const clipped = (light: Light): Light => each(light, (value) => Math.min(1, Math.max(0, value)));
const toLinear = (s: number): number => (s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4);
const toGamma = (l: number): number =>
	l <= 0.0031308 ? 12.92 * l : 1.055 * l ** (1 / 2.4) - 0.055;

const LMS_TO_RGB: Matrix = [
	[4.0767416621, -3.3077115913, 0.2309699292],
	[-1.2684380046, 2.6097574011, -0.3413193965],
	[-0.0041960863, -0.7034186147, 1.707614701]
];
const LAB_TO_LMS: Matrix = [
	[1, 0.3963377774, 0.2158037573],
	[1, -0.1055613458, -0.0638541728],
	[1, -0.0894841775, -1.291485548]
];
const RGB_TO_LMS: Matrix = [
	[0.4122214708, 0.5363325363, 0.0514459929],
	[0.2119034982, 0.6806995451, 0.1073969566],
	[0.0883024619, 0.2817188376, 0.6299787005]
];
const LMS_TO_LAB: Matrix = [
	[0.2104542553, 0.793617785, -0.0040720468],
	[1.9779984951, -2.428592205, 0.4505937099],
	[0.0259040371, 0.7827717662, -0.808675766]
];

/** A colour with its opacity 0…1. */
export interface Paint {
	readonly light: Light;
	readonly alpha: number;
}

/** Reads `#rrggbb`, `rgb(r g b / a)`, `rgba(r, g, b, a)` and `oklch(l c h)`. */
export function paintOf(css: string): Paint {
	const numbers = (css.match(/-?[\d.]+/g) ?? []).map(Number);
	const [a = 0, b = 0, c = 0, alpha = 1] = numbers;
	const [, hex] = /^#([0-9a-f]{6})$/i.exec(css) ?? [];
	if (hex !== undefined)
		return { light: each(bytesOf(parseInt(hex, 16)), (v) => toLinear(v / 255)), alpha: 1 };
	if (/^rgba?\(/.test(css)) return { light: each([a, b, c], (v) => toLinear(v / 255)), alpha };
	if (!css.startsWith('oklch(')) throw new Error(`not a colour: ${css}`);
	const hue = (c * Math.PI) / 180;
	const lms = times(LAB_TO_LMS, [a, b * Math.cos(hue), b * Math.sin(hue)]);
	return {
		light: clipped(
			times(
				LMS_TO_RGB,
				each(lms, (v) => v ** 3)
			)
		),
		alpha
	};
}

const bytesOf = (number: number): Light => [number >> 16, (number >> 8) & 255, number & 255];

/** `#rrggbb` of a colour. */
export function hexOf(light: Light): string {
	const bytes = clipped(light).map((v) => Math.round(255 * toGamma(v)));
	return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** A colour laid over another; browsers mix the coded values, not the light. */
export function over({ light, alpha }: Paint, ground: Light): Light {
	const mixed = light.map((value, i) =>
		toLinear(alpha * toGamma(value) + (1 - alpha) * toGamma(ground[i] ?? 0))
	);
	return mixed as unknown as Light;
}

/** Contrast ratio, 1…21. */
export function contrast(a: Light, b: Light): number {
	const [x, y] = [a, b].map(([r, g, bl]) => 0.2126 * r + 0.7152 * g + 0.0722 * bl + 0.05);
	return Math.max(x ?? 0, y ?? 0) / Math.min(x ?? 0, y ?? 0);
}

/** A colour in OKLab: lightness 0…1, and two axes. */
export const oklab = (light: Light): Light =>
	times(LMS_TO_LAB, each(times(RGB_TO_LMS, light), Math.cbrt));

/** Distance of two colours in OKLab as somebody of that vision sees them; black and white are 1 apart. */
export function distance(a: Light, b: Light, vision: Matrix): number {
	const [x, y] = [a, b].map((light) => oklab(clipped(times(vision, light))));
	return Math.hypot(...(x ?? [0]).map((value, i) => value - (y?.[i] ?? 0)));
}

/** A rule of a style sheet: its selector with those it stands in, outermost first, and what it declares. */
export interface Rule {
	readonly path: readonly string[];
	readonly declared: Readonly<Record<string, string>>;
}

/** The rules of a style sheet in their order. Strings with braces or semicolons are not understood. */
export function rulesOf(css: string): Rule[] {
	const rules: Rule[] = [];
	const path: string[] = [];
	for (const [, text = '', end] of css.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{}]*)([{}])/g))
		if (end === '{') {
			path.push(text.slice(text.lastIndexOf(';') + 1).trim());
		} else {
			const pairs = [...text.matchAll(/([\w-]+)\s*:\s*([^;]+);/g)];
			const declared = Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, value]));
			rules.push({ path: [...path], declared });
			path.pop();
		}
	return rules;
}
