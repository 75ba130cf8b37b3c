/**
 * What the strips take: the small interface behind which live pictures and reviews are the same.
 *
 * @module
 */
import type { Snippet } from 'svelte';
import type { Flaw } from '#lib/core/signal/quality/flaw.ts';
import type { TraceGeometry } from './geometry.ts';
import type { TraceOverlay } from './overlays/shapes.ts';
import type { StripSpans } from './spans.svelte.ts';
import type { TraceBand, TraceChannel, TraceMark, TraceMode, TraceSource } from './strip.ts';
import type { TraceEngine } from './trace-engine.ts';

/** Of `TraceStrips`. */
export interface TraceProps {
	/** Accessible name of the picture. */
	readonly label: string;
	readonly channels: readonly TraceChannel[];
	/** Asked at every frame: a recording that begins is drawn without anyone telling. */
	readonly source: () => TraceSource | null;
	readonly rateHz: number;
	readonly mode: TraceMode;
	readonly secondsPerScreen: number;
	/** Left edge of a review [s]. */
	readonly fromS?: number;
	readonly bands?: readonly TraceBand[];
	readonly marks?: readonly TraceMark[];
	readonly overlays?: readonly TraceOverlay[];
	/** Drawn by others over the strips: handles, frames. It gets the places of strips and times. */
	readonly layer?: Snippet<[geometry: TraceGeometry]>;
	/** What is wrong with each channel; absent = not looked for. */
	readonly flaws?: readonly (readonly Flaw[])[];
	/** 0…1 by channel name. */
	readonly quality?: Readonly<Record<string, number>>;
	/** Samples that strips scale themselves to in a review; null = what is on the screen. */
	readonly scaleTo?: { readonly from: number; readonly to: number } | null;
	/** Scales of the strips, when others set or compare them. */
	readonly spans?: StripSpans;
	readonly height?: string;
	/** Hears the engine, e.g. to turn a pointer position into a time, or to measure. */
	readonly onready?: (engine: TraceEngine) => void;
}
