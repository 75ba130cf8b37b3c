/**
 * Pictures in the place of a canvas on which nothing is drawn for a while: the browser copies what is on a canvas at
 * every frame, an image bitmap only once; and where a canvas is empty it need put nothing together.
 *
 * @module
 */

/** A part of a canvas [device px]. */
export interface Region {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

/** A canvas that shows an image bitmap. */
interface Picture {
	readonly canvas: HTMLCanvasElement;
	readonly context: ImageBitmapRenderingContext;
}

/** Stands for one canvas, which must lie on a page. */
export class Still {
	readonly #of: HTMLCanvasElement;
	#shown: Picture[] = [];
	/** Device px of a CSS px. */
	#density = 1;

	constructor(of: HTMLCanvasElement) {
		this.#of = of;
	}

	/**
	 * Shows what is on the canvas now, instead of it.
	 *
	 * @param regions everything that is drawn on; absent = the whole
	 */
	take(density: number, regions?: readonly Region[]): void {
		const { width, height, parentElement } = this.#of;
		if (parentElement === null || width === 0 || height === 0) return;
		this.#density = density;
		const whole = { x: 0, y: 0, width, height };
		const parts = (regions ?? [whole]).filter((part) => part.width > 0 && part.height > 0);
		for (const { canvas } of this.#shown.splice(parts.length)) canvas.remove();
		parts.forEach((part, index) => {
			this.#show((this.#shown[index] ??= emptyPicture()), part);
		});
		this.#of.style.display = 'none';
	}

	/** Shows the canvas again. */
	release(): void {
		for (const { canvas } of this.#shown) canvas.remove();
		this.#shown = [];
		this.#of.style.display = '';
	}

	/** Where both stand [CSS px]. */
	moveTo(left: number): void {
		for (const canvas of [this.#of, ...this.#shown.map((one) => one.canvas)])
			canvas.style.left = `${String(left)}px`;
	}

	#show({ canvas, context }: Picture, { x, y, width, height }: Region): void {
		const copy = new OffscreenCanvas(width, height);
		copy.getContext('2d')?.drawImage(this.#of, -x, -y);
		context.transferFromImageBitmap(copy.transferToImageBitmap());
		const px = (at: number): string => `${String(at / this.#density)}px`;
		const left = parseFloat(this.#of.style.left || '0') + x / this.#density;
		Object.assign(canvas.style, {
			...{ position: 'absolute', left: `${String(left)}px`, top: px(y) },
			...{ width: px(width), height: px(height) }
		});
		if (canvas.parentElement === null) this.#of.after(canvas);
	}
}

function emptyPicture(): Picture {
	const canvas = document.createElement('canvas');
	canvas.setAttribute('aria-hidden', 'true');
	const context = canvas.getContext('bitmaprenderer');
	if (context === null) throw new Error('this browser has no bitmap canvas');
	return { canvas, context };
}
