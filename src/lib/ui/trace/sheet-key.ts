/**
 * What is marked on a stretch of columns, in a word: two stretches of one word look alike and need not be drawn again.
 *
 * @module
 */
import type { Run } from '#lib/core/recording/tiles.ts';
import type { Marked } from './paint-marks.ts';

/** A mark, a band, a flaw or a hole as it takes room on a picture. Absolute columns. */
export interface MarkedRun {
	readonly from: number;
	/** Exclusive; Infinity = it goes on. */
	readonly to: number;
	/** Its words may take so many columns on either side of where it begins. */
	readonly reach: number;
	/** Everything else that can be seen of it. */
	readonly look: string;
}

/** A character is no wider than this, nor the room at the ends of a word [CSS px]. */
const CHARACTER = 12;

/** Everything that is marked, in columns. */
export function markedRuns(
	{ bands, marks, missingText, flaws }: Marked,
	missing: readonly Run[],
	{ samplesPerColumn, density }: { samplesPerColumn: number; density: number }
): MarkedRun[] {
	const run = (from: number, to: number | null, text: string, look = ''): MarkedRun => ({
		from: Math.floor(from / samplesPerColumn),
		to: to === null ? Infinity : Math.floor(to / samplesPerColumn) + 1,
		reach: CHARACTER * density * (text.length + 2),
		look: `${text} ${look}`
	});
	return [
		...bands.map(({ from, to, label, kind, isPending }) =>
			run(from, to, `${label} …`, `${kind} ${String(isPending)}`)
		),
		...marks.map(({ sample, label, kind, isPending }, index) =>
			run(sample, sample, `${label} …`, `${kind} ${String(isPending)} ${String(index)}`)
		),
		...missing.map(({ from, to }) => run(from, to, missingText)),
		...(flaws?.of ?? []).flatMap((of, channel) =>
			of.map(({ from, to, kind }) =>
				run(from, to, flaws?.words[kind] ?? '', `${kind} ${String(channel)}`)
			)
		)
	];
}

/** Whether something marked is seen on columns from…to−1. */
export function isMarkedIn(run: MarkedRun, from: number, to: number): boolean {
	return run.from - run.reach < to && Math.max(run.to, run.from + run.reach) > from;
}

/**
 * The word of columns from…to−1.
 *
 * @param newest column after the newest: what has begun just before finds its place while the trace comes
 */
export function sheetKey(
	runs: readonly MarkedRun[],
	{ from, to, newest }: { from: number; to: number; newest: number }
): string {
	return runs
		.filter((run) => isMarkedIn(run, from, to))
		.map((run) => {
			const isForming = run.from + run.reach >= newest || run.to >= newest;
			const end = isForming && run.to !== Infinity ? newest : Math.min(run.to, to + run.reach);
			return `${String(run.from)}-${String(end)} ${run.look}`;
		})
		.join('\n');
}
