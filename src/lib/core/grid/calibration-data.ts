/**
 * What a calibration is made from: ratings, labels and codes. No text of any interview, no name, no case.
 *
 * @module
 */
import type { GridCell } from './cell.ts';
import type { GridState, Rating } from './model.ts';

/** A rating as it was given; null = not seen. */
export type RatingValue = Rating['value'];

/** One rater's form of one segment. */
export interface CodedForm {
	/** Id of the rater's account. */
	readonly rater: string;
	readonly values: Readonly<Record<string, RatingValue>>;
}

/** Ten minutes of an interview. */
export interface CodedSegment {
	/** 1, 2, 3 … */
	readonly slice: number;
	/** Break before it [min]. */
	readonly breakMinutes: number;
	/** State three coders agreed on; null = not labelled. It is their coding, not a truth about a mind. */
	readonly label: GridState | null;
	/** Forms handed in independently: before the label, and none that holds agreed ratings. */
	readonly forms: readonly CodedForm[];
	/** Ratings the coders agreed on: what raters are certified against; null = none. */
	readonly agreed: CodedForm['values'] | null;
	/** Details that can be checked told in it; null = nobody rated it while it went on. */
	readonly details: number | null;
}

/** One closed interview. */
export interface CodedInterview {
	/** The same for the same person; a hash. */
	readonly person: string;
	/** A hash. */
	readonly interview: string;
	/** An exercise with somebody who is known to have had no part in what is asked about. */
	readonly isVolunteer: boolean;
	readonly hasInterpreter: boolean;
	readonly hasAdult: boolean;
	readonly hasComplaint: boolean;
	/** From opening to closing. */
	readonly minutes: number;
	/** Oldest first. */
	readonly segments: readonly CodedSegment[];
}

/** Where an indicator belongs. */
export type ItemPlace = Pick<Rating, 'stage' | 'dimension' | 'channel'>;

/** Places of all indicators, by id. */
export function itemPlaces(cells: readonly GridCell[]): ReadonlyMap<string, ItemPlace> {
	return new Map(
		cells.flatMap(({ stage, dimension, indicators }) =>
			indicators.map(({ id, channel }) => [id, { stage, dimension, channel }] as const)
		)
	);
}

/** Number of different persons. */
export function personsIn(interviews: readonly Pick<CodedInterview, 'person'>[]): number {
	return new Set(interviews.map(({ person }) => person)).size;
}

/** Interviews of each person. */
export function byPerson(interviews: readonly CodedInterview[]): CodedInterview[][] {
	const persons = new Map<string, CodedInterview[]>();
	for (const one of interviews) {
		const own = persons.get(one.person) ?? [];
		own.push(one);
		persons.set(one.person, own);
	}
	return [...persons.values()];
}
