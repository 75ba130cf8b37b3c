/**
 * Lines of text, as an Arduino prints them: one line per sample, numbers between separators.
 *
 * ```
 * 516                       one column, c1
 * 102,522,516               columns c1, c2, c3, or as an earlier header line names them
 * Signal:516 BPM:102        columns as labelled
 * S516 / B102 / Q522        PulseSensor: a sample per S line; B (rate) and Q (interval) keep their last value
 * ```
 * Settings: `separator` (`auto`, `,`, `;`, `tab`, `space`), `format` (`auto`, `columns`, `pulsesensor`),
 * `sequenceColumn` and `timeColumn` (position from 1, not given out as values; 0 = none), `timeUnit`
 * (`us`, `ms`, `s`), `scale` (factor before rounding; decimals as written without it), `joined`
 * (`start`, or `middle` when the first line may be half of one), `min` and `max` (raw range).
 *
 * Lines that are no sample (banners, headers, half lines, `nan`, more than 512 bytes) are counted, never thrown.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import { LineCutter } from '#lib/core/lines.ts';
import {
	chooseColumns,
	LineClock,
	parseNumberLine,
	writeNumberLine,
	type LineTiming,
	type NumberLine
} from '#lib/core/number-line.ts';
import type { Decoder, DeviceDriver, DriverOptions, Frame } from './types.ts';

/** A longer line is noise: what follows up to the next line end is thrown away. Unit: bytes. */
const LONGEST_LINE = 512;
const PULSE_LINE = /^([SBQ])(-?\d+)$/;
const PULSE_COLUMNS = ['S', 'B', 'Q'];
const SEPARATORS = new Map<string, string | RegExp>([
	[',', ','],
	[';', ';'],
	['tab', '\t'],
	['space', /\s+/]
]);
const TICKS_PER_SECOND = new Map([
	['us', 1e6],
	['ms', 1e3],
	['s', 1]
]);

/** The settings, read once. */
interface TextSettings extends LineTiming {
	readonly format: string;
	readonly scale: number;
	readonly isJoinedInside: boolean;
}

function settingsOf({ settings }: DriverOptions): TextSettings {
	const word = (name: string, fallback: string) => String(settings[name] ?? fallback);
	const number = (name: string, fallback: number) => Number(settings[name] ?? fallback);
	const separator = word('separator', 'auto');
	if (separator !== 'auto' && !SEPARATORS.has(separator))
		throw new LabError('device/setting', `expected separator auto , ; tab space, got ${separator}`);
	const unit = TICKS_PER_SECOND.get(word('timeUnit', 'us'));
	if (unit === undefined)
		throw new LabError('device/setting', 'expected timeUnit us, ms or s, got another');
	return {
		separator: SEPARATORS.get(separator) ?? null,
		format: word('format', 'auto'),
		sequencePlace: number('sequenceColumn', 0) - 1,
		timePlace: number('timeColumn', 0) - 1,
		ticksPerSecond: unit,
		scale: number('scale', 1),
		isJoinedInside: word('joined', 'start') === 'middle'
	};
}

class LineReader implements Decoder {
	readonly #settings: TextSettings;
	readonly #asked: readonly string[];
	readonly #cutter = new LineCutter(LONGEST_LINE);
	readonly #clock: LineClock;
	#columns: readonly string[];
	readonly #frames: Frame[] = [];
	#counts = { frames: 0, lost: 0, badBytes: 0 };
	/** Places in the line of the values given out, and the shape of such a line; null until known. */
	#known: { places: readonly number[]; shape: string } | null = null;
	#header: readonly string[] = [];
	/** The first line of numbers waits for the second: a half line seldom has the same shape. */
	#first: NumberLine | null = null;
	#isHalf: boolean;
	readonly #pulse = [0, 0, 0];

	constructor(options: DriverOptions) {
		this.#settings = settingsOf(options);
		this.#asked = options.channels;
		this.#columns = options.channels;
		this.#clock = new LineClock(this.#settings);
		this.#isHalf = this.#settings.isJoinedInside;
	}

	get columns() {
		return this.#columns;
	}

