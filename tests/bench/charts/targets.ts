/**
 * What the traces must keep, and whether what was measured keeps it.
 *
 * @module
 */
import { median, percentile } from './figures.ts';
import { summary, type LiveFigures, type LiveRounds } from './measure-live.ts';
import type { LiveKind } from './page/live.ts';
import type { MemoryFigures } from './measure-memory.ts';
import type { DrawerTimes, ReviewRun } from './measure-review.ts';
import type { TruthRun } from './page/truth.ts';

/**
 * `close` = missed by no more than two runs differ on a shared machine. `disturbed` = missed by the clock while other
 * programs wanted the processors: the clock then tells about them.
 */
export type Verdict = 'met' | 'close' | 'not met' | 'disturbed';

/** One line of the table. */
export interface Target {
	readonly name: string;
	/** What must not be exceeded, or reached, in words. */
	readonly limit: string;
	readonly ours: string;
	readonly peer: string;
	readonly measured: string;
	readonly verdict: Verdict;
}

/** Two runs on a shared machine differ by this share. */
const NOISE = 0.15;
/** Frames a second that count as 60: a run begins and ends between two frames. */
const FULL_RATE = 59;
const RATE_NOISE = 2;

const text = (value: number, digits = 2): string => value.toFixed(digits);

function atMost(value: number, most: number, noise = NOISE): Verdict {
	if (value <= most) return 'met';
	return value <= most * (1 + noise) ? 'close' : 'not met';
}

/** The clock judges only when the machine was free. */
function byClock(verdict: Verdict, isDisturbed: boolean): Verdict {
	return verdict === 'not met' && isDisturbed ? 'disturbed' : verdict;
}

/** How a picture was measured. */
export interface Circumstances {
	readonly density: number;
	/** Other programs wanted the processors. */
	readonly isDisturbed: boolean;
}

/** Targets of live pictures at one density. */
export function liveTargets(rounds: LiveRounds, { density, isDisturbed }: Circumstances): Target[] {
	const at = `at DPR ${String(density)}`;
	const nothing = rounds.nothing.map((round) => round.scriptCounted);
	// of processor time, less what the loop itself takes
	const script = (round: LiveFigures, index: number): number =>
		round.scriptCounted - (nothing[index] ?? 0);
	const cpu = (round: LiveFigures): number => round.cpu;
	return [
		ratioOf(rounds, `scroll: script a frame ${at}`, 'scroll', script, 0.15),
		ratioOf(rounds, `sweep: script a frame ${at}`, 'sweep', script, 0.02),
		ratioOf(rounds, `scroll: CPU of the browser a frame ${at}`, 'scroll', cpu, 0.6),
		ratioOf(rounds, `sweep: CPU of the browser a frame ${at}`, 'sweep', cpu, 0.6),
		...(['scroll', 'sweep'] as const).flatMap((kind) => ownTargets(rounds, kind, at, isDisturbed))
	];
}

/** Of each round, then the middle of the rounds: what disturbs a round disturbs both. */
function ratioOf(
	rounds: LiveRounds,
	name: string,
	kind: LiveKind,
	figure: (round: LiveFigures, index: number) => number,
	most: number
): Target {
	const [ours, peer] = [rounds[kind].map(figure), rounds.uplot.map(figure)];
	const ratio = median(ours.map((value, round) => value / (peer[round] ?? NaN)));
	return {
		...{ name, limit: `≤ ${String(most)} × uPlot`, measured: `${text(ratio, 3)} ×` },
		...{ ours: `${text(median(ours))} ms`, peer: `${text(median(peer))} ms` },
		verdict: atMost(ratio, most)
	};
}

function ownTargets(
	rounds: LiveRounds,
	kind: LiveKind,
	at: string,
	isDisturbed: boolean
): Target[] {
	const { fps, p99 } = summary(rounds[kind]);
	const peer = summary(rounds.uplot);
	const rate = fps >= FULL_RATE ? 'met' : fps >= FULL_RATE - RATE_NOISE ? 'close' : 'not met';
	return [
		{
			...{ name: `${kind}: frames a second ${at}`, limit: '60', measured: text(fps, 1) },
			...{ ours: text(fps, 1), peer: text(peer.fps, 1), verdict: byClock(rate, isDisturbed) }
		},
		{
			...{ name: `${kind}: script of the slowest hundredth ${at}`, limit: '≤ 16.7 ms' },
			...{ ours: `${text(p99)} ms`, peer: `${text(peer.p99)} ms`, measured: `${text(p99)} ms` },
			verdict: byClock(atMost(p99, 1000 / 60), isDisturbed)
		}
	];
}

/** Targets of a review at one density. */
export function reviewTargets(run: ReviewRun, { density, isDisturbed }: Circumstances): Target[] {
	const at = `at DPR ${String(density)}`;
	const [paint, peerPaint] = [Math.min(...run.ours.paints), Math.min(...run.uplot.paints)];
	const slow = ({ stepsCpu }: DrawerTimes): number => percentile(stepsCpu, 0.95);
	const [step, peerStep] = [slow(run.ours), slow(run.uplot)];
	const rest = percentile(run.rests, 0.95);
	return [
		{
			...{ name: `review: first paint ${at}`, limit: '≤ 300 ms', measured: `${text(paint, 0)} ms` },
			...{ ours: `${text(paint, 0)} ms`, peer: `${text(peerPaint, 0)} ms` },
			verdict: byClock(atMost(paint, 300), isDisturbed)
		},
		{
			...{ name: `review: script of a step, p95 ${at}`, limit: '≤ 4 ms' },
			...{ ours: `${text(step)} ms`, peer: `${text(peerStep)} ms`, measured: `${text(step)} ms` },
			verdict: atMost(step, 4)
		},
		{
			...{ name: `review: step beside uPlot, p95 ${at}`, limit: '≤ 0.1 × uPlot' },
			...{ ours: `${text(step)} ms`, peer: `${text(peerStep)} ms` },
			...{ measured: `${text(step / peerStep, 3)} ×`, verdict: atMost(step / peerStep, 0.1) }
		},
		{
			...{ name: `review: script at rest after a step, p95 ${at}`, limit: '≤ 16.7 ms', peer: '' },
			...{
				ours: `${text(rest)} ms`,
				measured: `${text(rest)} ms`,
				verdict: atMost(rest, 1000 / 60)
			}
		}
	];
}

/** Memory over ten simulated minutes. */
export function memoryTarget(name: string, { first, trend }: MemoryFigures): Target {
	return {
		...{ name: `memory: ${name}, trend over 10 min`, limit: '≤ 1 MB' },
		...{ ours: `${text(first, 1)} MB`, peer: '', measured: `${text(trend)} MB` },
		verdict: atMost(trend, 1)
	};
}

/** Nothing here is noise. */
export function truthTarget({ looked, lost }: TruthRun, density: number): Target {
	const seen = `${String(looked - lost.length)} of ${String(looked)}`;
	return {
		...{ name: `truth: spikes seen at every zoom at DPR ${String(density)}`, limit: 'all' },
		...{ ours: seen, peer: '', measured: seen, verdict: lost.length === 0 ? 'met' : 'not met' }
	};
}
