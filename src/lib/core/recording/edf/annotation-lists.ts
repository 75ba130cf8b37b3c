/**
 * Reads annotations and the times of records out of the annotation signals.
 *
 * @module
 */
import type { EdfAnnotation } from './annotation-queue.ts';
import type { Complain } from './decode-header.ts';
import { latin1 } from './fields.ts';
import { type EdfHeader, type EdfLayout, isPlus } from './header.ts';

/** Several texts at one time, as they stand in a file (a TAL). */
export interface AnnotationList {
	/** Since the header's start [s]. */
	readonly onsetS: number;
	readonly durationS: number | null;
	/** Empty first text in the first list of a record: the record's time. */
	readonly texts: readonly string[];
}

/** What the bytes of one annotation signal in one record hold. */
export interface AnnotationLists {
	readonly lists: readonly AnnotationList[];
	/** Runs of bytes that are no list. */
	readonly unreadable: number;
	/** Whether a text was not UTF-8 and was read as Latin-1. */
	readonly latin1: boolean;
}

/** No digit can be read in two ways: otherwise a long run of digits takes its square of steps. */
const HEAD = /^([+-](?:\d+(?:[.]\d*)?|[.]\d+))(?:\u0015(\d+(?:[.]\d*)?|[.]\d+)?)?$/;
/** Later or longer than this is no time, and would not be told apart from its neighbours. Unit: s (30 000 years). */
const LONGEST_S = 1e12;

/** Reads the annotation bytes of one record; runs between NULs that are no list are counted. */
export function readLists(bytes: Uint8Array): AnnotationLists {
	const lists: AnnotationList[] = [];
	let unreadable = 0;
	let isLatin1 = false;
	for (let from = 0; from < bytes.length; from++) {
		if (bytes[from] === 0) continue;
		const nul = bytes.indexOf(0, from);
		const to = nul === -1 ? bytes.length : nul;
		const { text, isUtf8 } = decode(bytes.subarray(from, to));
		isLatin1 ||= !isUtf8;
		const list = readList(text);
		if (list === null) unreadable++;
		else lists.push(list);
		from = to;
	}
	return { lists, unreadable, latin1: isLatin1 };
}

function decode(bytes: Uint8Array): { text: string; isUtf8: boolean } {
	try {
		const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
		return { text, isUtf8: true };
	} catch {
		return { text: latin1(bytes), isUtf8: false };
	}
}

/** One list; null when it has no time that makes sense or no end mark. */
function readList(text: string): AnnotationList | null {
	const [head = '', ...texts] = text.split('\u0014');
	const match = HEAD.exec(head.replaceAll(',', '.'));
	if (match === null || texts.pop() !== '') return null;
	const onsetS = Number(match[1]);
	const durationS = match[2] === undefined ? null : Number(match[2]);
	if (Math.abs(onsetS) > LONGEST_S || (durationS ?? 0) > LONGEST_S) return null;
	return { onsetS, durationS, texts };
}

/** A stretch between two records that holds no samples, times since the first sample [s]. */
export interface EdfPause {
	/** Index of the record before it. */
	readonly record: number;
	readonly fromS: number;
	readonly untilS: number;
}

/** Differences of record times below this are rounding [s]. */
const SAME_TIME_S = 1e-3;

/** Gathers annotations and record times, record by record, with constant work each. */
export class AnnotationCollector {
	readonly annotations: EdfAnnotation[] = [];
	/** Jumps between records: gaps in +D files, faults in +C files. */
	readonly pauses: EdfPause[] = [];
	/** Start of each record since the first sample [s]. */
	readonly recordStartsS: number[] = [];
	/** Time of the first sample since the header's start [s]: the fraction of a second EDF+ keeps there. */
	startOffsetS = 0;
	readonly #header: EdfHeader;
	readonly #layout: EdfLayout;
	readonly #complain: Complain;
	readonly #told = new Set<string>();

	constructor(header: EdfHeader, layout: EdfLayout, complain: Complain) {
		this.#header = header;
		this.#layout = layout;
		this.#complain = complain;
	}

	/** Takes the next record. */
	take(record: Uint8Array): void {
		const index = this.recordStartsS.length;
		let time: number | null = null;
		const lists: AnnotationList[] = [];
		let isFirstSignal = true;
		for (const slot of this.#layout.slots) {
			if (!slot.isAnnotation) continue;
			const found = readLists(record.subarray(slot.offset, slot.offset + slot.bytes));
			if (found.unreadable > 0) this.#tell('annotation', `record ${index + 1}: not readable`);
			if (found.latin1) this.#tell('annotation-not-utf8', `record ${index + 1}: read as Latin-1`);
			const first = found.lists[0];
			if (isFirstSignal && first?.texts[0] === '') time = first.onsetS;
			isFirstSignal = false;
			lists.push(...found.lists);
		}
		this.#place(index, time);
		for (const { onsetS, durationS, texts } of lists)
			for (const text of texts)
				if (text !== '')
					this.annotations.push({ onsetS: rounded(onsetS - this.startOffsetS), durationS, text });
	}

	#place(index: number, time: number | null): void {
		const { format, recordDurationS } = this.#header;
		const previous = this.recordStartsS[index - 1];
		const expected = previous === undefined ? 0 : rounded(previous + recordDurationS);
		if (time === null && isPlus(format))
			this.#tell('record-time', `record ${index + 1}: expected its time first, got none`);
		if (index === 0) this.startOffsetS = time ?? 0;
		const start = time === null ? expected : rounded(time - this.startOffsetS);
		this.recordStartsS.push(start);
		if (previous === undefined || Math.abs(start - expected) < SAME_TIME_S) return;
		this.pauses.push({ record: index - 1, fromS: expected, untilS: start });
		if (!format.endsWith('D') || start < expected)
			this.#tell('time-jump', `record ${index + 1}: expected ${expected} s, got ${start} s`);
	}

	/** Each kind of problem once: a bad file has it in every record. */
	#tell(code: string, message: string): void {
		if (this.#told.has(code)) return;
		this.#told.add(code);
		this.#complain(code, message);
	}
}

/** To 100 ns, the precision of the format: differences of decimals are not exact. */
function rounded(seconds: number): number {
	return Math.round(seconds * 1e7) / 1e7;
}
