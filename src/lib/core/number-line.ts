/**
 * Lines of numbers as small devices print them: separators, labels, header lines.
 *
 * @module
 */

import { Unwrapper, WRAP_32 } from './unwrap.ts';

const NUMBER = /^[+-]?(\d+(?:\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const LABEL = /^(?!(nan|inf|infinity|null)$)[\p{L}_][\p{L}\p{N}_ .()/%-]*$/iu;

/** A line of numbers: values in place, labels where it has them. */
export interface NumberLine {
	readonly values: readonly number[];
	readonly labels: readonly string[] | null;
	/** Lines of one stream have the same. */
	readonly shape: string;
}

function separatorOf(line: string): string | RegExp {
	return ['\t', ';', ','].find((mark) => line.includes(mark)) ?? /\s+/;
}

/** Numbers of a line; its words when it is a header; null when it is neither. */
export function parseNumberLine(
	line: string,
	separator: string | RegExp | null
): NumberLine | string[] | null {
	const joined = line.replaceAll(/:\s+/g, ':');
	const fields = joined.split(separator ?? separatorOf(joined)).map((field) => field.trim());
	if (fields.at(-1) === '' && fields.length > 1) fields.pop();
	const values: number[] = [];
	const labels: string[] = [];
	for (const field of fields) {
		const colon = field.lastIndexOf(':');
		const text = field.slice(colon + 1);
		const value = NUMBER.test(text) ? Number(text) : NaN;
		// 1e999 is written like a number and is none
		if (!Number.isFinite(value)) break;
		values.push(value);
		if (colon > 0) labels.push(field.slice(0, colon).trim());
	}
	if (values.length === fields.length) {
		const shape = `${values.length} ${labels.join()}`;
		if (labels.length === 0) return { values, labels: null, shape };
		return labels.length === values.length ? { values, labels, shape } : null;
	}
	const isHeader =
		fields.every((field) => LABEL.test(field)) && new Set(fields).size === fields.length;
	return isHeader ? fields : null;
}

/**
 * Which places of a line are given out, under which names.
 *
 * @param line the first line of the stream that is sure to be whole
 * @param header words of an earlier header line; used when there are as many as numbers
 * @param skipped places that are no values: sequence, time
 * @param asked names wanted: labels, header words, c1, c2 … or, when none is known, new names by position
 * @returns null when the line has too few values
 */
export function chooseColumns(
	{ values, labels }: NumberLine,
	header: readonly string[],
	skipped: readonly number[],
	asked: readonly string[]
): { columns: readonly string[]; places: readonly number[] } | null {
	const places = values.map((_, i) => i).filter((i) => !skipped.includes(i));
	const plain = places.map((_, i) => `c${i + 1}`);
	const given = labels ?? (header.length === values.length ? header : null);
	const names = given === null ? plain : places.map((place) => given[place] ?? '');
	if (asked.length === 0) return { columns: names, places };
	const naming = [names, plain].find((known) => asked.every((name) => known.includes(name)));
	const chosen = asked.map((name, i) => places[naming?.indexOf(name) ?? i] ?? -1);
	return chosen.includes(-1) ? null : { columns: asked, places: chosen };
}

/** Where a line holds its number and its device time. */
export interface LineTiming {
	/** Text between fields; null = found in each line. */
	readonly separator: string | RegExp | null;
	/** Places in the line, from 0; -1 = none. */
	readonly sequencePlace: number;
	readonly timePlace: number;
	readonly ticksPerSecond: number;
}

/** Frame numbers and device time of a line, when the settings say where they are. */
export class LineClock {
	readonly #timing: LineTiming;
	#sequence: number | null = null;
	readonly #ticks = new Unwrapper(WRAP_32);

	constructor(timing: LineTiming) {
		this.#timing = timing;
	}

	lostBefore(values: readonly number[]): number {
		const sequence = values[this.#timing.sequencePlace];
		if (sequence === undefined) return 0;
		const last = this.#sequence;
		this.#sequence = sequence;
		// a number that goes back is a device that started anew
		return last === null ? 0 : Math.max(0, Math.round(sequence - last) - 1);
	}

	/** Device time [s]; 32-bit counters start anew at their end. */
	time(values: readonly number[]): number | null {
		const ticks = values[this.#timing.timePlace];
		if (ticks === undefined) return null;
		return this.#ticks.next(ticks) / this.#timing.ticksPerSecond;
	}
}

/** A line with number and time put in their places. */
export function writeNumberLine(
	values: readonly string[],
	sequence: number,
	rateHz: number,
	{ separator, sequencePlace, timePlace, ticksPerSecond }: LineTiming
): string {
	const written = [...values];
	const ticks = Math.round((sequence / rateHz) * ticksPerSecond) % WRAP_32;
	const added = [
		{ place: sequencePlace, text: String(sequence) },
		{ place: timePlace, text: String(ticks) }
	].filter(({ place }) => place >= 0);
	for (const { place, text } of added.toSorted((a, b) => a.place - b.place))
		written.splice(place, 0, text);
	const between = separator ?? ',';
	return `${written.join(typeof between === 'string' ? between : ' ')}\r\n`;
}
