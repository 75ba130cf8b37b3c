/**
 * From aligned values to the paths and numbers of a picture.
 *
 * @module
 */
import {
	AFTER_S,
	BEFORE_S,
	columnTime,
	type AlignedBand,
	type AlignedLine
} from './aligned-lines.ts';

/** Where values lie on a picture [px]. */
export interface PictureScale {
	readonly left: number;
	readonly right: number;
	readonly top: number;
	readonly bottom: number;
	/** Values of the bottom and of the top. */
	readonly min: number;
	readonly max: number;
}

/** Pixel of a time from the onset [s]. */
export function xOf({ left, right }: PictureScale, seconds: number): number {
	return left + ((seconds + BEFORE_S) / (BEFORE_S + AFTER_S)) * (right - left);
}

/** Pixel of a value. */
export function yOf({ top, bottom, min, max }: PictureScale, value: number): number {
	return bottom - ((value - min) / (max - min)) * (bottom - top);
}

const px = (value: number): string => value.toFixed(1);

/** Path through the minimum and the maximum of each column, nearer one first; a column without value interrupts it. */
export function linePath(
	{ min, max }: Pick<AlignedLine, 'min' | 'max'>,
	scale: PictureScale
): string {
	const parts: string[] = [];
	let last: number | null = null;
	min.forEach((low, column) => {
		const high = max[column] ?? Number.NaN;
		if (Number.isNaN(low) || Number.isNaN(high)) {
			last = null;
			return;
		}
		const [a, b] = [yOf(scale, low), yOf(scale, high)];
		const isLowFirst = last === null || Math.abs(last - a) <= Math.abs(last - b);
		const [near, far] = isLowFirst ? [a, b] : [b, a];
		parts.push(`${last === null ? 'M' : 'L'}${px(xOf(scale, columnTime(column)))} ${px(near)}`);
		if (px(near) !== px(far)) parts.push(`V${px(far)}`);
		last = far;
	});
	return parts.join('');
}

/** The area of mean ± SD; one closed path for each stretch of columns with a value. */
export function bandPath({ mean, sd }: AlignedBand, scale: PictureScale): string {
	const stretches: number[][] = [];
	mean.forEach((value, column) => {
		if (Number.isNaN(value)) return;
		const last = stretches.at(-1);
		if (last?.at(-1) === column - 1) last.push(column);
		else stretches.push([column]);
	});
	const point = (column: number, sign: 1 | -1): string => {
		const value = (mean[column] ?? 0) + sign * (sd[column] ?? 0);
		return `${px(xOf(scale, columnTime(column)))} ${px(yOf(scale, value))}`;
	};
	return stretches
		.map((columns) => {
			const above = columns.map((column) => point(column, 1));
			const below = columns.toReversed().map((column) => point(column, -1));
			return `M${[...above, ...below].join('L')}Z`;
		})
		.join('');
}

/** A second-by-second series as steps from 0 s on; a second without value interrupts it. */
export function stepPath(seconds: readonly (number | null)[], scale: PictureScale): string {
	const parts: string[] = [];
	let isDown = false;
	seconds.forEach((value, second) => {
		if (value === null) {
			isDown = false;
			return;
		}
		const y = px(yOf(scale, value));
		parts.push(isDown ? `V${y}` : `M${px(xOf(scale, second))} ${y}`);
		parts.push(`H${px(xOf(scale, second + 1))}`);
		isDown = true;
	});
	return parts.join('');
}

/** Round values between two limits, four to eight of them. */
export function ticksOf(min: number, max: number): number[] {
	const raw = (max - min) / 4;
	const power = 10 ** Math.floor(Math.log10(raw));
	const step = power * (raw / power >= 5 ? 5 : raw / power >= 2 ? 2 : 1);
	const first = Math.ceil(min / step - 1e-9);
	const last = Math.floor(max / step + 1e-9);
	return Array.from({ length: last - first + 1 }, (_, i) =>
		Number(((first + i) * step).toPrecision(12))
	);
}

/** A value as a label, with a true minus sign. */
export function valueText(value: number): string {
	return String(Number(value.toPrecision(4))).replace('-', '−');
}

/** A value rounded to a hundredth or less of what is shown, with a true minus sign. */
export function roundedText(value: number, range: number): string {
	const digits = range > 0 ? Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(range)))) : 3;
	return String(Number(value.toFixed(digits)) + 0).replace('-', '−');
}

/** Heights moved as little as needed to stand apart, in the order given; for the names at the ends of lines. */
export function spread(
	heights: readonly number[],
	{ least, top, bottom }: { readonly least: number; readonly top: number; readonly bottom: number }
): number[] {
	const gap = Math.min(least, (bottom - top) / Math.max(1, heights.length - 1));
	const order = heights
		.map((_, index) => index)
		.sort((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0));
	const placed = [...heights];
	let free = top;
	for (const index of order) {
		placed[index] = Math.max(placed[index] ?? top, free);
		free = (placed[index] ?? top) + gap;
	}
	let room = bottom;
	for (const index of order.toReversed()) {
		placed[index] = Math.min(placed[index] ?? bottom, room);
		room = (placed[index] ?? bottom) - gap;
	}
	return placed;
}