	get facts() {
		const badBytes = this.#counts.badBytes + this.#cutter.tooLong;
		return { ...this.#counts, badBytes, inSync: this.#counts.frames > 0 };
	}

	push(chunk: Uint8Array): readonly Frame[] {
		return this.#read(this.#cutter.push(chunk));
	}

	end(): readonly Frame[] {
		// a line without its end may be half a number
		if (this.#cutter.end().length > 0) this.#counts.badBytes++;
		if (this.#first !== null && this.#settle(this.#first)) this.#give(this.#first);
		this.#first = null;
		return this.#frames.splice(0);
	}

	#read(lines: readonly string[]): Frame[] {
		for (const line of lines) {
			const text = line.trim();
			if (this.#isHalf || (text !== '' && !this.#takePulse(text) && !this.#takeLine(text)))
				this.#counts.badBytes++;
			this.#isHalf = false;
		}
		return this.#frames.splice(0);
	}

	#takePulse(text: string): boolean {
		if (this.#settings.format === 'columns') return false;
		const [, letter = '', number = ''] = PULSE_LINE.exec(text) ?? [];
		if (letter === '') return false;
		this.#pulse[PULSE_COLUMNS.indexOf(letter)] = Number(number);
		if (letter !== 'S') return true;
		if (this.#first !== null) this.#counts.badBytes++;
		this.#first = null;
		if (this.#asked.length === 0) this.#columns = PULSE_COLUMNS;
		const place = (name: string, i: number) =>
			PULSE_COLUMNS.includes(name) ? PULSE_COLUMNS.indexOf(name) : i;
		const values = this.#columns.map((name, i) => this.#pulse[place(name, i)] ?? 0);
		this.#counts.frames++;
		this.#frames.push({ values, lostBefore: 0, deviceTime: null, digital: null });
		return true;
	}

	/** Whether the line is, or may still turn out to be, a sample. */
	#takeLine(text: string): boolean {
		if (this.#settings.format === 'pulsesensor') return false;
		const line = parseNumberLine(text, this.#settings.separator);
		if (line === null) return false;
		if (Array.isArray(line)) {
			this.#header = line;
			return false;
		}
		if (this.#known !== null) return line.shape === this.#known.shape && this.#give(line);
		const first = this.#first;
		this.#first = line;
		if (first === null) return true;
		if (first.shape !== line.shape || !this.#settle(first)) return false;
		this.#first = null;
		return this.#give(first) && this.#give(line);
	}

	/** Decides the columns by the first line that is sure; false when it has too few. */
	#settle(line: NumberLine): boolean {
		const { sequencePlace, timePlace } = this.#settings;
		const chosen = chooseColumns(line, this.#header, [sequencePlace, timePlace], this.#asked);
		if (chosen === null) return false;
		this.#columns = chosen.columns;
		this.#known = { places: chosen.places, shape: line.shape };
		return true;
	}

	#give({ values }: NumberLine): boolean {
		const { scale } = this.#settings;
		const lostBefore = this.#clock.lostBefore(values);
		this.#counts.frames++;
		this.#counts.lost += lostBefore;
		this.#frames.push({
			values: (this.#known?.places ?? []).map((place) => {
				const value = values[place] ?? 0;
				return scale === 1 ? value : Math.round(value * scale);
			}),
			lostBefore,
			deviceTime: this.#clock.time(values),
			digital: null
		});
		return true;
	}
}

/** Waits for a line end, so that the stream begins with a whole line; words (a header) are left in it. */
function firstLineEnd(received: Uint8Array): number | null {
	const end = received.indexOf(10);
	if (end < 0) return null;
	const line = new TextDecoder().decode(received.subarray(0, end));
	return /\p{L}{2}/u.test(line) ? 0 : end + 1;
}

function encodeLine(values: readonly number[], sequence: number, options: DriverOptions): string {
	const settings = settingsOf(options);
	const written = values.map((value) => String(value / settings.scale));
	if (settings.format === 'pulsesensor') {
		const [sample = '0', rate = '0', interval = '0'] = written;
		return `B${rate}\r\nQ${interval}\r\nS${sample}\r\n`;
	}
	return writeNumberLine(written, sequence, options.rateHz, settings);
}

export default {
	id: 'text',
	title: { zh: '文本行设备（Arduino 等）', en: 'Lines of text (Arduino and similar)' },
	sequenceModulus: null,
	ratesHz: [],
	inputs: [],
	baudRate: 115_200,
	sources: [
		'WorldFamousElectronics/PulseSensorPlayground, commit 29ad9d9: the S, B and Q lines and the plotter line',
		'Arduino serial plotter: label:value pairs, separators comma, tab and space',
		'Captured stream of a stock sketch'
	],

	limits({ channels, settings }) {
		const min = Number(settings['min'] ?? -8_388_608);
		const max = Number(settings['max'] ?? 8_388_607);
		return channels.map(() => ({ min, max }));
	},
	decoder: (options) => new LineReader(options),
	start: () => [
		{
			send: new Uint8Array(0),
			waitMs: 0,
			reply: firstLineEnd,
			// opening the port resets most boards; their loader is silent for up to two seconds
			timeoutMs: 5000,
			drain: false,
			optional: true
		}
	],
	stop: () => [],
	identify: () => null,
	encode: (values, sequence, options) =>
		new TextEncoder().encode(encodeLine(values, sequence, options))
} satisfies DeviceDriver;
