/**
 * A review in motion: drawn at once while it moves, and as fine as the screen is when it rests.
 *
 * @module
 */
import type { TraceSettings } from './settings.ts';
import type { Painted, TracePainter } from './trace-painter.ts';

/** A review that was not moved for so long rests: a slow hand does not let it flicker [ms]. */
const REST_MS = 120;

/** Draws whole pictures of one painter. */
export class Motion {
	readonly #painter: TracePainter;
	/** Another part of the same review is to be shown. */
	#isMoving = false;
	/** When what is shown was drawn in motion; null = it was not [ms]. */
	#roughAt: number | null = null;

	constructor(painter: TracePainter) {
		this.#painter = painter;
	}

	/** What is shown changes. */
	to(before: TraceSettings | null, settings: TraceSettings): void {
		const isReview = before?.mode === 'review' && settings.mode === 'review';
		this.#isMoving = isReview && (this.#isMoving || isOtherPart(before, settings));
	}

	/** Whether what was drawn in motion is to be drawn again. */
	isAtRest(nowMs: number): boolean {
		return this.#roughAt !== null && nowMs - this.#roughAt >= REST_MS;
	}

	/** Everything anew. */
	draw(nowMs: number, painted: Painted | null): void {
		const isMoving = this.#isMoving && painted !== null;
		this.#roughAt = isMoving && this.#painter.moving(painted) ? nowMs : null;
		if (!isMoving) this.#painter.all(painted);
		this.#isMoving = false;
	}
}

function isOtherPart(a: TraceSettings, b: TraceSettings): boolean {
	return a.fromS !== b.fromS || a.secondsPerScreen !== b.secondsPerScreen;
}
