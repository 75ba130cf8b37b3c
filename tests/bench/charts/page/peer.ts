/**
 * uPlot on the same samples and the same size: one instance, all samples, the strips one above the other by their scales.
 * It draws one axis and no marks, legend or cursor, and its scales are fixed, so that it need not look for them.
 *
 * @module
 */
import uPlot from 'uplot';
import { physicalToCount } from './counts-scale.ts';
import type { Span } from '#lib/ui/trace/scales.ts';
import { paletteOf } from '#lib/ui/trace/palette.ts';
import { CHANNELS } from './signals.ts';
import { HEIGHT, WIDTH } from './size.ts';

/** A uPlot of all channels; `data` is time [s] and counts. */
export function peerPicture(
	data: uPlot.AlignedData,
	spans: readonly Span[],
	lineWidth: number
): uPlot {
	const palette = paletteOf(document.body);
	const scales = CHANNELS.map(({ transfer }, index): [string, uPlot.Scale] => {
		const { min, max } = spans[index]!;
		const [low, high] = [physicalToCount(transfer, min), physicalToCount(transfer, max)];
		const top = high + index * (high - low);
		return [`y${String(index)}`, { range: [top - CHANNELS.length * (high - low), top] }];
	});
	return new uPlot(
		{
			...{ width: WIDTH, height: HEIGHT, legend: { show: false }, cursor: { show: false } },
			scales: { x: { time: false }, ...Object.fromEntries(scales) },
			axes: [{ stroke: palette.text, grid: { stroke: palette.grid } }],
			series: [
				{},
				...CHANNELS.map(({ name, kind }, index): uPlot.Series => ({
					...{ label: name, scale: `y${String(index)}`, width: lineWidth },
					...{ stroke: palette.trace[kind]!, points: { show: false } }
				}))
			]
		},
		data,
		document.body
	);
}
