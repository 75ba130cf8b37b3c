/**
 * What a browser and the server say to each other about the board of a case.
 *
 * `POST /api/cases/CASE/board` takes `{ events }` and answers `BoardAnswer`; `GET` answers `{ view }`. Events themselves are
 * not given out: what somebody may know is computed before it leaves the server.
 *
 * @module
 */
import type { BoardView } from './view.ts';

/** Most events sent at once. */
export const LARGEST_BOARD_BATCH = 50;

/** What became of one event. */
export type BoardEventResult =
	| { readonly ok: true; readonly id: string; readonly seq: number; readonly duplicate: boolean }
	| {
			readonly ok: false;
			readonly id: string;
			readonly code: string;
			/** English, what was expected and what came. */
			readonly message: string;
	  };

/** One result for each event, in order, and the board as it is now. */
export interface BoardAnswer {
	readonly results: readonly BoardEventResult[];
	readonly view: BoardView;
}
