/**
 * Where a review of a recording stands: the part that is shown, and the cursor.
 *
 * @module
 */
import { held, inside, panned, zoomed, type ReviewWindow } from './review-window.ts';

/** Width at first [s]. */
const FIRST_SPAN_S = 120;
/** Where a presentation that is jumped to begins, as a share of the width: what led to it is seen too. */
const LEAD = 0.25;

/** The place of one review. */
export class ReviewPlace {
	/** What is shown. */
	shown = $state.raw<ReviewWindow>({ fromS: 0, spanS: FIRST_SPAN_S });
	/** Sample a person pointed at; null = none yet. */
	cursor = $state<number | null>(null);
	/** Length of the recording [s]. */
	lengthS = $state(0);

	/** Middle of what is shown [s]. */
	get middleS(): number {
		return this.shown.fromS + this.shown.spanS / 2;
	}

	/** Moves by a share of the width. */
	move(share: number): void {
		this.shown = panned(this.shown, share, this.lengthS);
	}

	/** Another width around a moment. */
	widen(spanS: number, aroundS: number = this.middleS): void {
		this.shown = zoomed(this.shown, spanS, aroundS, this.lengthS);
	}

	/** Another left edge, the same width. */
	slide(fromS: number): void {
		this.shown = inside({ ...this.shown, fromS }, this.lengthS);
	}

	/** Another part, held by a moment: see `held`. */
	hold(window: ReviewWindow, how: Parameters<typeof held>[1]): void {
		this.shown = held(window, how, this.lengthS);
	}

	/** Whether the whole chart is shown, so that there is nowhere to go. */
	get isWhole(): boolean {
		return this.shown.fromS <= 0 && this.shown.spanS >= this.lengthS;
	}

	/** The whole chart. */
	whole(): void {
		this.shown = inside({ fromS: 0, spanS: Infinity }, this.lengthS);
	}

	/** Brings a stretch into view; what is in view already stays where it is. */
	bring(fromS: number, toS: number): void {
		const { fromS: left, spanS } = this.shown;
		if (fromS >= left && toS <= left + spanS) return;
		const span = Math.max(spanS, (toS - fromS) / (1 - LEAD));
		this.shown = inside({ fromS: fromS - LEAD * span, spanS: span }, this.lengthS);
	}

	/** What a key does; undefined = nothing. */
	actionOf(key: string): (() => void) | undefined {
		return {
			ArrowLeft: () => this.move(-0.2),
			ArrowRight: () => this.move(0.2),
			PageUp: () => this.move(-0.9),
			PageDown: () => this.move(0.9),
			Home: () => this.slide(0),
			End: () => this.slide(this.lengthS),
			'+': () => this.widen(this.shown.spanS / 1.5),
			'-': () => this.widen(this.shown.spanS * 1.5)
		}[key];
	}
}
