/**
 * Draws the strips: scales when they change, marks when they change, traces at every frame that brings something new.
 *
 * Three canvases lie on each other: Chart.js below (still), marks, traces on top.
 *
 * @module
 */
import { Axes, type Area } from './axes.ts';
import { overlayStrips } from './overlays/strips.ts';
import { overlayShapes, type OverlayShape, type TraceOverlay } from './overlays/shapes.ts';
import { paintMarkLayer } from './mark-layer.ts';
import { isMarkNews } from './mark-news.ts';
import type { Marked } from './paint-marks.ts';
import { followed } from './pace.ts';
import { axesContent, type TraceSettings } from './settings.ts';
import type { TraceSource } from './strip.ts';
import { TracePainter, type Painted } from './trace-painter.ts';
import { sampleAtX, startedColumns, type TraceWindow } from './window.ts';

/** What came is drawn after this time at the latest [ms]. */
const LONGEST_WAIT_MS = 20;
/** Marks of a live picture are drawn again this often [ms]. */
const MARKS_MS = 200;

/** One picture of one recording. */
export class TraceEngine {
	readonly #axes: Axes;
	readonly #marks: CanvasRenderingContext2D;
	readonly #traces: HTMLCanvasElement;
	readonly #painter: TracePainter;
	#settings: TraceSettings | null = null;
	#source: TraceSource | null = null;
	#marked: Marked = { bands: [], marks: [], missing: [], missingText: '' };
	#overlays: readonly TraceOverlay[] = [];
	#areas: Area[] = [];
	#density = 1;
	/** Left edge and width of the drawing [device px]. */
	#left = 0;
	#width = 1;
	/** Last sample shown, moving evenly [samples]. */
	#shown = 0;
	#drawnTo = -1;
	#drawnAt = -Infinity;
	/** Last sample that was drawn. */
	#drawnShown = -1;
	/** Of the source, as it was last drawn. */
	#version = 0;
	#isDirty = true;
	#marksAt = -Infinity;
	/** Of the marks as they were drawn. */
	#marksWindow: TraceWindow | null = null;
	#frameAt: number | null = null;
	/** Script time of the last frames [ms]; measured for the bench and the health page. */
	readonly cost = { frames: 0, ms: 0 };

