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
/** A column that is no higher is drawn as one point, which takes half the time [device px]. */
const UNSEEN = 0.25;
/** Of columns that lie wholly at a limit these are drawn of each four: a dashed line is no measured one. */
const DASHED = [true, true, false, false] as const;

type Path = Pick<CanvasRenderingContext2D, 'moveTo' | 'lineTo'>;

/** Columns `from…to−1`; x of column 0 [device px]. */
interface Part {
	readonly from: number;
	readonly to: number;
	readonly x: number;
}

/**
 * Adds columns `from…to−1` to the path: through the minimum and the maximum of each, nearer one first, so that no
 * sample is left out. A column with a hole stands alone, and so does one with a sample at the converter's limit: a line
 * to it would say the signal went there, and it went further. Along the limit the trace is dashed. What leaves the strip is drawn on its edge, never hidden.
 */
export function traceColumns(context: Path, columns: Columns, part: Part, mapping: Mapping): void {
	if (isPlain(columns, part, mapping)) tracePlain(context, columns, part, mapping);
	else traceBroken(context, columns, part, mapping);
}

/** Whether every column has samples, and none a hole, a limit of the converter or an edge of the strip. */
function isPlain(
	{ min, max, state }: Columns,
	{ from, to }: Part,
	{ slope, offset, top, bottom, low, high }: Mapping
): boolean {
	if (to <= from) return false;
	let [least, most] = [Infinity, -Infinity];
	for (let column = from; column < to; column++) {
		if (state[column] !== 1) return false;
		least = Math.min(least, min[column] as number);
		most = Math.max(most, max[column] as number);
	}
	const [a, b] = [offset + slope * least, offset + slope * most];
	return least > low && most < high && Math.min(a, b) >= top && Math.max(a, b) <= bottom;
}

/** What nearly every picture is made of, without asking anything of each column. */
function tracePlain(
	context: Path,
	{ min, max }: Columns,
	{ from, to, x }: Part,
	{ slope, offset }: Mapping
): void {
	const first = offset + slope * (min[from] as number);
	let last = offset + slope * (max[from] as number);
	context.moveTo(x + from + 0.5, first === last ? first - 0.5 : first);
	context.lineTo(x + from + 0.5, last);
	for (let column = from + 1; column < to; column++) {
		const at = x + column + 0.5;
		const a = offset + slope * (min[column] as number);
		const b = offset + slope * (max[column] as number);
		const isDownFirst = Math.abs(last - a) <= Math.abs(last - b);
		const near = isDownFirst ? a : b;
		last = isDownFirst ? b : a;
		if (Math.abs(near - last) > UNSEEN) context.lineTo(at, near);
		context.lineTo(at, last);
	}
}

function traceBroken(
	context: Path,
	{ min, max, state }: Columns,
	{ from, to, x }: Part,
	{ slope, offset, top, bottom, low: least, high: most }: Mapping
): void {
	const inside = (y: number): number => (y < top ? top : y > bottom ? bottom : y);
	let last: number | null = null;
	let wasAlong = false;
	for (let column = from; column < to; column++) {
		const isHole = state[column] === -1;
		const low = min[column] ?? Infinity;
		const high = max[column] ?? -Infinity;
		if (isHole) last = null;
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
		else if (Math.abs(near - far) > UNSEEN) context.lineTo(at, near);
		context.lineTo(at, far);
		last = isClipped || isHole ? null : far;
	}
}
