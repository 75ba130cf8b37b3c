/**
 * Gain and centre of each strip: of the picture only, never of what is recorded or measured.
 *
 * @module
 */
import type { ChannelExtents, Extent } from '../recording/tiles.ts';
import { physical, type TraceChannel, type Transfer } from './strip.ts';

/** Lower and upper edge of a strip, in the channel's unit. */
export interface Span {
	readonly min: number;
	readonly max: number;
}

/** A strip whose trace fills less than this share is scaled anew. */
const LEAST_SHARE = 0.2;
/** Room above and below the trace, as a share of its height. */
const MARGIN = 0.15;
/** A skin conductance strip shows at least this much: noise must not look like responses. Unit: µS. */
const LEAST_EDA = 0.5;

/** The whole range of a channel. */
export function fullSpan({ physicalMin, physicalMax }: Transfer): Span {
	return { min: Math.min(physicalMin, physicalMax), max: Math.max(physicalMin, physicalMax) };
}

/** The smallest span a strip is scaled to by itself. */
function leastSpan({ kind, unit, transfer }: TraceChannel): number {
	const full = fullSpan(transfer);
	const share = (full.max - full.min) / (kind === 'movement' ? 5 : 100);
	return kind === 'eda' && unit === 'uS' ? Math.max(LEAST_EDA, share / 2) : share / 2;
}

/** A span that holds samples from…to−1 with some room; null = there are none. */
export function fittingSpan(
	channel: TraceChannel,
	tiles: ChannelExtents,
	from: number,
	to: number
): Span | null {
	const extent: Extent = tiles.extent(from, to);
	if (extent.min > extent.max) return null;
	const [a, b] = [physical(channel.transfer, extent.min), physical(channel.transfer, extent.max)];
	const centre = (a + b) / 2;
	const half = Math.max(Math.abs(b - a) / 2, leastSpan(channel) / 2) * (1 + 2 * MARGIN);
	return { min: centre - half, max: centre + half };
}

/** Whether a strip should be scaled anew: its trace has left it, or has become too small in it. */
export function isUnfit(span: Span, wanted: Span): boolean {
	const height = span.max - span.min;
	const room = ((wanted.max - wanted.min) * MARGIN) / (1 + 2 * MARGIN) / 2;
	if (wanted.min + room < span.min || wanted.max - room > span.max) return true;
	return (wanted.max - wanted.min) / height < LEAST_SHARE;
}

/** The span with another gain: factor 2 = the trace twice as high. */
export function withGain({ min, max }: Span, factor: number): Span {
	const centre = (min + max) / 2;
	const half = (max - min) / 2 / factor;
	return { min: centre - half, max: centre + half };
}

/** Height of a span, in the channel's unit. */
export function heightOf({ min, max }: Span): number {
	return Math.abs(max - min);
}

/** The span with another height around the same centre. */
export function withHeight(span: Span, height: number): Span {
	return heightOf(span) === height ? span : withGain(span, heightOf(span) / height);
}

/** The span moved by so much, in the channel's unit. */
export function moved({ min, max }: Span, by: number): Span {
	return { min: min + by, max: max + by };
}

/** The span upside down: its lower edge stands for the largest value. */
export function inverted({ min, max }: Span): Span {
	return { min: max, max: min };
}

/** The span moved so that a value is in its middle. */
export function centredOn({ min, max }: Span, value: number): Span {
	const half = (max - min) / 2;
	return { min: value - half, max: value + half };
}
