/**
 * One channel on one sheet as shapes: its name and scale in the margin, its trace in the strip.
 *
 * @module
 */
import { DRAWING, type PaperPage, type PaperPlan } from './paper.ts';
import { rangeText, scaleBar, type PaperStrip } from './paper-strips.ts';
import { printedTrace } from './printed-trace.ts';
import type { Span } from './scales.ts';
import { label, line, type Shape } from './shapes.ts';
import { unitText, type TraceSource } from './strip.ts';
import { traceColours } from './trace-colours.ts';

/** Colours on paper by kind of sensor, as the field draws them. */
const ink: Readonly<Record<string, string | undefined>> = traceColours.field.light;

/** What a strip is drawn with. */
export interface StripContent {
	readonly plan: PaperPlan;
	readonly page: PaperPage;
	readonly samples: TraceSource;
	readonly span: Span;
	readonly uncalibrated: string;
}

/** Name, unit, range, scale bar, trace, and where the trace left the strip. */
export function stripShapes(strip: PaperStrip, content: StripContent): Shape[] {
	const { left, right } = DRAWING;
	const { plan, page, samples, span, uncalibrated } = content;
	const { channel, top, bottom, index } = strip;
	const unit = channel.unit === 'counts' ? uncalibrated : unitText(channel.unit);
	const range = rangeText(channel, span);
	const tiles = samples.tiles[index];
	const drawn =
		tiles === undefined
			? null
			: printedTrace(tiles, samples.missing, plan, page, {
					...{ left, top, bottom, span, transfer: channel.transfer }
				});
	return [
		line(`M0 ${bottom + 0.5}H${right}`, 0.1, { opacity: 0.5 }),
		label(0, top + 3, 2.8, channel.name),
		label(0, top + 6, 2.2, unit),
		...(range === null ? [] : [label(0, top + 8.8, 2, range)]),
		...barShapes(strip, span),
		...(drawn === null || drawn.path === ''
			? []
			: [line(drawn.path, 0.18, { colour: ink[channel.kind] ?? traceColours.field.light.other })]),
		...(drawn?.above ?? []).map(({ from, to }) => line(`M${from} ${top}H${to}`, 0.6)),
		...(drawn?.below ?? []).map(({ from, to }) => line(`M${from} ${bottom}H${to}`, 0.6))
	];
}

function barShapes(strip: PaperStrip, span: Span): Shape[] {
	const bar = scaleBar(strip, span);
	if (bar === null) return [];
	const [x, y] = [DRAWING.left - 1.8, strip.bottom - 0.8];
	const [from, to] = [x - 0.6, x + 0.6];
	const up = y - bar.height;
	return [
		line(`M${from} ${y}H${to}M${x} ${y}V${up}M${from} ${up}H${to}`, 0.2),
		label(DRAWING.left - 3, y - 0.1, 2.2, bar.text, 'end')
	];
}
