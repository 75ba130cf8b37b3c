/**
 * What comes of a result when one thing is changed.
 *
 * @module
 */
import type { ProtocolValue } from '../protocols/kinds.ts';
import type { SessionState } from '../session/state.ts';

/** What can be changed. */
export const changeKinds = [
	...(['whole', 'without-question', 'without-chart', 'without-channel', 'put-back'] as const),
	...(['automatic-values', 'without-weakest', 'with-excluded'] as const)
] as const;

/** One change and what comes of it; all null = nothing could be scored. */
export interface ChangedResult {
	readonly kind: (typeof changeKinds)[number];
	/** Question, chart, channel, or how many values. */
	readonly name: string;
	readonly statistic: number | null;
	readonly p: number | null;
	readonly outcome: string | null;
	/** Whether it is another outcome than that of all the data. */
	readonly isOther: boolean;
}

/** The changes of one result. */
export interface SensitivityTable {
	/** The list or series that was scored alone; null = all together. */
	readonly questionId: string | null;
	readonly method: string;
	/** null = all channels together. */
	readonly channel: string | null;
	readonly rows: readonly ChangedResult[];
	/** Each single value left out in turn: how many, range of p, how many give another outcome; null = not looked at. */
	readonly values: {
		readonly count: number;
		readonly least: number;
		readonly most: number;
		readonly other: number;
	} | null;
}

/** Computes them: the methods are not known here. */
export type SensitivityOf = (
	state: SessionState,
	technique: ProtocolValue<'technique'>
) => readonly SensitivityTable[];
