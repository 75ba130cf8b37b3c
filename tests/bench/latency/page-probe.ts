/**
 * What a page really draws, watched from outside: the height at which the newest stroke of every frame ends.
 *
 * @module
 */

/** A jump that was drawn. */
export interface DrawnJump {
	/** Wall-clock time after the frame that first shows it was painted [ms]. */
	readonly paintedMs: number;
	/** The trace went up on the screen. */
	readonly isUp: boolean;
}

declare global {
	interface Window {
		/** Jumps drawn since the page was loaded. */
		drawnJumps: DrawnJump[];
	}
}

/**
 * Watches canvas strokes; runs in the page before its own scripts. The last stroke of a frame on the traces' canvas is
 * the newest piece of the last strip. Its end is high or low; a change by more than a few pixels is a jump.
 */
export function watchStrokes(): void {
	/** Less is the step between two columns of the same level [device px]. */
	const LEAST_JUMP_PX = 12;
	const proto = CanvasRenderingContext2D.prototype;
	const { beginPath, lineTo, stroke } = proto;
	/** Height at which the running path ends; null = it has no line yet. */
	let pathY: number | null = null;
	/** The same of the last stroke of a frame that is not painted yet. */
	let frameY: number | null = null;
	let paintedY: number | null = null;
	window.drawnJumps = [];

	const painted = new MessageChannel();
	// a task after the frame's callbacks begins when that frame has been painted
	painted.port1.onmessage = () => {
		const [before, now] = [paintedY, frameY];
		[paintedY, frameY] = [now, null];
		if (before === null || now === null || Math.abs(now - before) < LEAST_JUMP_PX) return;
		window.drawnJumps.push({
			paintedMs: performance.timeOrigin + performance.now(),
			isUp: now < before
		});
	};
	proto.beginPath = function () {
		pathY = null;
		beginPath.call(this);
	};
	proto.lineTo = function (x, y) {
		pathY = y;
		lineTo.call(this, x, y);
	};
	proto.stroke = function (...path: [Path2D?]) {
		// traces are on the topmost canvas, or on the film
		if (
			pathY !== null &&
			this.canvas.matches('[role=img] > canvas:last-of-type, [role=img] > div canvas')
		) {
			if (frameY === null) painted.port2.postMessage(null);
			frameY = pathY;
		}
		stroke.apply(this, path as [Path2D]);
	};
}
