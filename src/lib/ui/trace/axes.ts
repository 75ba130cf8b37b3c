/**
 * The still layer: Chart.js lays out and draws scales, grid lines and labels, and nothing that moves.
 *
 * @module
 */
import { Chart, LineController, type ChartOptions, type Scale, type ScaleOptions } from 'chart.js';
import { divisions, isNamed } from './divisions.ts';
import { GridScale } from './grid-scale.ts';
import { inkedRegions } from './inked.ts';
import type { OverlayColour } from './overlays/colours.ts';
import type { OverlayKind } from './overlays/shapes.ts';
import type { Region } from './still.ts';

Chart.register(LineController, GridScale);

/** Colours of a theme, as CSS values. */
export interface Palette {
	readonly text: string;
	readonly grid: string;
	readonly band: string;
	readonly pause: string;
	readonly mark: string;
	readonly gap: string;
	overlay(kind: OverlayKind): OverlayColour;
	/** Traces are drawn two pixels wide instead of one, which costs time. */
	readonly isBold: boolean;
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
/** Half of the last time's label [CSS px]. */
const RIGHT_ROOM = 18;
/** Below the strips, half of the lowest number and still nothing of the times [CSS px]. */
const NUMBER_ROOM = 6;
/** Between two strips [CSS px]. */
const STRIP_GAP = 6;

/** The scales of all strips in one Chart.js chart without data. */
export class Axes {
	readonly #canvas: HTMLCanvasElement;
	#chart: Chart<'line', never[]>;
	#strips = 0;
	#size = { width: 0, height: 0, density: 1 };
	/** null = what is shown must be laid out anew. */
	#shown: AxesContent | null = null;

	/** @param canvas takes the size given to `resize` */
	constructor(canvas: HTMLCanvasElement) {
		this.#canvas = canvas;
		this.#chart = emptyChart(canvas);
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

	/** Everything that is drawn on: the labels beside and below the strips, and each line across them. */
	inked(): Region[] {
		return inkedRegions(this.#chart, this.#size);
	}

	/** Sets the size [CSS px] and the density of the screen. */
	resize(width: number, height: number, density: number): void {
		this.#shown = null;
		this.#size = { width, height, density };
		this.#fit();
	}

	/** Draws everything anew; where only the time has moved the layout stays as it is, and only the time axis is made. */
	show(content: AxesContent): void {
		const x = this.#chart.scales['x'];
		const isMoved = this.#shown !== null && x !== undefined && isSameBut(this.#shown, content);
		this.#shown = content;
		if (this.#strips !== content.scales.length) this.#begin();
		this.#strips = content.scales.length;
		if (isMoved) {
			moveTo(x, content);
			this.#drawMoved(x);
			return;
		}
		this.#chart.options = optionsOf(content, this.#size.density);
		this.#chart.update('none');
	}

	/** What moves with the time; the numbers beside the strips stay as they are, and written text takes longest. */
	#drawMoved(time: Scale): void {
		const { ctx, chartArea, scales, width, height } = this.#chart;
		const below = chartArea.bottom + NUMBER_ROOM;
		ctx.clearRect(chartArea.left - 1, 0, width, below);
		ctx.clearRect(0, below, width, height);
		for (const scale of Object.values(scales)) scale.drawGrid(chartArea);
		time.drawLabels(chartArea);
	}

	/** A chart keeps its scales in the order in which it met them: other strips need another chart. */
	#begin(): void {
		if (this.#strips === 0) return;
		this.#chart.destroy();
		this.#chart = emptyChart(this.#canvas);
		this.#fit();
	}

	#fit(): void {
		const { width, height, density } = this.#size;
		this.#chart.options.devicePixelRatio = density;
		this.#chart.resize(width, height);
	}

	/** Takes the chart off its canvas. */
	destroy(): void {
		this.#chart.destroy();
	}
}

function emptyChart(canvas: HTMLCanvasElement): Chart<'line', never[]> {
	return new Chart(canvas, {
		type: 'line',
		data: { datasets: [] },
		options: { responsive: false, maintainAspectRatio: false, animation: false, events: [] }
	});
}

/** Whether two contents differ by no more than the time. */
function isSameBut(a: AxesContent, b: AxesContent): boolean {
	return (
		a.palette === b.palette &&
		a.timeText === b.timeText &&
		a.fontFamily === b.fontFamily &&
		a.scales.length === b.scales.length &&
		a.scales.every((one, strip) => {
			const other = b.scales[strip];
			return (
				one.min === other?.min &&
				one.max === other.max &&
				one.isNumbered === other.isNumbered &&
				one.isReversed === other.isReversed
			);
		})
	);
}

/** The time axis anew in the place that the layout gave it: laying out all scales takes longer than all drawing. */
function moveTo(x: Scale, { fromS, toS }: AxesContent): void {
	[x.min, x.max] = [fromS, toS];
	x.afterBuildTicks();
	x.generateTickLabels(x.ticks);
	// done only when everything is laid out otherwise
	x.configure();
}

function optionsOf(content: AxesContent, density: number): ChartOptions<'line'> {
	const { palette, scales, fontFamily } = content;
	const font = { family: fontFamily, size: 11 };
	const x: ScaleOptions<'linear'> = {
		...({ type: GridScale.id, axis: 'x', position: 'bottom' } as ScaleOptions<'linear'>),
		...{ min: content.fromS, max: content.toS, bounds: 'data' as const },
		border: { display: false },
		grid: { color: palette.grid, tickLength: 4 },
		ticks: {
			...{ color: palette.text, font, autoSkip: false, maxRotation: 0, sampleSize: 2 },
			callback: (value) => content.timeText(Number(value))
		},
		afterBuildTicks: (axis) => {
			const named = divisions(axis.min, axis.max).filter((at) =>
				isNamed(at, axis, axis.chart.width)
			);
			axis.ticks = named.map((value) => ({ value }));
		},
		// no room for half a label: the strips would change their width with what is written below them
		afterFit: (axis) => {
			[axis.paddingLeft, axis.paddingRight] = [0, 0];
		}
	};
	const strips = scales.map(({ min, max, isNumbered, isReversed }): ScaleOptions<'linear'> => ({
		...({ type: GridScale.id, axis: 'y', position: 'left' } as ScaleOptions<'linear'>),
		...{ stack: 'strips', stackWeight: 1, min, max, reverse: isReversed },
		border: { display: false },
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
		layout: { padding: { top: 4, right: RIGHT_ROOM } },
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
