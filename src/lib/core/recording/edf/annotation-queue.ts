/**
 * Annotations on their way into a file: each record has little room, so what does not fit waits for the next.
 *
 * @module
 */
import { LabError } from '../../errors.ts';

/** Something that happened. */
export interface EdfAnnotation {
	/** Writing: seconds since the header's start. Reading: seconds since the first sample. */
	readonly onsetS: number;
	/** [s]; null = none given. */
	readonly durationS: number | null;
	/** UTF-8 text; the same event has the same text everywhere. */
	readonly text: string;
}

/** Least room in a record [bytes], so that every annotation can be cut into parts that fit. */
export const LEAST_ANNOTATION_BYTES = 66;
/** Room kept for the time-keeping TAL of a record when a text is cut: `+999999.1234567`, 3 marks, 2 to spare. */
const TIME_KEEPING_BYTES = 20;
/** Times from here on are refused [s]; they are 11 days, and their digits would not fit the room above. */
const LATEST_S = 1_000_000;
/** Room for ` (99/99)`. */
const PART_MARK_BYTES = 8;
const MOST_PARTS = 99;
/** Control characters other than tab, line feed and carriage return. */

const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

const utf8 = new TextEncoder();

/** Seconds as EDF+ writes them: no exponent, 100 ns at best. */
function secondsText(seconds: number): string {
	const text = seconds.toFixed(7).replace(/[.]?0+$/, '');
	return text === '-0' ? '0' : text;
}

/** A time-stamped annotations list with one text, as bytes. */
function tal({ onsetS, durationS, text }: EdfAnnotation): Uint8Array {
	const onset = secondsText(onsetS);
	const duration = durationS === null ? '' : `\u0015${secondsText(durationS)}`;
	return utf8.encode(`${onset.startsWith('-') ? '' : '+'}${onset}${duration}\u0014${text}\u0014\0`);
}

/** Annotations in the order they were added, given out record by record. */
export class AnnotationQueue {
	readonly #waiting: EdfAnnotation[];

	/** @param waiting what another queue had `left` */
	constructor(waiting: readonly EdfAnnotation[] = []) {
		this.#waiting = [...waiting];
	}

	/** Annotations (parts) that are not in a record yet, in order. */
	get left(): readonly EdfAnnotation[] {
		return this.#waiting;
	}

	/** How many annotations (parts) are not in a record yet. */
	get waiting(): number {
		return this.#waiting.length;
	}

	/**
	 * Adds one. Control characters become spaces.
	 *
	 * @throws {LabError} `edf/annotation` for an empty text or a time that is none or beyond 11 days
	 */
	add(annotation: EdfAnnotation): void {
		const { onsetS, durationS } = annotation;
		const text = annotation.text.toWellFormed().replace(CONTROLS, ' ').trim();
		const isTime = (seconds: number): boolean => Math.abs(seconds) < LATEST_S;
		const isDuration = durationS === null || (durationS >= 0 && isTime(durationS));
		if (text === '' || !isTime(onsetS) || !isDuration)
			throw new LabError(
				'edf/annotation',
				`expected a text and times below ${LATEST_S} s, got ${JSON.stringify(annotation)}`
			);
		this.#waiting.push({ onsetS, durationS, text });
	}

	/**
	 * The annotation bytes of one record: its time, then what fits, zero-filled.
	 *
	 * A text too long for an empty record is cut between characters into parts with the same onset, marked
	 * ` (1/3)`; the first part alone carries the duration. Beyond 99 parts the rest is dropped and marked `…`.
	 *
	 * @param recordStartS start of the record since the header's start [s]; the first record's gives the fraction
	 * @param capacityBytes size of the annotation signal, at least `LEAST_ANNOTATION_BYTES`
	 * @throws {LabError} `edf/annotation-capacity` when the room or the time is not such
	 */
	take(recordStartS: number, capacityBytes: number): Uint8Array {
		if (capacityBytes < LEAST_ANNOTATION_BYTES || !(Math.abs(recordStartS) < LATEST_S))
			throw new LabError(
				'edf/annotation-capacity',
				`expected at least ${LEAST_ANNOTATION_BYTES} bytes and a start below ${LATEST_S} s, ` +
					`got ${capacityBytes} bytes at ${recordStartS} s`
			);
		const bytes = new Uint8Array(capacityBytes);
		const time = tal({ onsetS: recordStartS, durationS: null, text: '' });
		bytes.set(time);
		let used = time.length;
		const longest = capacityBytes - TIME_KEEPING_BYTES;
		for (let head = this.#waiting[0]; head !== undefined; head = this.#waiting[0]) {
			const list = tal(head);
			if (list.length > longest) {
				this.#waiting.splice(0, 1, ...parts(head, longest));
				continue;
			}
			if (used + list.length > capacityBytes) break;
			bytes.set(list, used);
			used += list.length;
			this.#waiting.shift();
		}
		return bytes;
	}
}

/** Cuts a text between characters so that each part's TAL has at most `longest` bytes. */
function parts(annotation: EdfAnnotation, longest: number): EdfAnnotation[] {
	const room = longest - tal({ ...annotation, text: '' }).length - PART_MARK_BYTES;
	const pieces: string[] = [];
	let piece = '';
	let bytes = 0;
	for (const character of annotation.text) {
		const size = utf8.encode(character).length;
		if (bytes + size > room) {
			pieces.push(piece);
			piece = '';
			bytes = 0;
		}
		piece += character;
		bytes += size;
	}
	pieces.push(piece);
	const count = Math.min(pieces.length, MOST_PARTS);
	return pieces.slice(0, count).map((text, index) => ({
		onsetS: annotation.onsetS,
		durationS: index === 0 ? annotation.durationS : null,
		text: `${shortened(text, pieces.length > count && index === count - 1)} (${index + 1}/${count})`
	}));
}

/** A text that lost its rest: its last three characters (at least 3 bytes) make room for the mark. */
function shortened(text: string, isCut: boolean): string {
	return isCut ? `${[...text].slice(0, -3).join('')}…` : text;
}
