/** Every bad EDF, EDF+, BDF and BDF+ of the list of bad input: read and named, or refused by name. One line each. */
import { describe, expect, test } from 'vitest';
import { isLabError } from '#lib/core/errors.ts';
import { physicalValue } from '#lib/core/recording/edf/header.ts';
import { readEdf } from '#lib/core/recording/edf/reader.ts';
import {
	annotated,
	annotations,
	edfFile,
	joined,
	plainSignal,
	samples16,
	samples24,
	tals,
	type EdfParts,
	type EdfSignalParts
} from '../fixtures/edf-file.ts';

const refusalOf = (bytes: Uint8Array): string | null => {
	try {
		readEdf(bytes);
		return null;
	} catch (error) {
		if (isLabError(error)) return error.code;
		throw error;
	}
};
const problemsOf = (bytes: Uint8Array): string[] => readEdf(bytes).problems.map(({ code }) => code);
const signal = (parts: EdfSignalParts): EdfParts => ({ signals: [{ ...plainSignal, ...parts }] });
const TIME = '+0\x14\x14\0';

test('the file the cases are made of has no problem', () => {
	expect(problemsOf(edfFile())).toEqual([]);
	expect(problemsOf(annotated([TIME, '+1\x14\x14\0']))).toEqual([]);
	expect([...readEdf(edfFile()).channels[0]!.samples]).toEqual([
		...[1, 2, 3, 4, -1, -2, 32767, -32768]
	]);
});

describe('is refused', () => {
	test.each<[string, Uint8Array, string]>([
		['0 bytes', new Uint8Array(0), 'edf/not-edf'],
		['255 bytes', edfFile().subarray(0, 255), 'edf/not-edf'],
		['a header cut inside its signals', edfFile().subarray(0, 511), 'edf/not-edf'],
		['another file', new TextEncoder().encode('%PDF-1.7'.padEnd(300)), 'edf/not-edf'],
		['0 signals', edfFile({ count: '0' }), 'edf/not-edf'],
		['−1 signals', edfFile({ count: '-1' }), 'edf/not-edf'],
		['9999 signals in a small file', edfFile({ count: '9999' }), 'edf/not-edf'],
		['9e99 signals, an allocation bomb', edfFile({ count: '9e99' }), 'edf/not-edf'],
		['a blank number of signals', edfFile({ count: '' }), 'edf/not-edf'],
		['a number of signals that is none', edfFile({ count: 'two' }), 'edf/not-edf'],
		['0 samples a record', edfFile(signal({ samples: '0' })), 'edf/header'],
		['−4 samples a record', edfFile(signal({ samples: '-4' })), 'edf/header'],
		['half a sample a record', edfFile(signal({ samples: '0.5' })), 'edf/header'],
		['1e999 samples a record', edfFile(signal({ samples: '1e999' })), 'edf/header']
	])('%s', (_, bytes, code) => {
		expect(refusalOf(bytes)).toBe(code);
	});
});

