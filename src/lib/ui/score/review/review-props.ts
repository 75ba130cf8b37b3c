/**
 * What a review of a recorded chart is given.
 *
 * @module
 */
import type { Snippet } from 'svelte';
import type { MeasurementSettings } from '#lib/core/signal/measure/settings.ts';
import type { StripSpans } from '../../trace/spans.svelte.ts';
import type { Caliper } from './caliper.svelte.ts';
import type { MeasuredPlace } from './review-overlays.ts';
import type { ReviewPlace } from './review-place.svelte.ts';
import type { ReviewedChart, ReviewFocus } from './reviewed-chart.ts';

/** Properties of RecordingReview. */
export interface RecordingReviewProps {
	/** Where recordings are asked for: `sessionPlace` or `scoringPlace` of browser/recordings. */
	place: string;
	label: string;
	chart: ReviewedChart;
	/** Presentation and channel that are looked at: the trace jumps there. */
	focus?: ReviewFocus | null;
	/** What is shown and where the cursor stands, when others want to know or to set it. */
	at?: ReviewPlace;
	/** Length of a question whose end was not marked [s]. */
	readingS?: number;
	/** What the session is measured with; null = nothing is (the windows of the field are drawn). */
	settings?: MeasurementSettings | null;
	/** Where the value looked at was measured, empty = nowhere; absent = it must not be seen. */
	measured?: MeasuredPlace | undefined;
	/** Points that can be moved; null = none. */
	caliper?: Caliper | null;
	/** Scales of the strips, when they are compared with others. */
	spans?: StripSpans | undefined;
	/** Little room: no legend; the digits switch its overlays all the same. */
	isCompact?: boolean;
	/** Below the traces. */
	children?: Snippet;
	/** More buttons beside those that move the view. */
	more?: Snippet;
	/** More keys while the review has the focus. */
	actionOf?: (key: string) => (() => void) | undefined;
}
