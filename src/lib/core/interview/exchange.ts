/**
 * What a browser and the server say to each other about interviews.
 *
 * `POST /api/cases/CASE/interviews` takes `{ event }` and answers `{ interview }`, the id.
 * `POST /api/interviews/ID/events` takes `{ events, after }` (`after`: number of the last event the sender knows) and answers `InterviewAnswer`.
 * `GET /api/interviews/ID/events?after=N` answers the events after that number.
 *
 * @module
 */
import type { VisibleInterviewEvent } from './coding.ts';

/** Most events sent at once. */
export const LARGEST_INTERVIEW_BATCH = 50;

/** What became of one event. */
export type InterviewEventResult =
	| {
			readonly ok: true;
			readonly id: string;
			readonly seq: number;
			/** Whether it stood in the log before. */
			readonly duplicate: boolean;
	  }
	| {
			readonly ok: false;
			readonly id: string;
			readonly code: string;
			/** English, what was expected and what came. */
			readonly message: string;
			/** Gate obstacles, where they are the reason. */
			readonly missing?: readonly string[];
	  };

/** One result for each event, in order, everything after `after`, and what was withheld before and no longer is. */
export interface InterviewAnswer {
	readonly results: readonly InterviewEventResult[];
	readonly events: readonly VisibleInterviewEvent[];
}
