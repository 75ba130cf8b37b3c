/** The studies that take long enough to be shared out over the processors. */
import { comparisonNull } from './nulls/comparison.ts';
import { randomDetails } from './nulls/details.ts';
import { randomSearches } from './nulls/searching.ts';
import { testedSubjects } from './simulation/subjects.ts';

/** By name; each takes one job and gives data that can be copied between threads. */
export const studies = { comparisonNull, randomDetails, randomSearches, testedSubjects };
/** Name of a study. */
export type StudyName = keyof typeof studies;
/** What a study takes and gives. */
export type JobOf<Name extends StudyName> = Parameters<(typeof studies)[Name]>[0];
export type ResultOf<Name extends StudyName> = ReturnType<(typeof studies)[Name]>;
