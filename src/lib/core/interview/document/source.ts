/**
 * What a record is made from.
 *
 * @module
 */
import type { TreeHead } from '../../integrity/tree-head.ts';
import type { GridCell, GridFrame } from '../../grid/cell.ts';
import type { GridPosition } from '../grid-position.ts';
import type { InterviewEvent } from '../interview-event.ts';
import type { InterviewState } from '../interview-state.ts';
import type { RecordRules } from '../record-rules.ts';
import type { OtherInterview } from '../versions.ts';

/** An interview with all that its record tells. */
export interface RecordSource {
	readonly case: { readonly number: string; readonly title: string };
	readonly state: InterviewState;
	readonly events: readonly InterviewEvent[];
	readonly grid: {
		readonly frame: GridFrame;
		readonly cells: readonly GridCell[];
		readonly record?: RecordRules | null;
	};
	/** At the end of the interview; null = nothing was rated. */
	readonly position: GridPosition | null;
	/** Other interviews of the same person. */
	readonly others: readonly OtherInterview[];
	/** Names of accounts by id. */
	readonly names: Readonly<Record<string, string>>;
	/** The head of the log that covers the record; null = none covers it yet; absent = the record bears no code. */
	readonly head?: TreeHead | null;
	/** Name and version of the program. */
	readonly software: string;
}

/** Name of an account; its id where there is none. */
export function nameOf({ names }: Pick<RecordSource, 'names'>, id: string): string {
	return names[id] ?? id;
}
