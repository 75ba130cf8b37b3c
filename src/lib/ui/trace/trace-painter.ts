/**
 * The topmost canvas: the lines of all strips, for whole pictures and for the few columns that came.
 *
 * @module
 */
import type { Area } from './axes.ts';
import { few, KeptColumns } from './columns.ts';
import { mappingOf, traceColumns, type Mapping } from './paint-traces.ts';
import { fullSpan } from './scales.ts';
import type { TraceSettings } from './settings.ts';
import type { TraceChannel, TraceSource } from './strip.ts';
import { SweepLens } from './sweep-lens.ts';
import { ERASE_BAR, piecesOf, widened, type Piece, type TraceWindow } from './window.ts';

/** What is drawn from. */
export interface Painted {
	readonly source: TraceSource;
	readonly window: TraceWindow;
	readonly settings: TraceSettings;
	/** Left edge of the drawing [device px]. */
	readonly left: number;
}

/** Lines are wider than their columns by no more than this [device px]. */
const LINE_ROOM = 4;

/** Draws lines. */
export class TracePainter {
	readonly #context: CanvasRenderingContext2D;
	readonly #lens: SweepLens;
	/** Of each strip. */
	readonly #columns: KeptColumns[] = [];
	/** The same of a picture in motion. */
	readonly #wide: KeptColumns[] = [];
	/** Of each strip, until something is laid out anew. */
	#mappings: Mapping[] = [];
	#areas: readonly Area[] = [];
	#density = 1;

	constructor(context: CanvasRenderingContext2D) {
		this.#context = context;
		this.#lens = new SweepLens(context);
	}

	/** Strips have other places. */
	layOut(areas: readonly Area[], density: number): void {
		this.#areas = areas;
		this.#density = density;
		this.#mappings = [];
		this.#lens.layOut(density);
	}

	/** From a strip's counts to its pixels. */
	mapping(strip: number, channel: TraceChannel, settings: TraceSettings): Mapping {
		const area = this.#areas[strip] ?? { top: 0, bottom: 1 };
		const span = settings.spans[strip] ?? fullSpan(channel.transfer);
		const [top, bottom] = [area.top * this.#density, area.bottom * this.#density];
		return mappingOf({ top, bottom, ...span }, channel.transfer);
	}

	/** Everything anew. */
	all(painted: Painted | null): void {
		const { canvas } = this.#context;
		this.#context.clearRect(0, 0, canvas.width, canvas.height);
		this.over(painted);
	}

	/**
	 * Everything anew while a review moves: where several device pixels are one of CSS, minimum and maximum of each CSS
	 * pixel, as a coarser screen shows them, in half of the time. To be drawn as a whole once it rests.
	 *
	 * @returns whether that is another picture
	 */
	moving(painted: Painted): boolean {
		const { window, settings, left } = painted;
		const px = Math.floor(this.#density);
		// a sample that has a column of its own stays where it is
		if (px < 2 || settings.palette.isBold || window.samplesPerColumn < 1) {
			this.all(painted);
			return false;
		}
		const context = this.#context;
		this.all(null);
		const wide = widened(window, px);
		const part = { ...painted, window: wide.window, left: 0 };
		context.setTransform(px, 0, 0, 1, left + wide.x, 0);
		for (const piece of piecesOf(wide.window, 0, Infinity))
			this.#piece(context, piece, 0, part, this.#wide);
		context.resetTransform();
		return true;
	}

	/** Everything, over what is there. */
	over(painted: Painted | null): void {
		this.#lens.drop();
		if (painted === null) return;
		for (const piece of piecesOf(painted.window, 0, Infinity))
			this.#piece(this.#context, piece, 0, painted);
	}

	/**
	 * Only the columns that got samples, the newest of which grows; the bar ahead of them is wiped.
	 *
	 * @param drawnTo absolute column after the newest that was drawn
	 */
	news(drawnTo: number, painted: Painted): void {
		const { window, left } = painted;
		const lead = sampleReach(window);
		for (const piece of piecesOf(window, drawnTo - 1, Infinity)) {
			const wiped = Math.min(window.width - piece.x, piece.count + ERASE_BAR);
			const before = Math.min(lead, piece.x);
			const [from, to] = [left + piece.x, left + piece.x + wiped];
			const context = this.#lens.over(from - before - LINE_ROOM, to + LINE_ROOM);
			context.clearRect(from, 0, wiped, this.#context.canvas.height);
			this.#piece(context, piece, before, painted);
		}
	}

	/**
	 * A piece on a canvas of its own.
	 *
	 * @param lead columns drawn again before it, so that the line goes on; more where columns are narrower than samples
	 */
	part(context: CanvasRenderingContext2D, piece: Piece, lead: number, painted: Painted): void {
		const columns = Math.max(lead, sampleReach(painted.window));
		this.#piece(context, piece, Math.min(columns, piece.column), { ...painted, left: 0 });
	}

	/** @param lead columns drawn again before the piece, so that the line goes on */
	#piece(
		context: CanvasRenderingContext2D,
		piece: Piece,
		lead: number,
		{ source, window, settings, left }: Painted,
		columnsOf = this.#columns
	): void {
		const count = piece.count + lead;
		const { samplesPerColumn } = window;
		const part = { first: piece.column - lead, count, samplesPerColumn };
		const at = { from: 0, to: count, x: left + piece.x - lead };
		const { channels, sourceIndex, palette } = settings;
		context.lineWidth = palette.isBold ? 2 * this.#density : 1;
		for (let strip = 0; strip < channels.length; strip++) {
			const channel = channels[strip];
			const index = sourceIndex[strip] ?? -1;
			const tiles = source.tiles[index];
			if (channel === undefined || tiles === undefined) continue;
			const missing = source.holes?.[index] ?? source.missing;
			const kept = (columnsOf[strip] ??= new KeptColumns());
			// the few columns of a frame are reduced sooner than kept ones are moved
			const columns =
				lead > 0 ? few(tiles, missing, part) : kept.reduce(tiles, missing, part, source.version);
			context.beginPath();
			const mapping = (this.#mappings[strip] ??= this.mapping(strip, channel, settings));
			traceColumns(context, columns, at, mapping);
			context.strokeStyle = palette.trace[channel.kind] ?? palette.text;
			context.stroke();
		}
	}

	/** Takes off what it added to the page. */
	destroy(): void {
		this.#lens.destroy();
	}
}

/** Columns from one drawn sample to the next, at most. */
function sampleReach({ samplesPerColumn }: TraceWindow): number {
	const perSample = 1 / samplesPerColumn;
	return perSample <= 1 ? 1 : Math.ceil(perSample) + 1;
}
