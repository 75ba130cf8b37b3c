/**
 * How a recorded analysis differs from one made anew.
 *
 * @module
 */
import type { EventData } from '#lib/core/session/event.ts';

/** What the analysis of a session holds. */
export interface Analysis {
	readonly measurements: EventData<'chart-measured'>['measurements'];
	readonly scores: EventData<'score-recorded'>['scores'];
}

/** Relative difference that two machines' arithmetic may have. */
const SAME = 1e-9;
/** Draws behind a Monte-Carlo probability, and how many standard errors two of them may differ. */
const DRAWN = 20_000;
const STANDARD_ERRORS = 5;

type Score = Analysis['scores'][number];
type Measurement = Analysis['measurements'][number];

/** One line for each value that differs, measurements first; empty = the same. */
export function differences(recorded: Analysis, recomputed: Analysis): string[] {
	const row = (one: Measurement): string =>
		`chart ${one.chart} presentation ${one.presentation} ${one.channel}`;
	const method = (one: Score): string =>
		[one.channel, one.method, ...(one.questionId === undefined ? [] : [one.questionId])].join(' ');
	return [
		...compared(recorded.measurements, recomputed.measurements, row, measurementDifference),
		...compared(recorded.scores, recomputed.scores, method, scoreDifference)
	];
}

/** Pairs by name; what stands on one side only differs too. */
function compared<T>(
	recorded: readonly T[],
	recomputed: readonly T[],
	nameOf: (one: T) => string,
	difference: (a: T, b: T) => string
): string[] {
	const anew = new Map(recomputed.map((one) => [nameOf(one), one]));
	const before = new Set(recorded.map(nameOf));
	const changed = recorded.flatMap((one) => {
		const name = nameOf(one);
		const other = anew.get(name);
		const what = other === undefined ? 'recorded only' : difference(one, other);
		return what === '' ? [] : [`${name}: ${what}`];
	});
	const added = [...anew.keys()].filter((name) => !before.has(name));
	return [...changed, ...added.map((name) => `${name}: recomputed only`)];
}

function measurementDifference(a: Measurement, b: Measurement): string {
	if (a.exclusion !== b.exclusion) return `excluded as “${a.exclusion}”, now “${b.exclusion}”`;
	return isSame(a.value, b.value) ? '' : `value ${a.value ?? 'null'}, now ${b.value ?? 'null'}`;
}

function scoreDifference(a: Score, b: Score): string {
	if (!isSame(a.statistic, b.statistic)) return `statistic ${a.statistic}, now ${b.statistic}`;
	if (a.outcome !== b.outcome) return `outcome ${a.outcome ?? 'none'}, now ${b.outcome ?? 'none'}`;
	const items = changedItem(a, b);
	if (items !== '') return items;
	const isDrawn = a.pKind === 'monte-carlo' && b.pKind === 'monte-carlo';
	const p = a.p ?? 0;
	const allowed = isDrawn ? STANDARD_ERRORS * Math.sqrt((p * (1 - p)) / DRAWN) : 0;
	return isSame(a.p, b.p, allowed) ? '' : `p ${a.p ?? 'null'}, now ${b.p ?? 'null'}`;
}

/** The first item (relevant question, item of a search) that comes to something else. */
function changedItem(a: Score, b: Score): string {
	const anew = new Map(b.perItem?.map(({ itemId, value }) => [itemId, value]));
	const changed = a.perItem?.find(({ itemId, value }) => !isSame(value, anew.get(itemId) ?? null));
	if (changed === undefined) return '';
	const now = anew.get(changed.itemId) ?? 'null';
	return `${changed.itemId} ${changed.value ?? 'null'}, now ${now}`;
}

/**
 * Whether two values are the same but for the last digits of another machine's arithmetic.
 *
 * @param allowed difference that is chance [unit of the values]
 */
export function isSame(a: number | null, b: number | null, allowed = 0): boolean {
	if (a === null || b === null) return a === b;
	return Math.abs(a - b) <= Math.max(allowed, SAME * Math.max(1, Math.abs(a)));
}
