/**
 * Two charts that are looked at together: whoever moves one moves the other, so that one moment of each stays above the
 * other. The one that follows may be shown beyond its ends: it is empty there.
 *
 * @module
 */
import { ReviewPlace } from '../review/review-place.svelte.ts';
import type { ReviewWindow } from '../review/review-window.ts';

/** Moments of the two charts that belong together [s]. */
export type Anchors = readonly [number, number];

/** The places of two reviews. */
export class LinkedPlaces {
	readonly places: readonly [ReviewPlace, ReviewPlace] = [new ReviewPlace(), new ReviewPlace()];
	isTogether = $state(true);
	anchors = $state.raw<Anchors>([0, 0]);
	/** What was shown when they last agreed. */
	#agreed: readonly ReviewWindow[] = [];
	#anchors: Anchors | null = null;

	/** Makes them agree again. Call it in an effect: it reads all that may change. */
	follow(): void {
		const { anchors, isTogether, places } = this;
		const shown = places.map((place) => place.shown);
		const isNew = isTogether && anchors !== this.#anchors;
		this.#anchors = isTogether ? anchors : null;
		const leader = isNew ? 0 : shown.findIndex((window, i) => window !== this.#agreed[i]);
		const led = shown[leader];
		if (isTogether && led !== undefined) {
			const other = 1 - leader;
			const by = (anchors[other] ?? 0) - (anchors[leader] ?? 0);
			const wanted = { spanS: led.spanS, fromS: led.fromS + by };
			const place = places[other];
			if (place !== undefined && !isSame(place.shown, wanted)) place.shown = wanted;
		}
		this.#agreed = places.map((place) => place.shown);
	}
}

function isSame(a: ReviewWindow, b: ReviewWindow): boolean {
	return a.fromS === b.fromS && a.spanS === b.spanS;
}
