/**
 * A narrow canvas over that of the traces, where a sweep writes: the browser puts together anew only what is below a
 * canvas that changed, and a sweep changes a few columns of a large one.
 *
 * @module
 */
import { contextOf } from './context-of.ts';

/** Width; the traces' own canvas changes once in so many columns [device px]. */
const WIDTH = 256;

/** Takes over a part of another canvas, and gives it back when it moves on. Together both always show the same. */
export class SweepLens {
	readonly #below: CanvasRenderingContext2D;
	readonly #canvas = document.createElement('canvas');
	readonly #context: CanvasRenderingContext2D;
	/** Left edge on the canvas below [device px]; null = it has nothing. */
	#left: number | null = null;
	#density = 1;

	/** @param below lies on a page; where it does not, it is drawn on itself */
	constructor(below: CanvasRenderingContext2D) {
		this.#below = below;
		this.#context = contextOf(this.#canvas);
		this.#canvas.setAttribute('aria-hidden', 'true');
		Object.assign(this.#canvas.style, { position: 'absolute', top: '0', display: 'none' });
	}

	/** The canvas below may have another size; what the lens held is drawn anew by whoever laid out. */
	layOut(density: number): void {
		this.#density = density;
		this.drop();
	}

	/** Forgets what it holds: the whole canvas below is drawn anew. */
	drop(): void {
		this.#left = null;
		this.#canvas.style.display = 'none';
	}

	/**
	 * Where to draw what lies between two columns, in the places of the canvas below [device px].
	 *
	 * @param to exclusive
	 */
	over(from: number, to: number): CanvasRenderingContext2D {
		const { canvas } = this.#below;
		const width = Math.min(WIDTH, canvas.width);
		const left = this.#left;
		if (left !== null && from >= left && to <= left + width) return this.#context;
		this.#giveBack();
		if (to - from > width || canvas.parentElement === null) return this.#below;
		this.#take(Math.max(0, Math.min(from, canvas.width - width)));
		return this.#context;
	}

	/** Takes it off the page. */
	destroy(): void {
		this.#canvas.remove();
	}

	#take(left: number): void {
		this.#fit();
		const { width, height } = this.#canvas;
		if (this.#canvas.parentElement === null) this.#below.canvas.after(this.#canvas);
		this.#context.setTransform(1, 0, 0, 1, 0, 0);
		this.#context.clearRect(0, 0, width, height);
		this.#context.drawImage(this.#below.canvas, left, 0, width, height, 0, 0, width, height);
		this.#context.setTransform(1, 0, 0, 1, -left, 0);
		this.#below.clearRect(left, 0, width, height);
		this.#left = left;
		Object.assign(this.#canvas.style, { left: `${left / this.#density}px`, display: '' });
	}

	#fit(): void {
		const { width, height } = this.#below.canvas;
		const wanted = Math.min(WIDTH, width);
		if (this.#canvas.width !== wanted) this.#canvas.width = wanted;
		if (this.#canvas.height !== height) this.#canvas.height = height;
		Object.assign(this.#canvas.style, {
			width: `${wanted / this.#density}px`,
			height: `${height / this.#density}px`
		});
	}

	#giveBack(): void {
		if (this.#left === null) return;
		this.#below.drawImage(this.#canvas, this.#left, 0);
		this.drop();
	}
}
