/**
 * Reads headers, also those other writers got slightly wrong: what can be read is read, and named.
 *
 * @module
 */
import { LabError } from '../../errors.ts';
import { latin1, readNumber, unpadded } from './fields.ts';
import {
	type EdfFormat,
	edfFormats,
	type EdfHeader,
	type EdfSignal,
	HEADER_UNIT,
	isAnnotationSignal,
	isBdf,
	isPlus,
	sampleRange
} from './header.ts';
import { identificationProblems, readStart, startdateOf } from './identification.ts';

/** Something in a file that is not as the format wants it, although it could be read. */
export interface EdfProblem {
	/** Kebab-case, stable, e.g. `record-count`. */
	readonly code: string;
	/** English, what was expected and what came. */
	readonly message: string;
}

/** What four digits can say. */
const MOST_SIGNALS = 9999;
/** A record that lasts longer is no record: times made of it would not be numbers any more. Unit: s. */
const LONGEST_RECORD_S = 1e6;

/** Takes a problem as it is found. */
export type Complain = (code: string, message: string) => void;

/**
 * Bytes of the whole header, from its first 256.
 *
 * @throws {LabError} `edf/not-edf` when these are not the beginning of such a file
 */
export function headerLength(first: Uint8Array): number {
	if (first.length < HEADER_UNIT)
		throw notEdf(`a header of at least ${HEADER_UNIT} bytes`, `${first.length} bytes`);
	versionOf(first);
	const signals = readNumber(latin1(first.subarray(252, 256)));
	// the field has four characters, and `9e99` is four characters too
	if (!Number.isInteger(signals) || signals < 1 || signals > MOST_SIGNALS)
		throw notEdf('a number of signals', JSON.stringify(latin1(first.subarray(252, 256))));
	return HEADER_UNIT * (signals + 1);
}

function notEdf(expected: string, got: string): LabError {
	return new LabError('edf/not-edf', `expected ${expected}, got ${got}`);
}

function versionOf(first: Uint8Array): 'EDF' | 'BDF' {
	const version = latin1(first.subarray(0, 8));
	if (version === '\u00ffBIOSEMI') return 'BDF';
	if (unpadded(version) === '0') return 'EDF';
	throw notEdf('an EDF or BDF file', `version ${JSON.stringify(version)}`);
}

/**
 * A header, with everything found wrong in it told to `complain`.
 *
 * @param bytes at least the whole header
 * @throws {LabError} `edf/not-edf` when it is none; `edf/header` when the records cannot be laid out by it
 */
export function decodeHeader(bytes: Uint8Array, complain: Complain): EdfHeader {
	const headerBytes = headerLength(bytes);
	if (bytes.length < headerBytes)
		throw notEdf(`a header of ${headerBytes} bytes`, `${bytes.length} bytes`);
	complainOfCharacters(bytes.subarray(0, headerBytes), complain);
	const field = (at: number, width: number): string =>
		unpadded(latin1(bytes.subarray(at, at + width)));
	const format = formatOf(versionOf(bytes), field(192, 44));
	const [patient, recording] = [field(8, 80), field(88, 80)];
	if (isPlus(format))
		for (const problem of identificationProblems(patient, recording))
			complain('identification', problem);
	const start = readStart(field(168, 8), field(176, 8), recording);
	if (start === null)
		complain('start', `expected a date and a time, got ${field(168, 8)} ${field(176, 8)}`);
	else complainOfTwoStarts(format, start, recording, complain);
	if (readNumber(field(184, 8)) !== headerBytes)
		complain('header-bytes', `expected ${headerBytes} header bytes, got ${field(184, 8)}`);
	const signals = decodeSignals(bytes, headerBytes / HEADER_UNIT - 1, complain);
	const header = {
		...{ format, patient, recording, start, signals },
		records: recordCount(field(236, 8), complain),
		recordDurationS: durationIn(field(244, 8), complain)
	};
	complainOfSignals(header, complain);
	return header;
}

/** The day stands in two places of EDF+; the header's counts. */
function complainOfTwoStarts(
	format: EdfFormat,
	start: string,
	recording: string,
	complain: Complain
): void {
	const other = isPlus(format) ? startdateOf(recording) : null;
	if (other !== null && other !== start.slice(0, 10))
		complain('identification', `expected the start ${start.slice(0, 10)} twice, got ${other} too`);
}

