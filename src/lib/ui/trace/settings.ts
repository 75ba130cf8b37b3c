/**
 * What a picture shows, and what its still layer needs of that.
 *
 * @module
 */
import type { AxesContent, Palette } from './axes.ts';
import { fullSpan, type Span } from './scales.ts';
import type { TraceChannel, TraceMode } from './strip.ts';

/** What the engine shows; changes are given to `configure`. */
export interface TraceSettings {
	/** In the order of the strips, top to bottom. */
	readonly channels: readonly TraceChannel[];
	/** Index of each strip's channel in the source. */
	readonly sourceIndex: readonly number[];
	readonly rateHz: number;
	readonly mode: TraceMode;
	readonly secondsPerScreen: number;
	/** Left edge of a review [s]. */
	readonly fromS: number;
	/** One for each strip; the lower edge above the upper one = drawn upside down. */
	readonly spans: readonly Span[];
	readonly palette: Palette;
	readonly fontFamily: string;
	readonly timeText: (seconds: number) => string;
}

/** What counts until something is shown. */
export const NO_SETTINGS = { mode: 'review', secondsPerScreen: 1, fromS: 0, rateHz: 1 } as const;

/** What the still layer shows. */
export function axesContent(settings: TraceSettings): AxesContent {
	const { mode, secondsPerScreen, fromS, spans, channels, palette, fontFamily, timeText } =
		settings;
	const start = mode === 'review' ? fromS : mode === 'scroll' ? -secondsPerScreen : 0;
	return {
		scales: channels.map((channel, strip) => {
			const { min, max } = spans[strip] ?? fullSpan(channel.transfer);
			const edges = { min: Math.min(min, max), max: Math.max(min, max), isReversed: min > max };
			return { ...edges, isNumbered: channel.unit !== 'counts' };
		}),
		...{ fromS: start, toS: start + secondsPerScreen, timeText, palette, fontFamily }
	};
}
