/**
 * What somebody said about a topic, from interview to interview, the earlier beside the later.
 *
 * @module
 */
import type { InterviewState, Statement } from './interview-state.ts';
import type { Correction, Detail, Retraction } from './record.ts';

/** What another interview of the same person tells about its statements. */
export interface OtherInterview {
	readonly interview: string;
	readonly statements: readonly Statement[];
	readonly corrections: readonly Correction[];
	readonly retractions: readonly Retraction[];
	readonly details: readonly Detail[];
}

/** One statement about a topic. */
export interface Version extends Statement {
	/** Interview it was made in. */
	readonly interview: string;
	/** Made in the interview that is looked at. */
	readonly isOwn: boolean;
	/** 1, 2, 3 … of the topic. */
	readonly number: number;
	readonly corrections: readonly Correction[];
	readonly details: readonly Detail[];
	/** Null = it stands. */
	readonly retraction: Retraction | null;
}

/** A topic with all that was said about it, the first first. */
export interface TopicVersions {
	readonly topic: string;
	readonly versions: readonly Version[];
	/** The first account was not told freely. */
	readonly isFirstNotFree: boolean;
}

/** What an interview hands to the others of the same person. */
export function asOther({ interviewId, statements, record }: InterviewState): OtherInterview {
	const { corrections, retractions, details } = record;
	return { interview: interviewId, statements, corrections, retractions, details };
}

/**
 * Topics with their versions.
 *
 * @param others other interviews of the same person in the same case
 * @returns topics in the order in which this interview took them up, those of others only after them
 */
export function versionsByTopic(
	state: InterviewState,
	others: readonly OtherInterview[]
): TopicVersions[] {
	const own = asOther(state);
	const all = [own, ...others.filter(({ interview }) => interview !== own.interview)];
	const retracted = retractionsOf(all);
	const topics = new Map<string, Omit<Version, 'number'>[]>();
	for (const { interview, statements, corrections, details } of all)
		for (const statement of statements) {
			const isOfIt = (one: { readonly statement: number }): boolean =>
				one.statement === statement.seq;
			const version = {
				...{ ...statement, interview, isOwn: interview === own.interview },
				corrections: corrections.filter(isOfIt),
				details: details.filter(isOfIt),
				retraction: retracted.get(`${interview}/${statement.seq}`) ?? null
			};
			topics.set(statement.topic, [...(topics.get(statement.topic) ?? []), version]);
		}
	return [...topics].map(([topic, unordered]) => {
		const versions = unordered
			.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.seq - b.seq))
			.map((one, index) => ({ ...one, number: index + 1 }));
		return { topic, versions, isFirstNotFree: versions[0]?.freeNarrative === false };
	});
}

/** Retractions by `interview/statement`; the first of a statement counts. */
function retractionsOf(all: readonly OtherInterview[]): Map<string, Retraction> {
	const found = new Map<string, Retraction>();
	for (const { interview, retractions } of all)
		for (const one of retractions) {
			const place = `${one.interview === '' ? interview : one.interview}/${one.statement}`;
			if (!found.has(place)) found.set(place, one);
		}
	return found;
}
