/**
 * The still layer: Chart.js lays out and draws scales, grid lines and labels, and nothing that moves.
 *
 * @module
 */
import { Chart, LinearScale, LineController, type ChartOptions, type ScaleOptions } from 'chart.js';
import type { OverlayColour } from './overlays/colours.ts';
import type { OverlayKind } from './overlays/shapes.ts';

Chart.register(LineController, LinearScale);

/** Colours of a theme, as CSS values. */
export interface Palette {
	readonly text: string;
	readonly grid: string;
	readonly band: string;
	readonly pause: string;
	readonly mark: string;
	readonly gap: string;
	overlay(kind: OverlayKind): OverlayColour;
	/** By kind of sensor. */
	readonly trace: Readonly<Record<string, string>>;
}

/** The vertical scale of a strip, in the channel's unit. */
export interface StripScale {
	readonly min: number;
	readonly max: number;
	/** Uncalibrated strips show no numbers: there is no unit they could mean. */
	readonly isNumbered: boolean;
	/** Drawn upside down: the largest value at the bottom. */
	readonly isReversed: boolean;
}

/** What the still layer shows. */
export interface AxesContent {
	readonly scales: readonly StripScale[];
	/** Seconds at the left and right edge. */
	readonly fromS: number;
	readonly toS: number;
	readonly timeText: (seconds: number) => string;
	readonly palette: Palette;
	readonly fontFamily: string;
}

/** Where something is drawn [CSS px]. */
export interface Area {
	readonly top: number;
	readonly bottom: number;
}

/** Fixed, so that the picture does not jump when a label gets longer. Unit: CSS px. */
const AXIS_WIDTH = 56;
/** Between two strips [CSS px]. */
const STRIP_GAP = 6;

/** The scales of all strips in one Chart.js chart without data. */
export class Axes {
	readonly #chart: Chart<'line', never[]>;
	#strips = 0;

	/** @param canvas takes the size given to `resize` */
	constructor(canvas: HTMLCanvasElement) {
		this.#chart = new Chart(canvas, {
			type: 'line',
			data: { datasets: [] },
			options: { responsive: false, maintainAspectRatio: false, animation: false, events: [] }
		});
	}

	/** Left and right edge of all strips [CSS px]. */
	get sides(): { readonly left: number; readonly right: number } {
		const { left, right } = this.#chart.chartArea;
		return { left, right };
	}

	/** Top and bottom of each strip, in the order of the scales [CSS px]. */
	get areas(): Area[] {
		return Array.from({ length: this.#strips }, (_, index) => {
			const scale = this.#chart.scales[`y${index}`];
			return {
				top: (scale?.top ?? 0) + STRIP_GAP / 2,
				bottom: (scale?.bottom ?? 0) - STRIP_GAP / 2
			};
		});
	}

	/** Sets the size [CSS px] and the density of the screen. */
	resize(width: number, height: number, density: number): void {
		this.#chart.options.devicePixelRatio = density;
		this.#chart.resize(width, height);
	}

	/** Draws everything anew. */
	show(content: AxesContent): void {
		this.#strips = content.scales.length;
		this.#chart.options = optionsOf(content, this.#chart.options.devicePixelRatio ?? 1);
		this.#chart.update('none');
	}

	/** Takes the chart off its canvas. */
	destroy(): void {
		this.#chart.destroy();
	}
}

function optionsOf(content: AxesContent, density: number): ChartOptions<'line'> {
	const { palette, scales, fontFamily } = content;
	const font = { family: fontFamily, size: 11 };
	const spanS = content.toS - content.fromS;
	const x: ScaleOptions<'linear'> = {
		...({ type: 'linear', axis: 'x', position: 'bottom' } as ScaleOptions<'linear'>),
		min: content.fromS,
		max: content.toS,
		border: { color: palette.grid },
		grid: { color: palette.grid, tickLength: 4 },
		ticks: {
			...{ color: palette.text, font, stepSize: stepOf(spanS), autoSkip: true, maxRotation: 0 },
			// labels that are measured: all are about as wide
			sampleSize: 2,
			includeBounds: false,
			callback: (value) => content.timeText(Number(value))
		}
	};
	const strips = scales.map(({ min, max, isNumbered, isReversed }): ScaleOptions<'linear'> => ({
		...({ type: 'linear', axis: 'y', position: 'left' } as ScaleOptions<'linear'>),
		...{ stack: 'strips', stackWeight: 1, min, max, reverse: isReversed },
		border: { color: palette.grid },
		grid: { color: palette.grid, tickLength: 0 },
		ticks: {
			// the width is fixed: hardly any label need be measured
			...{ color: palette.text, font, maxTicksLimit: 7, includeBounds: false, sampleSize: 1 },
			callback: (value) => (isNumbered ? Number(Number(value).toPrecision(6)).toString() : '')
		},
		afterFit: (axis) => {
			axis.width = AXIS_WIDTH;
		}
	}));
	return {
		...{ responsive: false, maintainAspectRatio: false, animation: false, events: [] },
		devicePixelRatio: density,
		layout: { padding: { top: 4, right: 1 } },
		scales: Object.fromEntries([['x', x], ...orderedStrips(strips)])
	};
}

/** Chart.js stacks from the bottom up; the first strip belongs on top. */
function orderedStrips(
	strips: readonly ScaleOptions<'linear'>[]
): [string, ScaleOptions<'linear'>][] {
	const named = strips.map((strip, index): [string, ScaleOptions<'linear'>] => [
		`y${index}`,
		strip
	]);
	return named.reverse();
}

/** Distance of time marks [s]: 5 s as on paper, wider where they would crowd. */
function stepOf(spanS: number): number {
	return [1, 5, 10, 20, 30, 60, 120, 300].find((step) => spanS / step <= 20) ?? 600;
}
