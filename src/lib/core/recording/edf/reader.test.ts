import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLabError } from '../../errors.ts';
import { AnnotationQueue, type EdfAnnotation } from './annotation-queue.ts';
import { encodeHeader } from './encode-header.ts';
import {
	annotationSignal,
	COUNT_OFFSET,
	type EdfHeader,
	type EdfSignal,
	physicalValue,
	sampleRange
} from './header.ts';
import { patientField, recordingField } from './identification.ts';
import { readEdf, sampleTime } from './reader.ts';
import { digitalSum, encodeRecord } from './record.ts';

const start = '2026-03-02T10:11:12';
const plain = {
	...{ start, records: -1, recordDurationS: 1 },
	patient: patientField({ code: 'S-0042' }),
	recording: recordingField({ start, technician: 'T7', equipment: 'BITalino v5.2' })
};
const eda: EdfSignal = {
	...{ label: 'EDA', transducer: 'finger electrodes', dimension: 'uS', physicalMin: 0 },
	...{ physicalMax: 24.97559, digitalMin: 0, digitalMax: 1023, prefilter: '', reserved: '' },
	samplesPerRecord: 4
};

function headerOf(format: EdfHeader['format'], signals: readonly EdfSignal[]): EdfHeader {
	const annotations = format.includes('+') ? [annotationSignal(format, 120)] : [];
	return { ...plain, format, signals: [...signals, ...annotations] };
}

