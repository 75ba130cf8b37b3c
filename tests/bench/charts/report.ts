/**
 * The measured figures as tables, for the terminal and for `RESULTS.md`.
 *
 * @module
 */
import { cpus, totalmem } from 'node:os';
import { format, resolveConfig } from 'prettier';
import { median, percentile } from './figures.ts';
import { summary, type LiveRounds } from './measure-live.ts';
import type { ReviewRun } from './measure-review.ts';
import type { Target } from './targets.ts';

/** Everything of one run. */
export interface Measured {
	readonly browser: string;
	/** Processes that wanted a processor, at the beginning and at the end. */
	readonly load: readonly [number, number];
	readonly targets: readonly Target[];
	readonly live: ReadonlyMap<number, LiveRounds>;
	readonly review: ReadonlyMap<number, ReviewRun>;
}

const NAMES = {
	scroll: 'ours, scrolling',
	sweep: 'ours, sweeping',
	uplot: 'uPlot, all samples',
	'uplot-thin': 'uPlot, all samples, line of 1 device px',
	nothing: 'nothing drawn'
} as const;

type Row = readonly (string | number)[];

/** The targets, one line each. */
export function targetTable(targets: readonly Target[]): string {
	const rows = targets.map(({ name, limit, ours, peer, measured, verdict }) => [
		...[name, limit, ours, peer, measured, verdict]
	]);
	return table(['target', 'limit', 'ours', 'uPlot', 'measured', ''], rows);
}

/** Every figure of the live pictures. */
export function liveTable(live: ReadonlyMap<number, LiveRounds>): string {
	const head = [
		...['', 'DPR', 'script', 'p50', 'p95', 'p99', '> 16.7 ms', 'script CPU', 'main thread CPU'],
		...['browser CPU', 'frames/s', 'gap p99', 'longest gap']
	];
	const rows = [...live].flatMap(([density, rounds]) =>
		Object.entries(NAMES).map(([kind, name]): Row => {
			const of = summary(rounds[kind as keyof typeof NAMES]);
			const times = [of.script, of.p50, of.p95, of.p99].map((ms) => ms.toFixed(2));
			const whole = [of.scriptCounted, of.task, of.cpu].map((ms) => ms.toFixed(2));
			const gaps = [of.fps.toFixed(1), of.gapP99.toFixed(0), of.longestGap.toFixed(0)];
			return [name, density, ...times, `${(100 * of.long).toFixed(1)} %`, ...whole, ...gaps];
		})
	);
	return table(head, rows);
}

/** Every figure of the reviews. */
export function reviewTable(review: ReadonlyMap<number, ReviewRun>): string {
	const shares = [0.5, 0.95, 1];
	const rows = [...review].flatMap(([density, run]) => [
		...(['ours', 'uplot'] as const).map((drawer): Row => {
			const { paints, steps, stepsCpu } = run[drawer];
			return [
				...[drawer === 'ours' ? 'ours' : 'uPlot', density],
				...[Math.min(...paints).toFixed(0), median(paints).toFixed(0)],
				...shares.map((share) => percentile(stepsCpu, share).toFixed(2)),
				...shares.map((share) => percentile(steps, share).toFixed(2))
			];
		}),
		[
			...['ours, at rest after a step', density, '', ''],
			...shares.map((share) => percentile(run.rests, share).toFixed(2)),
			...['', '', '']
		]
	]);
	const head = [
		...['', 'DPR', 'first paint', 'middle of 5', 'step CPU p50', 'p95', 'slowest'],
		...['by the clock p50', 'p95', 'slowest']
	];
	return table(head, rows);
}

/** The page that is kept beside the benchmark. */
export async function resultsPage(measured: Measured): Promise<string> {
	const { browser, load, targets, live, review } = measured;
	const tiles = [...review.values()].map((run) => run.tiles);
	const samples = [...review.values()][0]?.samples ?? 0;
	const text = `# Traces beside uPlot: last measured figures

Made by \`npm run bench:charts\`; ratios hold, absolute figures move with the machine.

Machine: ${String(cpus().length)} processors (${cpus()[0]?.model ?? 'unknown'}), ${String(Math.round(totalmem() / 2 ** 30))} GB, no graphics card; Chromium ${browser}, headless, software
raster; pictures of 1600 × 900 CSS px. Load of the machine while measuring: ${load.map((value) => value.toFixed(1)).join(' at the beginning, ')} at the end (2 and more of one's own while
uPlot draws).

## Targets

\`close\` = missed by no more than two runs differ; \`disturbed\` = missed by the clock while other programs wanted the processors. Ratios are the middle of the rounds; within a
round ours and uPlot are watched one after the other. Script a frame is processor time as the browser counts it, less that of the same loop with nothing to draw; a step is processor
time too.

${targetTable(targets)}

## Live: 8 channels × 1 kHz, 30 s window, new samples at every frame

Milliseconds a frame. \`script\` is the time by the clock around drawing, without taking in the samples; \`script CPU\` and \`main thread CPU\` are the browser's own count for the
page (all scripts, samples taken in included; the latter with style, layout and painting), \`browser CPU\` is that of all its processes by the kernel's count. Ours draws eight
scales, question bands and answers besides; uPlot has one axis, no legend, no cursor, fixed scales.

${liveTable(live)}

## Review: ${(samples / 1e6).toFixed(1)} million samples (2 h × 8 channels × 1 kHz), 200 steps between 2 h and 10 s

Milliseconds. First paint: from samples kept and tiles built to the end of the first frame that shows them; making the picture, its layout, scales that fit and all drawing included; the fastest of five.
Keeping the samples and building the tiles takes ${median(tiles).toFixed(0)} ms before that. A step: scales that fit, axes, marks and traces drawn anew. In motion the minimum and
maximum of each CSS pixel are drawn; the first frame after 0.12 s at rest draws those of each device pixel, where that is another picture. uPlot takes all samples too (and every seventh step only).

${reviewTable(review)}
`;
	const settings = await resolveConfig(import.meta.filename);
	return format(text, { ...settings, parser: 'markdown' });
}

function table(head: Row, rows: readonly Row[]): string {
	const line = (cells: Row): string => `| ${cells.map(String).join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
