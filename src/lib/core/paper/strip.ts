/**
 * What a trace is drawn from: channels, their samples, and what is marked on them. The contract of ui/trace.
 *
 * @module
 */
import type { ChannelExtents, Run } from '../recording/tiles.ts';
import type { Unit } from '../units.ts';

/** Linear transfer of a channel: raw counts to its unit. */
export interface Transfer {
	readonly digitalMin: number;
	readonly digitalMax: number;
	readonly physicalMin: number;
	readonly physicalMax: number;
}

/** One strip. */
export interface TraceChannel {
	readonly name: string;
	readonly kind: string;
	/** `counts` = uncalibrated: no physical unit is shown. */
	readonly unit: Unit;
	/** What is drawn instead of the raw signal, e.g. a filter, named on the strip; null = the raw signal. */
	readonly view: string | null;
	readonly transfer: Transfer;
}

/** Samples of all channels, growing while it records. */
export interface TraceSource {
	/** Index after the last sample. */
	readonly end: number;
	/** Index of the first sample still kept. */
	readonly first: number;
	/** Samples of each channel, in the order of the channels. */
	readonly tiles: readonly ChannelExtents[];
	/** Samples that never arrived, of all channels. */
	readonly missing: readonly Run[];
	/** Index after the last sample that is here with all before it; absent = the end. See `knownEnd`. */
	readonly known?: number;
	/** Another one = finer data came of what was known coarsely, to be drawn again; absent = it is all as it came. */
	readonly version?: number;
	/** Of a channel that is drawn through a filter: where there is nothing of it to draw, lost samples included. */
	readonly holes?: readonly (readonly Run[] | undefined)[];
}

/** How far single samples can be asked for: what is computed from them goes no further, a picture does. */
export function knownEnd({ known, end }: TraceSource): number {
	return known ?? end;
}

/** A stretch of time with a name: a question being read, a pause. */
export interface TraceBand {
	readonly from: number;
	/** null = still going on. */
	readonly to: number | null;
	readonly label: string;
	readonly kind: 'question' | 'pause';
	/** Not yet confirmed by the server. */
	readonly isPending: boolean;
}

/** A moment with a name: an answer, an artifact, an announcement. */
export interface TraceMark {
	readonly sample: number;
	readonly label: string;
	/** `moved` = where a corrected mark was first; `cursor` = where a person points. */
	readonly kind: 'answer' | 'artifact' | 'announcement' | 'remark' | 'moved' | 'cursor';
	readonly isPending: boolean;
}

/** How the picture moves. `sweep` is the cheapest; `review` stands still. */
export type TraceMode = 'sweep' | 'scroll' | 'review';

/** Vertical order of the field: breathing, skin conductance, heart, pulse, movement. */
const ORDER = ['rsp', 'eda', 'cardio', 'ecg', 'ppg', 'movement', 'other'];

/** Indices of the channels from top to bottom. */
export function stripOrder(channels: readonly Pick<TraceChannel, 'kind'>[]): number[] {
	const rank = (index: number): number => {
		const place = ORDER.indexOf(channels[index]?.kind ?? '');
		return place < 0 ? ORDER.length : place;
	};
	return channels.map((_, index) => index).sort((a, b) => rank(a) - rank(b) || a - b);
}

/** Value in the channel's unit of a count. */
export function physical(transfer: Transfer, count: number): number {
	const { digitalMin, digitalMax, physicalMin, physicalMax } = transfer;
	const slope = (physicalMax - physicalMin) / (digitalMax - digitalMin);
	return physicalMin + (count - digitalMin) * slope;
}

/** The unit as it is written; empty for an uncalibrated channel. */
export function unitText(unit: Unit): string {
	if (unit === 'counts') return '';
	return unit === 'uS' ? 'µS' : unit === 'uV' ? 'µV' : unit;
}