describe('is read, and named', () => {
	test.each<[string, Uint8Array, readonly string[]]>([
		['header bytes that are not 256 + 256 · ns', edfFile({ headerBytes: '768' }), ['header-bytes']],
		['records −1, still being recorded', edfFile({ records: '-1' }), ['record-count']],
		['more records told than there are', edfFile({ records: '9' }), ['record-count']],
		['fewer records told than there are', edfFile({ records: '1' }), ['record-count']],
		['no record at all', edfFile({ data: [] }), ['no-records']],
		['duration 0', edfFile({ duration: '0' }), ['record-duration']],
		['duration −1', edfFile({ duration: '-1' }), ['record-duration', 'record-duration']],
		['duration 1e300', edfFile({ duration: '1e300' }), ['record-duration', 'record-duration']],
		['duration 1e-9', edfFile({ duration: '1e-9' }), []],
		['duration with a decimal comma', edfFile({ duration: '0,5' }), ['decimal-comma']],
		[
			'99999999 samples a record, the most its field can say',
			edfFile(signal({ samples: '99999999' })),
			['record-count', 'no-records', 'tail-bytes']
		],
		['physical limits that are equal', edfFile(signal({ physicalMax: '-1' })), ['physical-range']],
		['a physical limit NaN', edfFile(signal({ physicalMax: 'NaN' })), ['number']],
		['a physical limit 1e999', edfFile(signal({ physicalMax: '1e999' })), ['number']],
		['a physical limit with a comma', edfFile(signal({ physicalMax: '1,5' })), ['decimal-comma']],
		['digital limits that are equal', edfFile(signal({ digitalMax: '-32768' })), ['digital-range']],
		[
			'digital minimum above maximum',
			edfFile(signal({ digitalMin: '9', digitalMax: '-9' })),
			['digital-range']
		],
		['digital limits outside 16 bits', edfFile(signal({ digitalMax: '40000' })), ['digital-range']],
		['31 February', edfFile({ date: '31.02.99' }), ['start']],
		['a time 25:61:61', edfFile({ time: '25.61.61' }), ['start']],
		['characters outside ASCII', edfFile({ patient: 'M\u00fcller' }), ['not-ascii']],
		['NUL in a field', edfFile({ patient: 'X\0X' }), ['nul-padding']],
		['CR in a field', edfFile({ patient: 'X\rX' }), ['control-character']],
		[
			'labels twice',
			edfFile({ signals: [plainSignal, plainSignal], data: [] }),
			['duplicate-label', 'no-records']
		],
		['an empty label', edfFile(signal({ label: '' })), []],
		[
			'EDF+ without annotations',
			edfFile({ reserved: 'EDF+C' }),
			['no-annotation-signal', 'record-time', 'record-time']
		],
		[
			'a name in the patient field',
			annotated([TIME], { patient: 'Zhang San' }),
			['identification']
		],
		['a cut last record', edfFile({ tail: samples16(7) }), ['tail-bytes']],
		['bytes after the last record', edfFile({ tail: new Uint8Array(5) }), ['tail-bytes']]
	])('%s', (_, bytes, codes) => {
		expect([...new Set(problemsOf(bytes))]).toEqual([...new Set(codes)]);
	});

	test('nothing in a broken physical or digital range becomes a value by chance', () => {
		for (const parts of [
			{ digitalMax: '-32768' },
			{ physicalMax: 'NaN' },
			{ physicalMax: '1e999' }
		]) {
			const [channel] = readEdf(edfFile(signal(parts))).channels;
			const value = physicalValue(channel!.signal, 5);
			expect(Number.isNaN(value) || Math.abs(value) <= 1).toBe(true);
		}
	});

	test('a two-digit year means 1985…2084', () => {
		const yearOf = (date: string): string | undefined =>
			readEdf(edfFile({ date, recording: '' })).header.start?.slice(0, 4);
		expect([yearOf('02.03.85'), yearOf('02.03.84')]).toEqual(['1985', '2084']);
		expect(readEdf(edfFile({ date: '02.03.yy' })).header.start).toBe('2026-03-02T10:11:12');
	});

	test('the sign of 24 bits', () => {
		const counts = [-8_388_608, -1, 0, 8_388_607];
		const limits = { digitalMin: '-8388608', digitalMax: '8388607' };
		const bdf = edfFile({
			...{ version: '\xffBIOSEMI', ...signal(limits) },
			data: [samples24(...counts)]
		});
		expect([...readEdf(bdf).channels[0]!.samples]).toEqual(counts);
	});
});

