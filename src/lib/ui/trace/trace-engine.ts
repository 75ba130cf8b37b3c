/**
 * Draws the strips: scales when they change, marks when they change, traces at every frame that brings something new.
 *
 * Three canvases lie on each other: Chart.js below (still), marks, traces on top; a picture that scrolls has a film instead
 * of the upper two.
 *
 * @module
 */
import { Axes, type Area } from './axes.ts';
import { overlayStrips } from './overlays/strips.ts';
import { overlayShapes, type OverlayShape, type TraceOverlay } from './overlays/shapes.ts';
import { paintMarkLayer } from './mark-layer.ts';
import { isMarkNews } from './mark-news.ts';
import { Motion } from './motion.ts';
import type { Marked } from './paint-marks.ts';
import { Pace } from './pace.ts';
import { contextOf } from './context-of.ts';
import { axesContent, NO_SETTINGS, type TraceSettings } from './settings.ts';
import { ScrollPicture, type Layer } from './scroll-picture.ts';
import { Still } from './still.ts';
import type { TraceSource } from './strip.ts';
import { TracePainter, type Painted } from './trace-painter.ts';
import { reviewEnd, sampleAtX, startedColumns, type TraceWindow } from './window.ts';

/** What came is drawn after this time at the latest [ms]. */
const LONGEST_WAIT_MS = 20;
/** Marks of a live picture are drawn again this often [ms]. */
const MARKS_MS = 200;

/** One picture of one recording. */
export class TraceEngine {
	readonly #axes: Axes;
	/** Of the axes, for a live picture. */
	readonly #base: Still;
	readonly #marks: CanvasRenderingContext2D;
	readonly #traces: CanvasRenderingContext2D;
	readonly #painter: TracePainter;
	readonly #motion: Motion;
	readonly #scroll: ScrollPicture;
	#settings: TraceSettings | null = null;
	#source: TraceSource | null = null;
	#marked: Marked = { bands: [], marks: [], missing: [], missingText: '' };
	#overlays: readonly TraceOverlay[] = [];
	#areas: Area[] = [];
	#density = 1;
	/** Left edge and width of the drawing [device px]. */
	#left = 0;
	#width = 1;
	readonly #pace = new Pace();
	#drawnTo = -1;
	#drawnAt = -Infinity;
	/** Last sample that was drawn. */
	#drawnShown = -1;
	#isDirty = true;
	#marksAt = -Infinity;
	/** Of the marks as they were drawn. */
	#marksWindow: TraceWindow | null = null;
	/** Script time of the last frames [ms]; measured for the bench and the health page. */
	readonly cost = { frames: 0, ms: 0 };

	constructor(base: HTMLCanvasElement, marks: HTMLCanvasElement, traces: HTMLCanvasElement) {
		this.#axes = new Axes(base);
		this.#base = new Still(base);
		this.#marks = contextOf(marks);
		this.#traces = contextOf(traces);
		this.#painter = new TracePainter(this.#traces);
		this.#motion = new Motion(this.#painter);
		this.#scroll = new ScrollPicture(traces, this.#painter);
	}

	/** Top and bottom of each strip [CSS px]. */
	get areas(): readonly Area[] {
		return this.#areas;
	}

	/** Left and right edge of the drawing [CSS px]. */
	get sides(): { readonly left: number; readonly right: number } {
		return this.#axes.sides;
	}