/** A file of `records` records, each signal counting up from its digital minimum. */
function fileOf(header: EdfHeader, records: number, queue = new AnnotationQueue()): Uint8Array {
	const channels = header.signals.filter((signal) => !signal.label.endsWith('Annotations'));
	const parts = Array.from({ length: records }, (_, record) =>
		encodeRecord(
			header,
			channels.map(({ samplesPerRecord, digitalMin, digitalMax }) =>
				Int32Array.from(
					{ length: samplesPerRecord },
					(_sample, i) =>
						digitalMin + ((record * samplesPerRecord + i) % (digitalMax - digitalMin + 1))
				)
			),
			header.format.includes('+') ? queue.take(record * header.recordDurationS, 120) : undefined
		)
	);
	return joined([encodeHeader({ ...header, records }), ...parts]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
	const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;
	for (const part of parts) {
		bytes.set(part, at);
		at += part.length;
	}
	return bytes;
}

/** Printable ASCII that does not end in padding. */
const ascii = (maxLength: number) =>
	fc
		.string({
			unit: fc.integer({ min: 33, max: 126 }).map((c) => String.fromCharCode(c)),
			maxLength
		})
		.map((text) => text.trim());
const limit = fc.double({ min: -9e4, max: 9e4, noNaN: true }).map((n) => Number(n.toFixed(1)) + 0);

const anyHeader = fc
	.record({
		format: fc.constantFrom('EDF', 'EDF+C', 'EDF+D', 'BDF', 'BDF+C', 'BDF+D'),
		recordDurationS: fc.constantFrom(0.04, 0.1, 1, 2, 60),
		signals: fc.array(
			fc.record({
				...{ label: ascii(16), transducer: ascii(80), dimension: ascii(8) },
				...{ physicalMin: limit, physicalMax: limit, prefilter: ascii(80), reserved: ascii(32) },
				...{
					digitalMin: fc.integer({ min: -32768, max: 0 }),
					digitalMax: fc.integer({ min: 1, max: 32767 })
				},
				samplesPerRecord: fc.integer({ min: 1, max: 30 })
			}),
			{ minLength: 1, maxLength: 5 }
		)
	})
	.filter(({ signals }) => signals.every((s) => s.physicalMin !== s.physicalMax))
	.map(({ format, recordDurationS, signals }) => ({
		...headerOf(format, signals),
		recordDurationS
	}));

test('any file that was written is read back the same', () => {
	fc.assert(
		fc.property(
			anyHeader,
			fc.integer({ min: 1, max: 4 }),
			fc.infiniteStream(fc.nat()),
			(header, records, random) => {
				const [least, most] = sampleRange(header.format);
				const next = (): number => least + ((random.next().value as number) % (most - least + 1));
				const ordinary = header.signals.filter((signal) => !signal.label.endsWith('Annotations'));
				const samples = Array.from({ length: records }, () =>
					ordinary.map((signal) => Int32Array.from({ length: signal.samplesPerRecord }, next))
				);
				const queue = new AnnotationQueue();
				const bytes = joined([
					encodeHeader({ ...header, records }),
					...samples.map((channels, i) =>
						encodeRecord(
							header,
							channels,
							header.format.includes('+') ? queue.take(i * header.recordDurationS, 120) : undefined
						)
					)
				]);
				const reading = readEdf(bytes);
				expect(reading.header).toEqual({ ...header, records });
				expect(reading.channels.map((channel) => [...channel.samples])).toEqual(
					ordinary.map((_, c) => samples.flatMap((channels) => [...channels[c]!]))
				);
				expect(reading.problems.filter(({ code }) => code !== 'duplicate-label')).toEqual([]);
			}
		)
	);
});

test('records refuse wrong shapes and counts the format cannot hold', () => {
	const header = headerOf('EDF+C', [eda]);
	for (const channels of [
		[],
		[new Int32Array(3)],
		[Int32Array.of(0, 0, 0, 32_768)],
		[Int32Array.of(0, 0, -32_769, 0)]
	])
		expect(() => encodeRecord(header, channels)).toThrow(
			expect.objectContaining({ code: 'edf/record' })
		);
});

test('records with gaps keep their true times', () => {
	const header = headerOf('EDF+D', [eda]);
	const times = [0.25, 1.25, 7.5];
	const queue = new AnnotationQueue();
	queue.add({ onsetS: 7.75, durationS: null, text: 'after the gap' });
	const bytes = joined([
		encodeHeader({ ...header, records: 3 }),
		...times.map((time) => encodeRecord(header, [new Int32Array(4)], queue.take(time, 120)))
	]);
	const reading = readEdf(bytes);
	expect(reading.problems).toEqual([]);
	expect(reading.startOffsetS).toBe(0.25);
	expect(reading.recordStartsS).toEqual([0, 1, 7.25]);
	expect(reading.pauses).toEqual([{ record: 1, fromS: 2, untilS: 7.25 }]);
	expect(reading.annotations[0]).toMatchObject({ onsetS: 7.5 });
	const channel = reading.channels[0]!;
	expect([3, 4, 8, 11].map((sample) => sampleTime(reading, channel, sample))).toEqual([
		...[0.75, 1, 7.25, 8]
	]);
	expect(() => sampleTime(reading, channel, 12)).toThrow(
		expect.objectContaining({ code: 'edf/sample' })
	);
});

describe('what other writers do', () => {
	const header = headerOf('EDF+C', [eda, { ...eda, label: 'PPG', samplesPerRecord: 10 }]);
	const whole = fileOf(header, 3);
	const patched = (at: number, text: string): Uint8Array => {
		const bytes = whole.slice();
		bytes.set(
			Uint8Array.from(text, (c) => c.charCodeAt(0)),
			at
		);
		return bytes;
	};
	const signalAt = (offset: number, width: number, index: number): number =>
		256 + offset * 3 + width * index;
	const sums = (bytes: Uint8Array): number[] =>
		readEdf(bytes).channels.map((channel) => digitalSum(channel.samples));
	test.each([
		['a count of −1', patched(COUNT_OFFSET, '-1      '), 'record-count'],
		['an empty count', patched(COUNT_OFFSET, '        '), 'record-count'],
		['a wrong count', patched(COUNT_OFFSET, '12      '), 'record-count'],
		['bytes after the last record', joined([whole, Uint8Array.of(1, 2, 3)]), 'tail-bytes'],
		['fields padded with NUL', patched(8, 'S-1 X X X\0\0\0'), 'nul-padding'],
		['decimal commas', patched(signalAt(112, 8, 0), '24,97559'), 'decimal-comma'],
		['a label twice', patched(signalAt(0, 16, 1), 'EDA '), 'duplicate-label'],
		['Latin-1', patched(signalAt(96, 8, 0), '\u00b5S'), 'not-ascii'],
		['lower-case months', patched(88, 'Startdate 02-mar-2026'), 'identification'],
		['no duration', patched(244, '0       '), 'record-duration'],
		['a wrong header size', patched(184, '999     '), 'header-bytes'],
		['no date', patched(168, 'xx.yy.zz'), 'start'],
		['equal digital limits', patched(signalAt(128, 8, 0), '0       '), 'digital-range'],
		['equal physical limits', patched(signalAt(112, 8, 0), '0       '), 'physical-range'],
		['an empty physical limit', patched(signalAt(112, 8, 0), '        '), 'number']
	])('%s is read and named', (_, bytes, code) => {
		expect(readEdf(bytes).problems.map((problem) => problem.code)).toContain(code);
		expect(sums(bytes)).toEqual(sums(whole));
	});

	test('negative gain is no problem', () => {
		const bytes = patched(signalAt(104, 8, 0), '99      ');
		expect(readEdf(bytes).problems).toEqual([]);
		expect(physicalValue(readEdf(bytes).channels[0]!.signal, 0)).toBe(99);
	});

	test('several annotation signals are all read, damaged lists are named', () => {
		const two: EdfHeader = {
			...header,
			signals: [annotationSignal('EDF+C', 30), eda, annotationSignal('EDF+C', 60)]
		};
		const record = encodeRecord(
			two,
			[Int32Array.of(1, 2, 3, 4)],
			latin('+0\u0014\u0014first\u0014\0')
		);
		record.set(latin('+0.5\u00151.5\u0014s\u00e9cond\u0014again\u0014\0\0nonsense\0'), 38);
		const reading = readEdf(joined([encodeHeader({ ...two, records: 1 }), record]));
		expect(reading.annotations).toEqual<EdfAnnotation[]>([
			{ onsetS: 0, durationS: null, text: 'first' },
			{ onsetS: 0.5, durationS: 1.5, text: 'sécond' },
			{ onsetS: 0.5, durationS: 1.5, text: 'again' }
		]);
		expect(reading.problems.map((problem) => problem.code)).toEqual([
			...['annotation', 'annotation-not-utf8']
		]);
	});

	test('a time jump in a continuous file is named', () => {
		const second = encodeRecord(
			header,
			[new Int32Array(4), new Int32Array(10)],
			latin('+5\u0014\u0014\0')
		);
		const bytes = joined([fileOf(header, 1), second]);
		expect(readEdf(bytes).problems.map((problem) => problem.code)).toContain('time-jump');
	});

	test.each([
		['nothing', new Uint8Array(0)],
		['another file', new TextEncoder().encode('%PDF-1.7'.padEnd(600))],
		['a header cut off', whole.subarray(0, 700)],
		['no number of signals', patched(252, '    ')],
		['no samples per record', patched(signalAt(216, 8, 0), 'many    ')]
	])('%s is refused', (_, bytes) => {
		expect(() => readEdf(bytes)).toThrow(
			expect.objectContaining({
				code: expect.stringMatching(/^edf\/(not-edf|header)$/) as string
			})
		);
	});
});

test('whatever bytes are damaged, a file is read or refused', () => {
	const whole = fileOf(headerOf('EDF+C', [eda, { ...eda, label: 'PPG' }]), 2);
	const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 12 });
	fc.assert(
		fc.property(damage, fc.nat(whole.length), (changes, size) => {
			const bytes = whole.slice();
			for (const [at, byte] of changes) bytes[at] = byte;
			try {
				readEdf(bytes.subarray(0, size % 3 === 0 ? size : bytes.length));
			} catch (error) {
				expect(isLabError(error), String(error)).toBe(true);
			}
		}),
		{ numRuns: 2000 }
	);
});

const latin = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
