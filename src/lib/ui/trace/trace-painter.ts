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
import { ERASE_BAR, piecesOf, type Piece, type TraceWindow } from './window.ts';

/** What is drawn from. */
export interface Painted {
	readonly source: TraceSource;
	readonly window: TraceWindow;
	readonly settings: TraceSettings;
	/** Left edge of the drawing [device px]. */
	readonly left: number;
}

/** Draws lines. */
export class TracePainter {
	readonly #context: CanvasRenderingContext2D;
	/** Of each strip. */
	readonly #columns: KeptColumns[] = [];
	/** Of each strip, until something is laid out anew. */
	#mappings: Mapping[] = [];
	#areas: readonly Area[] = [];
	#density = 1;

	constructor(context: CanvasRenderingContext2D) {
		this.#context = context;
	}

	/** Strips have other places. */
	layOut(areas: readonly Area[], density: number): void {
		this.#areas = areas;
		this.#density = density;
		this.#mappings = [];
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
		if (painted === null) return;
		for (const piece of piecesOf(painted.window, 0, Infinity)) this.#piece(piece, 0, painted);
	}

	/**
	 * Only the columns that got samples, the newest of which grows; the bar ahead of them is wiped.
	 *
	 * @param drawnTo absolute column after the newest that was drawn
	 */
	news(drawnTo: number, painted: Painted): void {
		const { window, left } = painted;
		const perSample = 1 / window.samplesPerColumn;
		const lead = perSample <= 1 ? 1 : Math.ceil(perSample) + 1;
		for (const piece of piecesOf(window, drawnTo - 1, Infinity)) {
			const wiped = Math.min(window.width - piece.x, piece.count + ERASE_BAR);
			this.#context.clearRect(left + piece.x, 0, wiped, this.#context.canvas.height);
			this.#piece(piece, Math.min(lead, piece.x), painted);
		}
	}

	/** @param lead columns drawn again before the piece, so that the line goes on */
	#piece(piece: Piece, lead: number, { source, window, settings, left }: Painted): void {
		const count = piece.count + lead;
		const { samplesPerColumn } = window;
		const part = { first: piece.column - lead, count, samplesPerColumn };
		const at = { from: 0, to: count, x: left + piece.x - lead };
		const { channels, sourceIndex, palette } = settings;
		this.#context.lineWidth = palette.isBold ? 2 * this.#density : 1;
		for (let strip = 0; strip < channels.length; strip++) {
			const channel = channels[strip];
			const index = sourceIndex[strip] ?? -1;
			const tiles = source.tiles[index];
			if (channel === undefined || tiles === undefined) continue;
			const missing = source.holes?.[index] ?? source.missing;
			const kept = (this.#columns[strip] ??= new KeptColumns());
			// the few columns of a frame are reduced sooner than kept ones are moved
			const columns =
				lead > 0 ? few(tiles, missing, part) : kept.reduce(tiles, missing, part, source.version);
			this.#context.beginPath();
			const mapping = (this.#mappings[strip] ??= this.mapping(strip, channel, settings));
			traceColumns(this.#context, columns, at, mapping);
			this.#context.strokeStyle = palette.trace[channel.kind] ?? palette.text;
			this.#context.stroke();
		}
	}
}
