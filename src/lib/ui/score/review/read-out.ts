/**
 * What stands at a place of a chart in words: its time, and for each strip the values that are drawn there.
 *
 * @module
 */
import { m } from '#lib/paraglide/messages.js';
import { columnEdges, readColumn, type ColumnReading } from '../../trace/read-column.ts';
import { physical, unitText, type TraceChannel, type TraceSource } from '../../trace/strip.ts';
import { clockTenths } from '../../trace/time.ts';

/** Decimals of a value at most: noise is larger than what is left out. */
const MOST_DECIMALS = 3;

/** One strip at that place. */
export interface ReadValue {
	readonly channel: string;
	readonly kind: string;
	/** Value, or smallest and largest of the column, with its unit where there is one. */
	readonly value: string;
	/** What has to be known of it: not calibrated, filtered, incomplete; empty = nothing. */
	readonly note: string;
}

/** Everything at one place. */
export interface ReadOut {
	/** `m:ss.t`. */
	readonly time: string;
	/** Sample, or first and last one of the column. */
	readonly samples: string;
	readonly values: readonly ReadValue[];
}

/**
 * Reads a drawn column.
 *
 * @param samplesPerColumn of the picture, in device pixels
 */
export function readOut(
	channels: readonly TraceChannel[],
	source: TraceSource,
	{ column, samplesPerColumn }: { readonly column: number; readonly samplesPerColumn: number },
	rateHz: number
): ReadOut {
	const { from, to } = columnEdges(column, samplesPerColumn);
	const last = Math.max(from, to - 1);
	const values = channels.flatMap((channel, index): ReadValue[] => {
		if (source.tiles[index] === undefined) return [];
		const reading = readColumn(source, index, column, samplesPerColumn);
		return [{ channel: channel.name, kind: channel.kind, ...wordsOf(channel, reading) }];
	});
	return {
		time: clockTenths(from / rateHz),
		samples: last > from ? `${from}–${last}` : String(from),
		values
	};
}

function wordsOf(channel: TraceChannel, reading: ColumnReading): Pick<ReadValue, 'value' | 'note'> {
	if (reading.is === 'missing') return { value: m.live_no_data(), note: '' };
	if (reading.is === 'none') return { value: '–', note: '' };
	const isCalibrated = channel.unit !== 'counts';
	const notes = [
		...(isCalibrated ? [] : [m.live_uncalibrated()]),
		...(channel.view === null ? [] : [channel.view]),
		...(reading.is === 'partly' ? [m.analysis_hover_partly()] : []),
		...(reading.isCoarse ? [m.analysis_hover_coarse()] : [])
	];
	return { value: valueText(channel, reading), note: notes.join(' · ') };
}

/** Counts of an uncalibrated channel as they were recorded: there is no unit they could be in. */
function valueText(channel: TraceChannel, { min, max }: ColumnReading): string {
	const { unit, view, transfer } = channel;
	const isPlain = unit === 'counts' && view === null;
	const ends = isPlain ? [min, max] : [physical(transfer, min), physical(transfer, max)];
	const decimals = unit === 'counts' ? 0 : decimalsOf(channel);
	const texts = ends
		.sort((a, b) => a - b)
		.map((value) => value.toFixed(decimals).replace('-', '−'));
	const text = texts[0] === texts[1] ? texts[0] : texts.join(' … ');
	return `${text} ${unitText(unit)}`.trim();
}

/** As many decimals as one count makes a difference in. */
function decimalsOf({ transfer }: TraceChannel): number {
	const step = Math.abs(physical(transfer, 1) - physical(transfer, 0));
	return Math.min(MOST_DECIMALS, Math.max(0, Math.ceil(-Math.log10(step))));
}
