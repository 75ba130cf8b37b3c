/**
 * Counts a laboratory looks at beside agreement: harm, volunteers placed in the third stage, groups.
 *
 * @module
 */
import { exactInterval } from '../statistics/proportions.ts';
import { byPerson, personsIn, type CodedInterview, type ItemPlace } from './calibration-data.ts';
import { codedPosteriors } from './coded-posteriors.ts';
import { stages, type GridModel } from './model.ts';

/** What interviews cost those who were interviewed. */
export interface HarmCounts {
	readonly interviews: number;
	readonly persons: number;
	readonly withComplaint: number;
	/** Breaks of any length. */
	readonly breaks: number;
	/** Mean time from opening to closing [min]; 0 without an interview. */
	readonly meanMinutes: number;
}

/** Complaints, breaks and time of closed interviews. @source interview reference §3.7, target (d) */
export function harmCounts(interviews: readonly CodedInterview[]): HarmCounts {
	const total = interviews.reduce((sum, { minutes }) => sum + minutes, 0);
	return {
		interviews: interviews.length,
		persons: personsIn(interviews),
		withComplaint: interviews.filter(({ hasComplaint }) => hasComplaint).length,
		breaks: interviews
			.flatMap(({ segments }) => segments)
			.filter(({ breakMinutes }) => breakMinutes > 0).length,
		meanMinutes: total / Math.max(1, interviews.length)
	};
}

/** Volunteers without a part, and how many were placed in the third stage. */
export interface VolunteerCounts {
	readonly persons: number;
	/** Persons for whom that stage was the most probable in any segment. */
	readonly placed: number;
	/** 95 % interval of their share (Clopper–Pearson). */
	readonly interval: readonly [number, number];
}

/** @returns null without a volunteer. @source interview reference §3.7, target (e) */
export function volunteerCounts(
	interviews: readonly CodedInterview[],
	places: ReadonlyMap<string, ItemPlace>,
	model: GridModel
): VolunteerCounts | null {
	const third = stages.indexOf('S3');
	const rated = byPerson(interviews.filter(({ isVolunteer }) => isVolunteer))
		.map((own) => own.flatMap((one) => codedPosteriors(one, places, model)))
		.map((all) => all.filter((states) => states !== null))
		.filter((all) => all.length > 0);
	if (rated.length === 0) return null;
	const placed = rated.filter((all) =>
		all.some((states) => states.indexOf(Math.max(...states)) === third)
	).length;
	const interval = exactInterval({ count: placed, of: rated.length });
	return { persons: rated.length, placed, interval };
}

/** A group by what the log says of it. Sex, age, schooling are not kept, so they cannot be compared. */
export interface GroupCounts {
	readonly group: 'interpreter' | 'no-interpreter' | 'adult' | 'no-adult';
	readonly persons: number;
	readonly segments: number;
	/** Mean of all ratings; null without any. */
	readonly meanRating: number | null;
}

/** Counts by group: whether an interpreter or an appropriate adult was there. Groups without data are left out. */
export function groupCounts(interviews: readonly CodedInterview[]): GroupCounts[] {
	const of = (
		group: GroupCounts['group'],
		isIn: (one: CodedInterview) => boolean
	): GroupCounts[] => {
		const own = interviews.filter(isIn);
		if (own.length === 0) return [];
		const segments = own.flatMap((one) => one.segments);
		const values = segments
			.flatMap(({ forms }) => forms.flatMap((form) => Object.values(form.values)))
			.filter((value) => value !== null);
		const sum = values.reduce((total: number, value) => total + value, 0);
		const meanRating = values.length === 0 ? null : sum / values.length;
		return [{ group, persons: personsIn(own), segments: segments.length, meanRating }];
	};
	return [
		...of('interpreter', ({ hasInterpreter }) => hasInterpreter),
		...of('no-interpreter', ({ hasInterpreter }) => !hasInterpreter),
		...of('adult', ({ hasAdult }) => hasAdult),
		...of('no-adult', ({ hasAdult }) => !hasAdult)
	];
}
