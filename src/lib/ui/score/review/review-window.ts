/**
 * The part of a recording that a review shows.
 *
 * @module
 */

/** Left edge and width [s]. */
export interface ReviewWindow {
	readonly fromS: number;
	readonly spanS: number;
}

/** Widths that can be chosen [s]; beside them the whole chart. */
export const spans = [10, 30, 60, 120, 180, 300] as const;
/** Narrowest view [s]. */
const NARROWEST_S = 2;

/** The window inside a recording of this length. */
export function inside({ fromS, spanS }: ReviewWindow, lengthS: number): ReviewWindow {
	const span = Math.min(Math.max(spanS, NARROWEST_S), Math.max(lengthS, NARROWEST_S));
	return { spanS: span, fromS: Math.min(Math.max(0, fromS), Math.max(0, lengthS - span)) };
}

/** Moved by a share of its width; positive = later. */
export function panned(window: ReviewWindow, share: number, lengthS: number): ReviewWindow {
	return inside({ ...window, fromS: window.fromS + share * window.spanS }, lengthS);
}

/** Another width around a moment that stays where it is on the screen. */
export function zoomed(
	window: ReviewWindow,
	wantedS: number,
	aroundS: number,
	lengthS: number
): ReviewWindow {
	const share = (aroundS - window.fromS) / window.spanS;
	return held(window, { from: share, to: share, scale: wantedS / window.spanS }, lengthS);
}

/**
 * A window that is held by a moment, as with one finger or two.
 *
 * @param hold the moment at share `from` of the width goes to share `to`; `scale` = 2: twice as many seconds are shown
 */
export function held(
	{ fromS, spanS }: ReviewWindow,
	hold: { readonly from: number; readonly to: number; readonly scale: number },
	lengthS: number
): ReviewWindow {
	const span = inside({ fromS: 0, spanS: spanS * hold.scale }, lengthS).spanS;
	return inside({ fromS: fromS + hold.from * spanS - hold.to * span, spanS: span }, lengthS);
}

/**
 * The samples from the start to the end announcement of a chart: strips scale themselves to these, because sensors are
 * put on before and taken off after. Where one was not marked the recording's own end stands for it.
 *
 * @param samples length of the recording
 */
export function betweenAnnouncements(
	{
		announcedStart,
		announcedEnd
	}: { readonly announcedStart: number | null; readonly announcedEnd: number | null },
	samples: number
): { readonly from: number; readonly to: number } {
	const from = Math.max(0, announcedStart ?? 0);
	const to = Math.min(samples, announcedEnd ?? samples);
	return to > from ? { from, to } : { from: 0, to: samples };
}
