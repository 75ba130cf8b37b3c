/**
 * Draws reduced columns as lines of one device pixel.
 *
 * @module
 */
import { railsOf } from '#lib/core/signal/quality/flaw-rules.ts';
import type { Columns } from './columns.ts';
import { physical, type Transfer } from './strip.ts';

/** Where a strip lies on the overlay [device px], and which values its edges stand for. */
export interface StripGeometry {
	readonly top: number;
	readonly bottom: number;
	readonly min: number;
	readonly max: number;
}

/**
 * Straight line from counts to device pixels: y = offset + slope · count, kept inside the strip; and the counts at which
 * the converter is at its end.
 */
export interface Mapping {
	readonly slope: number;
	readonly offset: number;
	readonly top: number;
	readonly bottom: number;
	readonly low: number;
	readonly high: number;
}

/** The line from a channel's counts to the pixels of its strip. */
export function mappingOf(strip: StripGeometry, transfer: Transfer): Mapping {
	const scale = (strip.bottom - strip.top) / (strip.max - strip.min);
	const y = (count: number): number =>
		strip.bottom - (physical(transfer, count) - strip.min) * scale;
	const offset = y(0);
	const { top, bottom } = strip;
	return { slope: y(1) - offset, offset, top, bottom, ...railsOf(transfer) };
}

/** Height of a sample at the converter's limit, that one may see it [device px]. */
const DOT = 1.5;
/** Of columns that lie wholly at a limit these are drawn of each four: a dashed line is no measured one. */
const DASHED = [true, true, false, false] as const;

/**
 * Adds columns `from…to−1` to the path: through the minimum and the maximum of each, nearer one first, so that no
 * sample is left out. A column with a hole stands alone, and so does one with a sample at the converter's limit: a line
 * to it would say the signal went there, and it went further. Along the limit the trace is dashed. What leaves the strip is drawn on its edge, never hidden.
 *
 * @param x of column 0 of `columns` [device px]
 */
export function traceColumns(
	context: Pick<CanvasRenderingContext2D, 'moveTo' | 'lineTo'>,
	columns: Columns,
	{ from, to, x }: { from: number; to: number; x: number },
	{ slope, offset, top, bottom, low: least, high: most }: Mapping
): void {
	const inside = (y: number): number => (y < top ? top : y > bottom ? bottom : y);
	let last: number | null = null;
	let wasAlong = false;
	for (let column = from; column < to; column++) {
		const state = columns.state[column] ?? 0;
		const low = columns.min[column] ?? Infinity;
		const high = columns.max[column] ?? -Infinity;
		if (state === -1) last = null;
		if (low > high) continue;
		const isClipped = low <= least || high >= most;
		if (isClipped) last = null;
		const isAlong = high <= least || low >= most;
		// the first one may go on with what was drawn before
		const isBegun = isAlong && (wasAlong || column === from);
		const isDash = !isBegun || DASHED[(x + column) & 3];
		wasAlong = isAlong;
		if (!isDash) continue;
		const at = x + column + 0.5;
		const a = inside(offset + slope * low);
		const b = inside(offset + slope * high);
		const isDownFirst: boolean = last === null || Math.abs(last - a) <= Math.abs(last - b);
		const near: number = isDownFirst ? a : b;
		const far: number = isDownFirst ? b : a;
		if (last === null) context.moveTo(at, near === far ? near - (isClipped ? DOT : 0.5) : near);
		else context.lineTo(at, near);
		context.lineTo(at, far);
		last = isClipped || state === -1 ? null : far;
	}
}
