/**
 * From the marks of one coder in one slice to a draft of the slice's form, which the coder confirms or changes.
 *
 * An indicator without a mark stays open: nobody but the coder knows whether there was none of it (0) or nothing could
 * be seen (not 0).
 *
 * @module
 */
import type { RatingScale } from '../grid/cell.ts';
import type { Mark } from './coding.ts';
import type { SliceSpan } from './coding-slices.ts';
import type { GridContent } from './decision.ts';

type Level = 0 | 1 | 2 | 3;

/** What is proposed for one indicator. */
export interface DraftRating {
	readonly item: string;
	/** null = could not be seen. */
	readonly value: Level | null;
	/** Time of the interview of the mark it rests on most [s]; null beside “could not be seen”. */
	readonly at: number | null;
	/** Other explanations of its marks. */
	readonly alternative: string;
	/** Marks it follows from. */
	readonly marks: number;
}

/** What is proposed for a slice. */
export interface FormDraft {
	readonly ratings: readonly DraftRating[];
	readonly safeguards: readonly { readonly item: string; readonly value: Level }[];
	readonly interviewer: readonly { readonly item: string; readonly value: string }[];
}

/** Items of the interviewers' conduct that are shares: no count of marks says them. @source interview reference §2.12 */
const SHARES: ReadonlySet<string> = new Set(['I1', 'I2']);
const LONGEST = 400;

/** The draft of a slice from the marks of one coder that lie in it and count. */
export function formDraft(
	marks: readonly Mark[],
	span: SliceSpan,
	{ frame, cells }: GridContent
): FormDraft {
	const inside = marks.filter(
		({ withdrawn, atS, untilS }) =>
			withdrawn === null && atS < span.toS && (untilS ?? atS) >= span.fromS
	);
	const of = (item: string): Mark[] => inside.filter((one) => one.item === item);
	return {
		ratings: cells
			.flatMap(({ indicators }) => indicators)
			.flatMap(({ id, scale }) => draftRating(id, scale, of(id), span) ?? []),
		safeguards: frame.safeguards.items.flatMap(({ id: item, anySignStops }) => {
			const most = Math.max(0, ...of(item).map(({ value }) => value ?? 0)) as Level;
			if (of(item).length === 0) return [];
			return [{ item, value: anySignStops && most > 0 ? 3 : most }];
		}),
		interviewer: frame.interviewer.flatMap(({ id: item }) => {
			const count = of(item).filter(({ value }) => (value ?? 0) > 0).length;
			return count === 0 || SHARES.has(item) ? [] : [{ item, value: String(count) }];
		})
	};
}

function draftRating(
	item: string,
	scale: RatingScale,
	marks: readonly Mark[],
	span: SliceSpan
): DraftRating | null {
	if (marks.length === 0) return null;
	const seen = marks.filter(({ value }) => value !== null);
	const count = marks.length;
	if (seen.length === 0) return { item, value: null, at: null, alternative: '', marks: count };
	const value = levelOf(scale, seen, span);
	const most = Math.max(...seen.map((one) => one.value ?? 0));
	const strongest = seen.find((one) => one.value === most);
	const alternatives = [...new Set(seen.map(({ alternative }) => alternative))].filter(Boolean);
	return {
		...{ item, value, marks: count },
		at: Math.max(span.fromS, strongest?.atS ?? span.fromS),
		alternative: alternatives.join('; ').slice(0, LONGEST)
	};
}

/**
 * The value of a slice by how the indicator is coded: times counted, lengths added, the greatest strength; of a share
 * the coder's latest estimate, because marks do not say what it is a share of.
 *
 * @source interview reference §2: FREQ none, once, 2–3, 4+ or throughout; DUR none, < 1 min, 1–3 min, > 3 min; INT
 */
export function levelOf(scale: RatingScale, marks: readonly Mark[], span: SliceSpan): Level {
	const some = marks.filter(({ value }) => (value ?? 0) > 0);
	const most = Math.max(0, ...some.map(({ value }) => value ?? 0)) as Level;
	if (some.length === 0) return 0;
	switch (scale) {
		case 'frequency':
			// one mark of 3 says “throughout”, one of 2 “two or three times here”
			return Math.max(most, some.length >= 4 ? 3 : some.length >= 2 ? 2 : 1) as Level;
		case 'duration': {
			const seconds = coveredSeconds(some, span);
			return seconds > 180 ? 3 : seconds >= 60 ? 2 : 1;
		}
		case 'strength':
			return most;
		case 'share':
			return marks.toSorted((a, b) => a.atS - b.atS).at(-1)?.value ?? most;
	}
}

/** Seconds of a slice that at least one of the marks covers; what overlaps counts once. */
function coveredSeconds(marks: readonly Mark[], { fromS, toS }: SliceSpan): number {
	const parts = marks
		.map(({ atS, untilS }) => [Math.max(fromS, atS), Math.min(toS, untilS ?? atS)] as const)
		.sort(([a], [b]) => a - b);
	let [sum, reached] = [0, fromS];
	for (const [from, to] of parts) {
		sum += Math.max(0, to - Math.max(from, reached));
		reached = Math.max(reached, to);
	}
	return sum;
}
