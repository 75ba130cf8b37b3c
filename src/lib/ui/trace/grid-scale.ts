/**
 * A linear scale of Chart.js that draws all of its grid lines and labels at once: one by one, each with options of its own,
 * they take longer than the traces.
 *
 * @module
 */
import { LinearScale, type ChartArea } from 'chart.js';
import { divisions, isNamed } from './divisions.ts';

/** Width of a line at a written time or value, and of a division without one [CSS px]. */
const [STRONG, THIN] = [1, 0.5];

/** Of a line of text, in sizes of its font, as Chart.js counts it. */
const LINE_HEIGHT = 1.2;

/** The scale of a strip, or of time where it lies below the strips. Its options leave out Chart.js's own border. */
export class GridScale extends LinearScale {
	static override id = 'strip';
	static override defaults = LinearScale.defaults ?? {};
	/** Where lines were drawn last [CSS px]; room for those of a part of a pixel is not in it. */
	readonly drawn: Area[] = [];

	/** Lines across the strips, and the border; those of time reach a little below, and divisions without a time are thinner. */
	override drawGrid(area: ChartArea): void {
		const { ctx, top, bottom, left, right } = this;
		const { color, tickLength = 0 } = this.options.grid as { color: string; tickLength?: number };
		ctx.strokeStyle = color;
		this.drawn.length = 0;
		if (!this.isHorizontal()) {
			const values = this.ticks.map((_, index) => this.getPixelForTick(index));
			this.#lines(STRONG, [...values.map((y) => ({ y, from: area.left, to: area.right }))]);
			this.#lines(STRONG, [{ x: right, from: top, to: bottom }]);
			return;
		}
		const times = divisions(this.min, this.max);
		const isStrong = (time: number): boolean => isNamed(time, this, this.chart.width);
		const line = (time: number): Line => ({
			...{ x: this.getPixelForValue(time), from: area.top, to: area.bottom + tickLength }
		});
		this.#lines(STRONG, times.filter(isStrong).map(line));
		this.#lines(STRONG, [{ y: top, from: left, to: right }]);
		this.#lines(THIN, times.filter((time) => !isStrong(time)).map(line));
	}

	/** The ticks' labels, where Chart.js has them. */
	override drawLabels(): void {
		const { ctx, ticks } = this;
		const { color, padding, font } = this.options.ticks as LabelOptions;
		const { tickLength = 0 } = this.options.grid as { tickLength?: number };
		const isHorizontal = this.isHorizontal();
		const away = tickLength + padding;
		ctx.font = `${String(font.size)}px ${font.family}`;
		ctx.fillStyle = color;
		ctx.textAlign = isHorizontal ? 'center' : 'right';
		ctx.textBaseline = 'middle';
		const y = this.top + away + (LINE_HEIGHT * font.size) / 2;
		ticks.forEach(({ label }, index) => {
			const at = this.getPixelForTick(index);
			if (typeof label === 'string' && label !== '')
				ctx.fillText(label, isHorizontal ? at : this.right - away, isHorizontal ? y : at);
		});
	}

	#lines(width: number, lines: readonly Line[]): void {
		const { ctx } = this;
		const ratio = this.chart.currentDevicePixelRatio;
		const half = Math.max(width / 2, 0.5);
		// on whole lines of the screen, as Chart.js has them
		const aligned = (at: number): number => Math.round((at - half) * ratio) / ratio + half;
		ctx.lineWidth = width;
		ctx.beginPath();
		for (const { x, y, from, to } of lines) {
			const [ax, ay] = x === undefined ? [from, aligned(y)] : [aligned(x), from];
			const [bx, by] = x === undefined ? [to, ay] : [ax, to];
			ctx.moveTo(ax, ay);
			ctx.lineTo(bx, by);
			this.drawn.push({ left: ax - half, top: ay - half, right: bx + half, bottom: by + half });
		}
		ctx.stroke();
	}
}

/** Where something is [CSS px]. */
export interface Area {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

/** What is set of a label. */
interface LabelOptions {
	readonly color: string;
	/** Between the tick and its label [CSS px]. */
	readonly padding: number;
	readonly font: { readonly family: string; readonly size: number };
}

/** A line down at x, or across at y [CSS px]. */
type Line = { readonly from: number; readonly to: number } & (
	{ readonly x: number; readonly y?: undefined } | { readonly y: number; readonly x?: undefined }
);
