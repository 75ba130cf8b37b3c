import { expect, test } from 'vitest';
import { Axes, type AxesContent } from './axes.ts';
import { paletteOf } from './palette.ts';
import { clock } from './time.ts';

const palette = paletteOf(document.body);
const scales = [
	{ min: 0, max: 12.5, isNumbered: true, isReversed: false },
	{ min: -40, max: 900, isNumbered: false, isReversed: true }
];
const part = (fromS: number, toS: number, min = 0): AxesContent => ({
	...{ fromS, toS, timeText: clock, palette, fontFamily: 'sans-serif' },
	scales: [{ ...scales[0]!, min }, scales[1]!]
});

/** The picture after these contents one after the other, and where its strips lie. */
function shown(...contents: readonly AxesContent[]) {
	const canvas = document.createElement('canvas');
	document.body.append(canvas);
	const axes = new Axes(canvas);
	axes.resize(900, 400, 2);
	for (const content of contents) axes.show(content);
	const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
	const drawn = { data, places: [axes.areas, axes.sides] };
	axes.destroy();
	canvas.remove();
	return drawn;
}

/** Bytes of the picture that are not the same. */
const different = (
	{ data: a }: ReturnType<typeof shown>,
	{ data: b }: ReturnType<typeof shown>
): number => a.reduce((sum, value, i) => (value === b[i] ? sum : sum + 1), 0);

test('a picture that was moved is the picture that is made anew, to the pixel', () => {
	const first = part(0, 120);
	for (const [fromS, toS] of [
		[3.7, 123.7],
		[0, 7200],
		[7120, 7130],
		[61.03, 63.03]
	] as const) {
		const wanted = shown(part(fromS, toS));
		for (const moved of [
			shown(first, part(fromS, toS)),
			shown(first, part(0, 7200), part(fromS, toS))
		]) {
			expect(moved.places).toEqual(wanted.places);
			expect(different(moved, wanted)).toBe(0);
		}
	}
});

test('other scales, and scales after a move, are laid out anew', () => {
	const wanted = shown(part(5, 65, -3));
	expect(different(shown(part(0, 60), part(5, 65), part(5, 65, -3)), wanted)).toBe(0);
	expect(different(shown(part(0, 60)), wanted)).toBeGreaterThan(0);
});

test('the numbers of a strip turn upside down with its trace, and back', () => {
	const upright = part(0, 60);
	const turned = { ...upright, scales: [{ ...scales[0]!, isReversed: true }, scales[1]!] };
	expect(different(shown(upright), shown(turned))).toBeGreaterThan(0);
	expect(different(shown(upright, turned), shown(turned))).toBe(0);
	expect(different(shown(turned, upright), shown(upright))).toBe(0);
});

test('time is divided every 5 s at round times, wherever the picture begins', () => {
	const canvas = document.createElement('canvas');
	const axes = new Axes(canvas);
	axes.resize(900, 400, 1);
	axes.show(part(3.7, 123.7));
	const { left, right } = axes.sides;
	// between two horizontal lines
	const y = Math.round(axes.areas[0]!.top) + 3;
	const row = canvas.getContext('2d')!.getImageData(0, y, canvas.width, 1).data;
	const inked = Array.from({ length: canvas.width }, (_, x) => x).filter(
		(x) => x > left + 1 && x < right - 1 && row[4 * x + 3]! > 0
	);
	const wanted = Array.from(
		{ length: 24 },
		(_, k) => left + ((5 * (k + 1) - 3.7) / 120) * (right - left)
	);
	for (const x of wanted) expect(inked.some((one) => Math.abs(one - x) <= 1)).toBe(true);
	for (const x of inked) expect(wanted.some((one) => Math.abs(one - x) <= 1)).toBe(true);
	axes.destroy();
});

test('more strips, and fewer, are laid out as if they had been there from the beginning', () => {
	const two = part(0, 60);
	const three = { ...two, scales: [{ ...two.scales[0]!, max: 7 }, ...two.scales] };
	for (const [before, wanted] of [
		[two, three],
		[three, two]
	] as const) {
		const made = shown(wanted);
		const changed = shown(before, wanted);
		expect(changed.places).toEqual(made.places);
		expect(different(changed, made)).toBe(0);
	}
});
