/**
 * Flaws of a channel on paper: the same marks as on the screen, in millimetres.
 *
 * @module
 */
import type { Flaw } from '#lib/core/signal/quality/flaw.ts';
import { flawPlace, flawPlaces, type FlawPlace } from '../trace/paint-flaws.ts';
import { DRAWING, paperX, type PaperPage, type PaperPlan } from '#lib/core/paper/paper.ts';

/** One mark on one strip [mm]. */
export interface PaperFlaw {
	readonly place: FlawPlace;
	readonly x: number;
	readonly width: number;
	/** Whether there is room for the word beside those before it in its row. */
	readonly hasWord: boolean;
}

/** Marks closer than this are drawn as one; none is narrower [mm]. */
const MERGED = 0.5;
const LEAST_WIDTH = 0.5;
/** Room of a word [mm]. */
const WORD = 16;

/** The marks of one channel on one sheet. */
export function paperFlaws(
	flaws: readonly Flaw[],
	plan: Pick<PaperPlan, 'samplesPerColumn'>,
	page: PaperPage
): PaperFlaw[] {
	const { left, right } = DRAWING;
	const here = flaws.filter(({ from, to }) => from < page.to && to > page.from);
	return flawPlaces.flatMap((place) => {
		const spans: { x: number; end: number }[] = [];
		for (const flaw of here.filter((one) => flawPlace(one) === place)) {
			const x = Math.max(left, paperX(plan, page, flaw.from));
			const end = Math.min(right, Math.max(x + LEAST_WIDTH, paperX(plan, page, flaw.to)));
			const last = spans.at(-1);
			if (last !== undefined && x - last.end <= MERGED) last.end = Math.max(last.end, end);
			else spans.push({ x: Math.min(x, right - LEAST_WIDTH), end });
		}
		let free = -Infinity;
		return spans.map(({ x, end }) => {
			const hasWord = x >= free;
			if (hasWord) free = x + WORD;
			return { place, x, width: Math.max(LEAST_WIDTH, end - x), hasWord };
		});
	});
}
