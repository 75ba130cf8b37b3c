/**
 * A picture that scrolls as a film: narrow canvases side by side on a strip that the browser moves. What was drawn is
 * never drawn again; only the sheet where samples arrive changes, and the browser puts the rest together.
 *
 * @module
 */
import { contextOf } from './context-of.ts';
import { Still } from './still.ts';

/** One canvas of the film; it shows the columns from `first` on. */
export interface Sheet {
	readonly context: CanvasRenderingContext2D;
	/** Absolute column. */
	readonly first: number;
	/** Stands for it while nothing is drawn on it. */
	readonly still: Still;
	/** What is marked on it, as it was drawn last; null = nothing is drawn on it. */
	key: string | null;
}

/** Where the film is seen [device px]. */
export interface FilmPlace {
	readonly left: number;
	readonly width: number;
	readonly height: number;
	readonly density: number;
}

/**
 * Width of a sheet [CSS px]: whole device pixels at the usual densities, so that no seam is seen. Wider ones are put
 * together faster, but the one that changes is copied at every frame.
 */
const SHEET = 256;

/** Sheets that are taken from the left end and put on at the right. */
export class Film {
	readonly #gate = document.createElement('div');
	readonly #strip = document.createElement('div');
	readonly #below: HTMLCanvasElement;
	#place: FilmPlace = { left: 0, width: 1, height: 1, density: 1 };
	/** In their order. */
	#sheets: Sheet[] = [];

	/** @param below lies on the page; the film is put over it when it is shown first */
	constructor(below: HTMLCanvasElement) {
		this.#below = below;
		this.#gate.setAttribute('aria-hidden', 'true');
		Object.assign(this.#gate.style, { position: 'absolute', top: '0', overflow: 'hidden' });
		Object.assign(this.#strip.style, { position: 'absolute', inset: '0', willChange: 'transform' });
		this.#gate.append(this.#strip);
	}

	/** From left to right. */
	get sheets(): readonly Sheet[] {
		return this.#sheets;
	}

	/** Columns of a sheet [device px]; a whole number of dashes. */
	get sheetWidth(): number {
		return 4 * Math.max(1, Math.round((SHEET * this.#place.density) / 4));
	}

	/** Absolute columns on its sheets: from…to−1; more at either side than are seen. */
	get columns(): { readonly from: number; readonly to: number } {
		const from = this.#sheets[0]?.first ?? 0;
		return { from, to: from + this.#sheets.length * this.sheetWidth };
	}

	/** Puts it elsewhere; its sheets are empty afterwards. */
	show(place: FilmPlace): void {
		this.#place = place;
		this.clear();
		const { left, width, height, density } = place;
		Object.assign(this.#gate.style, {
			...{ left: `${left / density}px`, width: `${width / density}px` },
			...{ height: `${height / density}px`, display: '' }
		});
		if (this.#gate.parentElement === null) this.#below.after(this.#gate);
	}

	/** Takes its sheets away and leaves the canvases below to be seen. */
	hide(): void {
		this.clear();
		this.#gate.style.display = 'none';
	}

	/** Every sheet is to be drawn anew. */
	clear(): void {
		this.#strip.replaceChildren();
		this.#sheets = [];
	}

	/**
	 * Moves so far that an absolute column is the first one beyond its right edge.
	 *
	 * @returns its sheets from left to right; those with no key are empty
	 */
	moveTo(endColumn: number): readonly Sheet[] {
		const { width, density } = this.#place;
		const first = Math.floor(Math.max(0, endColumn - width) / this.sheetWidth);
		const last = Math.floor((endColumn - 1) / this.sheetWidth);
		if (this.#sheets[0]?.first !== first * this.sheetWidth || this.columns.to <= endColumn - 1)
			this.#reel(first, last);
		const at = (width - (endColumn - this.columns.from)) / density;
		this.#strip.style.transform = `translateX(${String(at)}px)`;
		return this.#sheets;
	}

	/** Takes it off the page. */
	destroy(): void {
		this.clear();
		this.#gate.remove();
	}

	/** Sheets number first…last, the kept ones as they are, the others on canvases that went. */
	#reel(first: number, last: number): void {
		const wide = this.sheetWidth;
		const kept = new Map(this.#sheets.map((sheet) => [sheet.first / wide, sheet]));
		const isSeen = (index: number): boolean => index >= first && index <= last;
		const free = this.#sheets.filter((sheet) => !isSeen(sheet.first / wide));
		this.#sheets = [];
		for (let index = first; index <= last; index++) {
			const sheet = kept.get(index) ?? this.#empty(index * wide, free.pop());
			sheet.still.moveTo(((index - first) * wide) / this.#place.density);
			this.#sheets.push(sheet);
		}
		for (const sheet of free) remove(sheet);
	}

	#empty(first: number, used?: Sheet): Sheet {
		const { height, density } = this.#place;
		const context = used?.context ?? contextOf(document.createElement('canvas'));
		const { canvas } = context;
		const still = used?.still ?? new Still(canvas);
		still.release();
		// setting a size wipes it
		Object.assign(canvas, { width: this.sheetWidth, height });
		Object.assign(canvas.style, {
			...{ position: 'absolute', top: '0', width: `${this.sheetWidth / density}px` },
			height: `${height / density}px`
		});
		if (used === undefined) this.#strip.append(canvas);
		return { context, first, still, key: null };
	}
}

function remove({ context, still }: Sheet): void {
	still.release();
	context.canvas.remove();
}