describe('annotations', () => {
	const texts = (...records: (string | Uint8Array)[]): string[] =>
		readEdf(annotated(records)).annotations.map(({ text }) => text);
	const codesOf = (...records: (string | Uint8Array)[]): string[] => problemsOf(annotated(records));

	test.each<[string, string | Uint8Array, readonly string[], readonly string[]]>([
		['without the end mark 0x14', `${TIME}+1\x14cut\0`, [], ['annotation']],
		[
			'without the end mark 0x00',
			`${TIME}+1\x14ends with the record\x14`,
			['ends with the record'],
			[]
		],
		['with an onset without sign', `${TIME}1\x14unsigned\x14\0`, [], ['annotation']],
		['with a negative onset', `${TIME}-5\x14before\x14\0`, ['before'], []],
		['out of order', `${TIME}+9\x14b\x14\0+3\x14a\x14\0`, ['b', 'a'], []],
		[
			'that are no UTF-8',
			joined(tals(`${TIME}+1\x14`, 8), Uint8Array.of(0xe9, 0x14, 0)),
			['\u00e9'],
			['annotation-not-utf8']
		],
		[
			'in an overlong encoding',
			joined(tals(`${TIME}+1\x14`, 8), Uint8Array.of(0xc0, 0xaf, 0x14, 0)),
			['\u00c0\u00af'],
			['annotation-not-utf8']
		],
		[
			'with signs from right to left and beyond the plane',
			`${TIME}+1\x14\u202e\u{1f600}\x14\0`,
			['\u202e\u{1f600}'],
			[]
		],
		['with a duration without digits', `${TIME}+1\x15.\x14x\x14\0`, [], ['annotation']],
		['without any time of the record', '\0', [], ['record-time']]
	])('%s', (_, record, found, codes) => {
		expect(texts(record)).toEqual(found);
		expect(codesOf(record)).toEqual(codes);
	});

	test('two annotation signals, and as many as a file likes', () => {
		const both = edfFile({
			...{ reserved: 'EDF+C', signals: [annotations, annotations] },
			data: [joined(tals(`${TIME}+1\x14a\x14\0`, 40), tals('+1\x14b\x14\0', 40))]
		});
		expect(readEdf(both).annotations.map(({ text }) => text)).toEqual(['a', 'b']);
	});

	test('longer than a record are cut there, and told', () => {
		expect(codesOf(`${TIME}+1\x14${'x'.repeat(60)}\x14\0`)).toEqual(['annotation']);
	});

	test('with a time that is no number any more are none', () => {
		const room = 400;
		const long = { ...annotations, samples: String(room / 2) };
		const record = tals(`${TIME}+${'9'.repeat(330)}\x14late\x14\0`, room);
		const bytes = edfFile({ reserved: 'EDF+C', signals: [long], data: [record] });
		expect(readEdf(bytes).annotations).toEqual([]);
		expect(problemsOf(bytes)).toEqual(['annotation']);
	});

	test('of a million in one record, and a million digits, in steps that grow with the bytes', () => {
		const many = new TextEncoder().encode(`${TIME}${'+1\x14a\x14\0'.repeat(100_000)}`);
		// a run of digits that is no time took its square of steps: minutes
		const digits = new TextEncoder().encode(`${TIME}+${'1'.repeat(1_000_000)}x\x14a\x14\0`);
		const read = (data: Uint8Array): number => {
			const room = data.length + (data.length % 2);
			const wide = { ...annotations, samples: String(room / 2) };
			const bytes = edfFile({ reserved: 'EDF+C', signals: [wide], data: [tals(data, room)] });
			return readEdf(bytes).annotations.length;
		};
		expect([read(many), read(digits)]).toEqual([100_000, 0]);
	});

	test.each([
		['a gap of EDF+D', 'EDF+D', ['+0', '+5'], [], [[1, 5]]],
		['records that overlap', 'EDF+D', ['+0', '+0.5'], ['time-jump'], [[1, 0.5]]],
		['a gap in a file that says it has none', 'EDF+C', ['+0', '+5'], ['time-jump'], [[1, 5]]]
	])('%s', (_, reserved, times, codes, pauses) => {
		const bytes = annotated(
			times.map((time) => `${time}\x14\x14\0`),
			{ reserved }
		);
		expect(problemsOf(bytes)).toEqual(codes);
		expect(readEdf(bytes).pauses.map(({ fromS, untilS }) => [fromS, untilS])).toEqual(pauses);
	});

	test('a start that differs from the one in the recording field is taken from the header, and named', () => {
		const bytes = annotated([TIME], { recording: 'Startdate 01-JAN-2020 X X X' });
		expect(problemsOf(bytes)).toEqual(['identification']);
		expect(readEdf(bytes).header.start).toBe('2026-03-02T10:11:12');
	});
});