	/** Sets the size [CSS px] and the density of the screen. */
	resize(width: number, height: number, density: number): void {
		this.#density = density;
		for (const { canvas } of [this.#marks, this.#traces]) {
			canvas.width = Math.round(width * density);
			canvas.height = Math.round(height * density);
		}
		this.#axes.resize(width, height, density);
		this.#layOut();
	}

	/** Shows other channels, another part, other scales or colours. */
	configure(settings: TraceSettings): void {
		this.#motion.to(this.#settings, settings);
		this.#settings = settings;
		this.#layOut();
	}

	/** Shows another recording. */
	setSource(source: TraceSource | null): void {
		if (source === this.#source) return;
		this.#source = source;
		this.#pace.jump(source);
		this.#isDirty = true;
	}

	/** Shows other bands and marks. */
	setMarked(marked: Marked): void {
		this.#marked = marked;
		this.#marksAt = -Infinity;
	}

	/** Shows other overlays. */
	setOverlays(overlays: readonly TraceOverlay[]): void {
		this.#overlays = overlays;
		this.#marksAt = -Infinity;
	}

	/** What the overlays look like now [device px]. */
	overlayShapes(window = this.window(), left = this.#left): OverlayShape[] {
		const settings = this.#settings;
		if (settings === null || this.#overlays.length === 0) return [];
		const strips = overlayStrips(settings, this.#source, (strip, channel) =>
			this.#painter.mapping(strip, channel, settings)
		);
		return overlayShapes(this.#overlays, strips, window, left);
	}

	/** Draws what is new. Call it at every frame. */
	frame(nowMs: number): void {
		const settings = this.#settings;
		if (settings === null || this.#areas.length === 0) return;
		const begin = performance.now();
		this.#isDirty = this.#pace.advance(nowMs, this.#source, settings) || this.#isDirty;
		const window = this.window();
		// the newest column grows before the picture moves
		const isMoved = window.endColumn !== this.#drawnTo || this.#pace.shown !== this.#drawnShown;
		const painted = this.#painted(window, settings);
		if (!this.#isDirty && isMoved && !this.#isWorthIt(nowMs, window)) return;
		if (settings.mode !== 'scroll') this.#drawStill(nowMs, painted, settings, isMoved);
		else if (painted !== null) this.#drawFilm(nowMs, painted, settings);
		this.#drawnAt = nowMs;
		this.#isDirty = false;
		this.#drawnTo = window.endColumn;
		this.#drawnShown = this.#pace.shown;
		this.cost.frames++;
		this.cost.ms += performance.now() - begin;
	}

	/** A picture moves by whole pixels, a sweep by two at least, or waits as long as nobody sees it. */
	#isWorthIt(nowMs: number, { mode, endColumn }: TraceWindow): boolean {
		const least = mode === 'sweep' ? 2 : 1;
		return endColumn - this.#drawnTo >= least || nowMs - this.#drawnAt >= LONGEST_WAIT_MS;
	}

	/** A review, or a sweep, which writes over what it shows. */
	#drawStill(
		nowMs: number,
		painted: Painted | null,
		settings: TraceSettings,
		isMoved: boolean
	): void {
		const window = this.window();
		if (this.#isDirty || this.#motion.isAtRest(nowMs) || (isMoved && settings.mode !== 'sweep'))
			this.#motion.draw(nowMs, painted);
		else if (isMoved && painted !== null) this.#painter.news(this.#drawnTo, painted);
		if (this.#isDirty || this.#marksAt === -Infinity || this.#areMarksDue(nowMs, window))
			this.#drawMarks(nowMs, window, settings);
	}

	#drawFilm(nowMs: number, painted: Painted, settings: TraceSettings): void {
		const place = { left: this.#left, width: this.#width, height: this.#traces.canvas.height };
		if (this.#isDirty) this.#scroll.show({ ...place, density: this.#density });
		const layer = this.#layer(settings);
		const areMarksNew = this.#marksAt === -Infinity;
		this.#scroll.draw({ nowMs, painted, layer, drawnTo: this.#drawnTo, areMarksNew });
		this.#marksAt = nowMs;
	}

	/** Of a sweep only marks that came or were wiped change it. */
	#areMarksDue(nowMs: number, window: TraceWindow): boolean {
		if (window.mode !== 'sweep') return false;
		if (nowMs - this.#marksAt <= MARKS_MS) return false;
		this.#marksAt = nowMs;
		const missing = this.#source?.missing ?? [];
		const isNews = isMarkNews(this.#marksWindow, window, this.#marked, missing);
		this.#marksWindow = window;
		return isNews || this.#overlays.length > 0;
	}

	/** What is on the screen now. */
	window(): TraceWindow {
		const { mode, secondsPerScreen, fromS, rateHz } = this.#settings ?? NO_SETTINGS;
		const width = this.#width;
		const samplesPerColumn = (secondsPerScreen * rateHz) / width;
		const endColumn =
			mode === 'review'
				? reviewEnd(fromS * rateHz, samplesPerColumn, width)
				: startedColumns(this.#pace.shown, samplesPerColumn);
		return { mode, samplesPerColumn, width, endColumn };
	}

	/** Time at a place of a review [s]; x in CSS px from the left of the canvas. */
	secondsAt(x: number): number {
		const { left } = this.#axes.sides;
		return sampleAtX(this.window(), (x - left) * this.#density) / (this.#settings?.rateHz ?? 1);
	}

	/** Takes everything off the canvases. */
	destroy(): void {
		this.#axes.destroy();
		this.#painter.destroy();
		this.#scroll.destroy();
		this.#settings = null;
	}

	#layOut(): void {
		const settings = this.#settings;
		if (settings === null) return;
		const isFilm = settings.mode === 'scroll';
		for (const { canvas } of [this.#marks, this.#traces]) canvas.hidden = isFilm;
		if (!isFilm) this.#scroll.hide();
		this.#axes.show(axesContent(settings));
		if (settings.mode === 'review') this.#base.release();
		else this.#base.take(this.#density, this.#axes.inked());
		this.#areas = this.#axes.areas;
		const { left, right } = this.#axes.sides;
		this.#left = Math.round(left * this.#density);
		this.#width = Math.max(1, Math.round(right * this.#density) - this.#left);
		this.#painter.layOut(this.#areas, this.#density);
		this.#isDirty = true;
	}

	#painted(window: TraceWindow, settings: TraceSettings): Painted | null {
		const source = this.#source;
		return source === null ? null : { source, window, settings, left: this.#left };
	}

	#drawMarks(nowMs: number, window: TraceWindow, settings: TraceSettings): void {
		this.#marksAt = nowMs;
		this.#marksWindow = window;
		const [layer, left] = [this.#layer(settings), this.#left];
		const overlays = layer.overlaysIn(window, left);
		paintMarkLayer(this.#marks, window, { ...layer, left, overlays });
	}

	#layer(settings: TraceSettings): Layer {
		return {
			...{ settings, areas: this.#areas, density: this.#density },
			...{ marked: this.#marked, source: this.#source },
			overlaysIn: (window, left) => this.overlayShapes(window, left),
			mapping: (strip, channel) => this.#painter.mapping(strip, channel, settings)
		};
	}
}