function formatOf(version: 'EDF' | 'BDF', reserved: string): EdfFormat {
	const plus = reserved.slice(0, 5) as EdfFormat;
	return edfFormats.includes(plus) && plus.startsWith(version) ? plus : version;
}

/** −1 when the field holds no count: as while recording, the file size then decides. */
function recordCount(field: string, complain: Complain): number {
	const records = readNumber(field);
	if (Number.isInteger(records) && records >= 0) return records;
	complain('record-count', `expected a number of records, got ${field}`);
	return -1;
}

function decodeSignals(bytes: Uint8Array, count: number, complain: Complain): EdfSignal[] {
	return Array.from({ length: count }, (_, index) => {
		const field = (offset: number, width: number): string => {
			const at = HEADER_UNIT + offset * count + width * index;
			return unpadded(latin1(bytes.subarray(at, at + width)));
		};
		const label = field(0, 16);
		const number = (offset: number, what: string): number =>
			numberIn(field(offset, 8), `${what} of ${label}`, complain);
		const samplesPerRecord = readNumber(field(216, 8));
		if (!Number.isInteger(samplesPerRecord) || samplesPerRecord < 1)
			throw new LabError(
				'edf/header',
				`expected samples per record of ${label}, got ${JSON.stringify(field(216, 8))}`
			);
		return {
			...{ label, transducer: field(16, 80), dimension: field(96, 8) },
			physicalMin: number(104, 'physical minimum'),
			physicalMax: number(112, 'physical maximum'),
			digitalMin: number(120, 'digital minimum'),
			digitalMax: number(128, 'digital maximum'),
			...{ prefilter: field(136, 80), samplesPerRecord, reserved: field(224, 32) }
		};
	});
}

function numberIn(field: string, what: string, complain: Complain): number {
	if (field.includes(',')) complain('decimal-comma', `expected a point in ${what}, got ${field}`);
	const value = readNumber(field);
	if (!Number.isNaN(value)) return value;
	complain('number', `expected a number in ${what}, got ${JSON.stringify(field)}`);
	return 0;
}

/** 0 when the field holds no duration: such a file has no times. */
function durationIn(field: string, complain: Complain): number {
	const seconds = numberIn(field, 'record duration', complain);
	if (seconds >= 0 && seconds <= LONGEST_RECORD_S) return seconds;
	complain(
		'record-duration',
		`expected a record duration of 0…${LONGEST_RECORD_S} s, got ${seconds}`
	);
	return 0;
}

/** The version byte 0xFF of BDF is the only one outside ASCII that belongs there. */
function complainOfCharacters(header: Uint8Array, complain: Complain): void {
	const text = header.subarray(8);
	if (text.some((byte) => byte > 126))
		complain('not-ascii', 'expected ASCII in the header, got other characters (read as Latin-1)');
	if (text.some((byte) => byte === 0))
		complain('nul-padding', 'expected fields padded with spaces, got NUL');
	else if (text.some((byte) => byte < 32))
		complain('control-character', 'expected printable characters in the header, got others');
}

function complainOfSignals(header: EdfHeader, complain: Complain): void {
	const { format, signals, recordDurationS } = header;
	const [least, most] = sampleRange(format);
	const ordinary = signals.filter((signal) => !isAnnotationSignal(signal));
	const annotation = signals.length - ordinary.length;
	if (isPlus(format) && annotation === 0)
		complain('no-annotation-signal', `expected an annotation signal in ${format}, got none`);
	if (ordinary.length > 0 && !(recordDurationS > 0))
		complain('record-duration', `expected a record duration above 0 s, got ${recordDurationS}`);
	const labels = new Set<string>();
	for (const signal of ordinary) {
		const { label, physicalMin, physicalMax, digitalMin, digitalMax } = signal;
		if (labels.has(label)) complain('duplicate-label', `expected each label once, got ${label}`);
		labels.add(label);
		if (physicalMin === physicalMax)
			complain(
				'physical-range',
				`${label}: expected two physical limits, got ${physicalMin} twice`
			);
		if (digitalMin >= digitalMax || digitalMin < least || digitalMax > most)
			complain(
				'digital-range',
				`${label}: expected ${least} ≤ digital minimum < maximum ≤ ${most}, ` +
					`got ${digitalMin} and ${digitalMax}${isBdf(format) ? '' : ' in 16 bits'}`
			);
	}
}
