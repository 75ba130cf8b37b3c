/**
 * Mouse, pen and wheel over the traces: drag to move, wheel to move or zoom, click for the cursor.
 *
 * @module
 */
import type { TraceEngine } from '../../trace/trace-engine.ts';
import type { ReviewPlace } from './review-place.svelte.ts';

/** A drag shorter than this is a click [CSS px]. */
const CLICK_PX = 3;

/** The pointer of one review. */
export class ReviewPointer {
	/** Turns places into times; null = not drawn yet. */
	engine: TraceEngine | null = null;
	readonly #at: () => ReviewPlace;
	#drag: { readonly x: number; readonly fromS: number; isMoved: boolean } | null = null;

	constructor(at: () => ReviewPlace) {
		this.#at = at;
	}

	/** The wheel moves, with Ctrl it zooms around the pointer. */
	roll(event: WheelEvent): void {
		event.preventDefault();
		const at = this.#at();
		if (event.ctrlKey)
			at.widen(
				at.shown.spanS * (event.deltaY > 0 ? 1.25 : 0.8),
				this.engine?.secondsAt(xOf(event))
			);
		else at.move((event.deltaX + event.deltaY) / 1000);
	}

	/** A button went down. */
	press(event: PointerEvent): void {
		this.#drag = { x: event.clientX, fromS: this.#at().shown.fromS, isMoved: false };
	}

	/** Moves the view while a button is down. */
	move(event: PointerEvent): void {
		const [drag, engine] = [this.#drag, this.engine];
		if (drag === null || engine === null || event.buttons === 0) return;
		const movedS = engine.secondsAt(event.clientX) - engine.secondsAt(drag.x);
		if (Math.abs(event.clientX - drag.x) > CLICK_PX) drag.isMoved = true;
		if (drag.isMoved) this.#at().slide(drag.fromS - movedS);
	}

	/**
	 * A click on the traces, without a drag, sets the cursor.
	 *
	 * @param samples length of the recording
	 */
	release(event: PointerEvent, { rateHz, samples }: { rateHz: number; samples: number }): void {
		const isClick = this.#drag?.isMoved === false;
		this.#drag = null;
		const { engine } = this;
		const x = xOf(event);
		if (!isClick || engine === null || x < engine.sides.left || x > engine.sides.right) return;
		const sample = Math.round(engine.secondsAt(x) * rateHz);
		if (sample < samples) this.#at().cursor = sample;
	}
}

function xOf(event: MouseEvent): number {
	const frame = event.currentTarget instanceof Element ? event.currentTarget : null;
	return event.clientX - (frame?.getBoundingClientRect().left ?? 0);
}
