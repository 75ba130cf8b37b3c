/**
 * Moments that two charts have in common: the start announcement, and the onset of each item that was asked in both.
 *
 * @module
 */
import { placeChartMarks } from '#lib/core/session/place-marks.ts';
import type { Chart, PlacedMark } from '#lib/core/session/state.ts';
import type { Anchors } from './linked-places.svelte.ts';

/** One such moment. */
export type Alignment =
	| { readonly id: 'recording' | 'start'; readonly anchors: Anchors }
	| {
			readonly id: string;
			readonly questionId: string;
			readonly itemId: string;
			readonly anchors: Anchors;
	  };

/**
 * The moments, in the order of the first chart; the first sample comes last, for charts that have nothing else.
 * What was voided in one of them is left out; of an item asked several times the first goes with the first.
 */
export function alignments(one: Chart, other: Chart): Alignment[] {
	const [a, b] = [momentsOf(one), momentsOf(other)];
	const items = a.asked.flatMap((asked): Alignment[] => {
		const same = b.asked.find(({ id }) => id === asked.id);
		if (same === undefined) return [];
		const { id, questionId, itemId } = asked;
		return [{ id, questionId, itemId, anchors: [asked.atS, same.atS] }];
	});
	const isStarted = a.startS !== null && b.startS !== null;
	return [
		...(isStarted ? [{ id: 'start' as const, anchors: [a.startS, b.startS] as Anchors }] : []),
		...items,
		{ id: 'recording', anchors: [0, 0] }
	];
}

function momentsOf(chart: Chart) {
	const { announcedStart, presentations, sealed, started } = placeChartMarks(chart);
	const rateHz = sealed?.effectiveRateHz ?? started.rateHz;
	const secondsOf = (mark: PlacedMark | null): number | null =>
		mark === null || mark.voided || mark.sample === null ? null : mark.sample / rateHz;
	const times = new Map<string, number>();
	const asked = presentations.flatMap(({ asked: onset, questionId, itemId, voided }) => {
		const atS = secondsOf(onset);
		if (atS === null || voided !== null) return [];
		const item = `${questionId} ${itemId}`;
		const time = (times.get(item) ?? 0) + 1;
		times.set(item, time);
		return [{ id: `${item} ${time}`, questionId, itemId, atS }];
	});
	return { startS: secondsOf(announcedStart), asked };
}
