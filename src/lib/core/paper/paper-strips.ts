/**
 * Where each channel lies on paper, and which values its strip stands for. One millimetre of a strip means the same on
 * all sheets of a chart; only its centre is set anew on each, as an examiner recentres a pen.
 *
 * @module
 */
import type { ChannelExtents, Run } from '../recording/tiles.ts';
import { fittingSpan, fullSpan, type Span } from './scales.ts';
import { stripOrder, unitText, type TraceChannel } from './strip.ts';
import { DRAWING } from './paper.ts';

/** One channel's place [mm]. */
export interface PaperStrip {
	/** Index of the channel in the recording. */
	readonly index: number;
	readonly channel: TraceChannel;
	readonly top: number;
	readonly bottom: number;
}

/** Between two strips [mm]. */
const GAP = 1;
/** Share of the height by kind; 1 for the others. */
const weights: Readonly<Record<string, number | undefined>> = { eda: 1.4, movement: 0.6 };

/** The strips from top to bottom, in the order of the field. */
export function paperStrips(channels: readonly TraceChannel[]): PaperStrip[] {
	const ordered = stripOrder(channels).flatMap((index) => {
		const channel = channels[index];
		return channel === undefined ? [] : [{ index, channel, weight: weights[channel.kind] ?? 1 }];
	});
	const total = ordered.reduce((sum, { weight }) => sum + weight, 0);
	const { top, bottom } = DRAWING.strips;
	const room = bottom - top - GAP * Math.max(0, ordered.length - 1);
	let at: number = top;
	return ordered.map(({ index, channel, weight }) => {
		const begin = at;
		const end = begin + (room * weight) / total;
		at = end + GAP;
		return { index, channel, top: begin, bottom: end };
	});
}

/**
 * The span of a channel on each sheet: all of the same height, that of the sheet which needs most.
 *
 * @param pages samples of each sheet
 * @param announced samples between X and XX, which alone set the scale; null = not announced
 */
export function pageSpans(
	channel: TraceChannel,
	tiles: ChannelExtents,
	pages: readonly Run[],
	announced: Run | null
): Span[] {
	const spans = pages.map((page) => {
		const [from, to] = [
			Math.max(page.from, announced?.from ?? 0),
			Math.min(page.to, announced?.to ?? Infinity)
		];
		const inside = to > from ? fittingSpan(channel, tiles, from, to) : null;
		return { inside, any: inside ?? fittingSpan(channel, tiles, page.from, page.to) };
	});
	const known = spans.flatMap(({ inside }) => inside ?? []);
	const all = known.length > 0 ? known : spans.flatMap(({ any }) => any ?? []);
	const height = Math.max(0, ...all.map(({ min, max }) => max - min));
	return spans.map(({ any }) => {
		if (any === null || height === 0) return fullSpan(channel.transfer);
		const centre = (any.min + any.max) / 2;
		return { min: centre - height / 2, max: centre + height / 2 };
	});
}

/** Tallest that a scale bar may be, as a share of its strip. */
const BAR_SHARE = 0.4;

/** The bar beside a strip: a round value and its height [mm]; null = uncalibrated, there is no unit it could have. */
export function scaleBar(
	{ channel, top, bottom }: PaperStrip,
	{ min, max }: Span
): { readonly text: string; readonly height: number } | null {
	if (channel.unit === 'counts') return null;
	const most = BAR_SHARE * (max - min);
	const power = 10 ** Math.floor(Math.log10(most));
	const value = power * (most / power >= 5 ? 5 : most / power >= 2 ? 2 : 1);
	return {
		text: `${Number(value.toPrecision(1))} ${unitText(channel.unit)}`,
		height: ((bottom - top) * value) / (max - min)
	};
}

/** The values a strip reaches from and to; null = uncalibrated. */
export function rangeText({ unit }: TraceChannel, { min, max }: Span): string | null {
	if (unit === 'counts') return null;
	const digits = Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(max - min))));
	return `${min.toFixed(digits)} … ${max.toFixed(digits)} ${unitText(unit)}`.replaceAll('-', '−');
}