	constructor(base: HTMLCanvasElement, marks: HTMLCanvasElement, traces: HTMLCanvasElement) {
		this.#axes = new Axes(base);
		this.#marks = contextOf(marks);
		this.#traces = traces;
		this.#painter = new TracePainter(contextOf(traces));
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
		for (const canvas of [this.#marks.canvas, this.#traces]) {
			canvas.width = Math.round(width * density);
			canvas.height = Math.round(height * density);
		}
		this.#axes.resize(width, height, density);
		this.#layOut();
	}

	/** Shows other channels, another part, other scales or colours. */
	configure(settings: TraceSettings): void {
		this.#settings = settings;
		this.#layOut();
	}

	/** Shows another recording. */
	setSource(source: TraceSource | null): void {
		if (source === this.#source) return;
		this.#source = source;
		this.#shown = source?.end ?? 0;
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
	overlayShapes(): OverlayShape[] {
		const settings = this.#settings;
		if (settings === null || this.#overlays.length === 0) return [];
		const strips = overlayStrips(settings, this.#source, (strip, channel) =>
			this.#painter.mapping(strip, channel, settings)
		);
		return overlayShapes(this.#overlays, strips, this.window(), this.#left);
	}

	/** Draws what is new. Call it at every frame. */
	frame(nowMs: number): void {
		const settings = this.#settings;
		if (settings === null || this.#areas.length === 0) return;
		const begin = performance.now();
		this.#advance(nowMs, settings);
		const window = this.window();
		// the newest column grows before the picture moves
		const isMoved = window.endColumn !== this.#drawnTo || this.#shown !== this.#drawnShown;
		const painted = this.#painted(window, settings);
		if (this.#isDirty) this.#painter.all(painted);
		else if (isMoved && !this.#isWorthIt(nowMs, window)) return;
		else if (isMoved && settings.mode !== 'sweep') this.#painter.all(painted);
		else if (isMoved && painted !== null) this.#painter.news(this.#drawnTo, painted);
		this.#drawnAt = nowMs;
		if (this.#isDirty || this.#marksAt === -Infinity || this.#areMarksDue(nowMs, window, isMoved))
			this.#drawMarks(nowMs, window, settings);
		this.#isDirty = false;
		this.#drawnTo = window.endColumn;
		this.#drawnShown = this.#shown;
		this.cost.frames++;
		this.cost.ms += performance.now() - begin;
	}

	/** A picture moves by whole pixels, a sweep by two at least, or waits as long as nobody sees it. */
	#isWorthIt(nowMs: number, { mode, endColumn }: TraceWindow): boolean {
		const least = mode === 'sweep' ? 2 : 1;
		return endColumn - this.#drawnTo >= least || nowMs - this.#drawnAt >= LONGEST_WAIT_MS;
	}

	/** Marks move with a picture that scrolls; of a sweep only those that came or were wiped change it. */
	#areMarksDue(nowMs: number, window: TraceWindow, isMoved: boolean): boolean {
		if (window.mode !== 'sweep') return window.mode === 'scroll' && isMoved;
		if (nowMs - this.#marksAt <= MARKS_MS) return false;
		this.#marksAt = nowMs;
		const missing = this.#source?.missing ?? [];
		const isNews = isMarkNews(this.#marksWindow, window, this.#marked, missing);
		this.#marksWindow = window;
		return isNews || this.#overlays.length > 0;
	}

	/** What is on the screen now. */
	window(): TraceWindow {
		const { mode, secondsPerScreen, fromS, rateHz } = this.#settings ?? NOTHING;
		const width = this.#width;
		const samplesPerColumn = (secondsPerScreen * rateHz) / width;
		const endColumn =
			mode === 'review'
				? Math.round((fromS * rateHz) / samplesPerColumn) + width
				: startedColumns(this.#shown, samplesPerColumn);
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
		this.#settings = null;
	}

	#layOut(): void {
		const settings = this.#settings;
		if (settings === null) return;
		this.#axes.show(axesContent(settings));
		this.#areas = this.#axes.areas;
		const { left, right } = this.#axes.sides;
		this.#left = Math.round(left * this.#density);
		this.#width = Math.max(1, Math.round(right * this.#density) - this.#left);
		this.#painter.layOut(this.#areas, this.#density);
		this.#isDirty = true;
	}

	/** Follows the newest sample evenly, a little behind; jumps when it is far behind. */
	#advance(nowMs: number, { mode, rateHz }: TraceSettings): void {
		const { end = 0, version = 0 } = this.#source ?? {};
		const passedS = this.#frameAt === null ? 0 : (nowMs - this.#frameAt) / 1000;
		this.#frameAt = nowMs;
		// a review stands still, also while its recording is still being read
		const isNews = this.#shown !== end || this.#version !== version;
		if (mode === 'review' && isNews) this.#isDirty = true;
		this.#version = version;
		this.#shown = mode === 'review' ? end : followed(this.#shown, end, passedS, rateHz);
	}

	#painted(window: TraceWindow, settings: TraceSettings): Painted | null {
		const source = this.#source;
		return source === null ? null : { source, window, settings, left: this.#left };
	}

	#drawMarks(nowMs: number, window: TraceWindow, settings: TraceSettings): void {
		this.#marksAt = nowMs;
		this.#marksWindow = window;
		paintMarkLayer(this.#marks, window, {
			...{ settings, areas: this.#areas, left: this.#left, density: this.#density },
			...{ marked: this.#marked, source: this.#source },
			overlays: this.overlayShapes(),
			mapping: (strip, channel) => this.#painter.mapping(strip, channel, settings)
		});
	}
}

const NOTHING = { mode: 'review', secondsPerScreen: 1, fromS: 0, rateHz: 1 } as const;

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
	const context = canvas.getContext('2d');
	if (context === null) throw new Error('this browser has no 2d canvas');
	return context;
}
