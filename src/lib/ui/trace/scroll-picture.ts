/**
 * Traces and marks of a picture that scrolls, on a film: at a frame only the columns that came are drawn, and a sheet
 * anew when what is marked on it changed.
 *
 * @module
 */
import { Film, type FilmPlace, type Sheet } from './film.ts';
import { paintMarkLayer, type MarkLayer } from './mark-layer.ts';
import { isMarkedIn, markedRuns, sheetKey, type MarkedRun } from './sheet-key.ts';
import type { Painted, TracePainter } from './trace-painter.ts';
import type { TraceWindow } from './window.ts';

/** Marks are looked through for news this often [ms]. */
const MARKS_MS = 200;
/** Columns drawn again before new ones, so that the line goes on as it came. */
const LEAD = 4;
/**
 * Labels find their rows from left to right. They are placed from the beginning of one of such stretches on, so that
 * sheets drawn at different times agree [columns].
 */
const STRETCH = 8192;
/** More than a label is long [columns]. */
const LABELS_BEFORE = 2048;

/** What is marked, wherever it is drawn. */
export type Layer = Omit<MarkLayer, 'left' | 'overlays'> & {
	/** Shapes of the overlays in a window whose left edge is at `left` [device px]. */
	overlaysIn(window: TraceWindow, left: number): MarkLayer['overlays'];
};

/** One frame. */
export interface ScrollFrame {
	readonly nowMs: number;
	readonly painted: Painted;
	readonly layer: Layer;
	/** Absolute column after the newest that was drawn. */
	readonly drawnTo: number;
	/** Marks were set since the last frame. */
	readonly areMarksNew: boolean;
}

/** Draws what scrolls. */
export class ScrollPicture {
	readonly #film: Film;
	readonly #painter: TracePainter;
	#runs: readonly MarkedRun[] = [];
	#marksAt = -Infinity;
	/** First column of the stretch in which labels were placed. */
	#stretch = 0;

	constructor(below: HTMLCanvasElement, painter: TracePainter) {
		this.#film = new Film(below);
		this.#painter = painter;
	}

	/** Shows it at another place; everything is drawn anew. */
	show(place: FilmPlace): void {
		this.#film.show(place);
		this.#marksAt = -Infinity;
	}

	/** Another kind of picture is shown. */
	hide(): void {
		this.#film.hide();
	}

	/** Takes it off the page. */
	destroy(): void {
		this.#film.destroy();
	}

	/** Moves on, and draws what is new. */
	draw({ nowMs, painted, layer, drawnTo, areMarksNew }: ScrollFrame): void {
		const { endColumn } = painted.window;
		const sheets = this.#film.moveTo(endColumn);
		const isEmpty = sheets.some(({ key }) => key === null);
		const isDue = areMarksNew || isEmpty || nowMs - this.#marksAt > MARKS_MS;
		if (isDue) this.#look(nowMs, layer, painted);
		for (const sheet of sheets) {
			const [from, to] = [sheet.first, sheet.first + this.#film.sheetWidth];
			const key = isDue ? sheetKey(this.#runs, { from, to, newest: endColumn }) : sheet.key;
			const isOther = key !== sheet.key;
			sheet.key = key;
			if (isOther) this.#whole(sheet, painted, layer);
			else if (to >= drawnTo) this.#news(sheet, Math.max(from, drawnTo - 1), painted, layer);
			else continue;
			if (to < endColumn) sheet.still.take(layer.density);
		}
	}

	/** Looks what is marked; where labels are placed from another column on, nothing stays. */
	#look(nowMs: number, { marked, density }: Layer, { source, window }: Painted): void {
		this.#marksAt = nowMs;
		const { samplesPerColumn } = window;
		this.#runs = markedRuns(marked, source.missing, { samplesPerColumn, density });
		const before = Math.max(0, this.#film.columns.from - LABELS_BEFORE);
		const stretch = Math.floor(before / STRETCH) * STRETCH;
		if (stretch !== this.#stretch) for (const sheet of this.#film.sheets) sheet.key = null;
		this.#stretch = stretch;
	}

	#whole(sheet: Sheet, painted: Painted, layer: Layer): void {
		const count = Math.min(this.#film.sheetWidth, painted.window.endColumn - sheet.first);
		this.#marks(sheet, painted.window, layer);
		this.#painter.part(sheet.context, { column: sheet.first, count, x: 0 }, LEAD, painted);
	}

	/** @param from the newest column that was drawn may have grown */
	#news(sheet: Sheet, from: number, painted: Painted, layer: Layer): void {
		const { context, first } = sheet;
		const { endColumn } = painted.window;
		const to = Math.min(first + this.#film.sheetWidth, endColumn);
		if (to <= from) return;
		const { height } = context.canvas;
		context.save();
		context.beginPath();
		context.rect(from - first, 0, to - from, height);
		context.clip();
		if (this.#runs.some((run) => isMarkedIn(run, from, to)))
			this.#marks(sheet, painted.window, layer);
		else context.clearRect(from - first, 0, to - from, height);
		const piece = { column: from, count: to - from, x: from - first };
		this.#painter.part(context, piece, LEAD, painted);
		context.restore();
	}

	/** Bands that go on, and labels, reach beyond the newest column, where the film is not seen yet. */
	#marks({ context, first }: Sheet, { samplesPerColumn }: TraceWindow, layer: Layer): void {
		const start = this.#stretch;
		const endColumn = this.#film.columns.to + LABELS_BEFORE;
		const window = {
			mode: 'scroll',
			samplesPerColumn,
			width: endColumn - start,
			endColumn
		} as const;
		const left = start - first;
		paintMarkLayer(context, window, { ...layer, left, overlays: layer.overlaysIn(window, left) });
	}
}
