/**
 * Writes headers.
 *
 * @module
 */
import { LabError } from '../../errors.ts';
import { NUMBER_WIDTH, numberText, textField, toLatin1 } from './fields.ts';
import {
	type EdfHeader,
	type EdfSignal,
	HEADER_UNIT,
	isAnnotationSignal,
	isBdf,
	isPlus,
	sampleRange
} from './header.ts';
import { startFields } from './identification.ts';

/** Each signal field in file order: its width and its text. */
const signalFields: readonly (readonly [width: number, text: (signal: EdfSignal) => string])[] = [
	[16, (signal) => signal.label],
	[80, (signal) => signal.transducer],
	[8, (signal) => signal.dimension],
	[8, (signal) => numberText(signal.physicalMin)],
	[8, (signal) => numberText(signal.physicalMax)],
	[8, (signal) => numberText(signal.digitalMin)],
	[8, (signal) => numberText(signal.digitalMax)],
	[80, (signal) => signal.prefilter],
	[8, (signal) => numberText(signal.samplesPerRecord)],
	[32, (signal) => signal.reserved]
];

/**
 * A header as bytes. While recording give `records: -1` and patch the count with `countField`.
 *
 * @throws {LabError} `edf/text`, `edf/number`, `edf/start` for a field that cannot be written;
 * `edf/header` for a header readers would refuse
 */
export function encodeHeader(header: EdfHeader): Uint8Array {
	refuseUnreadable(header);
	const { format, signals, start } = header;
	const count = signals.length;
	const [date, time] = startFields(start ?? '');
	const text = [
		textField(header.patient, 80),
		textField(header.recording, 80),
		...[textField(date, 8), textField(time, 8)],
		textField(String(HEADER_UNIT * (count + 1)), 8),
		textField(format === 'EDF' ? '' : format === 'BDF' ? '24BIT' : format, 44),
		textField(String(header.records), NUMBER_WIDTH),
		textField(numberText(header.recordDurationS), 8),
		textField(String(count), 4),
		...signalFields.flatMap(([width, textOf]) =>
			signals.map((signal) => textField(textOf(signal), width))
		)
	].join('');
	const version = isBdf(format) ? '\u00ffBIOSEMI' : '0'.padEnd(8, ' ');
	return toLatin1(version + text);
}

/**
 * The 8 bytes to write at `COUNT_OFFSET` once this many records are on disk.
 *
 * @throws {LabError} `edf/number` when it is no count
 */
export function countField(records: number): Uint8Array {
	if (!Number.isInteger(records) || records < -1)
		throw new LabError('edf/number', `expected a number of records, got ${records}`);
	return toLatin1(textField(numberText(records), NUMBER_WIDTH));
}

function refuseUnreadable(header: EdfHeader): void {
	const refuse = (message: string): never => {
		throw new LabError('edf/header', message);
	};
	const { format, signals, records, recordDurationS } = header;
	if (!Number.isInteger(records) || records < -1)
		refuse(`expected −1 or a number of records, got ${records}`);
	if (!(recordDurationS >= 0)) refuse(`expected a record duration ≥ 0 s, got ${recordDurationS}`);
	if (recordDurationS === 0 && !signals.every(isAnnotationSignal))
		refuse('expected a record duration above 0 s for a file with samples, got 0');
	if (signals.some(isAnnotationSignal) !== isPlus(format))
		refuse(`expected an annotation signal in EDF+ and BDF+ and only there, got ${format}`);
	if (signals.length === 0) refuse('expected at least one signal, got none');
	for (const signal of signals) {
		const problem = signalProblem(header, signal);
		if (problem !== null) refuse(`signal ${signal.label}: ${problem}`);
	}
}

function signalProblem(header: EdfHeader, signal: EdfSignal): string | null {
	const { digitalMin, digitalMax, samplesPerRecord } = signal;
	const [least, most] = sampleRange(header.format);
	const isCount = Number.isInteger(samplesPerRecord) && samplesPerRecord > 0;
	if (!isCount) return `expected samples per record above 0, got ${samplesPerRecord}`;
	if (!Number.isInteger(digitalMin) || !Number.isInteger(digitalMax))
		return `expected whole digital limits, got ${digitalMin} and ${digitalMax}`;
	if (digitalMin < least || digitalMax > most || digitalMin >= digitalMax)
		return `expected ${least} ≤ digital minimum < maximum ≤ ${most}, got ${digitalMin} and ${digitalMax}`;
	if (numberText(signal.physicalMin) === numberText(signal.physicalMax))
		return `expected two different physical limits, got ${signal.physicalMin} twice`;
	return null;
}
