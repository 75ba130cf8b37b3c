import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeHeader } from './decode-header.ts';
import { countField, encodeHeader } from './encode-header.ts';
import { numberText } from './fields.ts';
import { annotationSignal, type EdfHeader, type EdfSignal, physicalValue } from './header.ts';
import { patientField, recordingField } from './identification.ts';

const start = '2026-03-02T10:11:12';
const eda: EdfSignal = {
	...{ label: 'EDA', transducer: 'finger electrodes', dimension: 'uS', physicalMin: 0 },
	...{ physicalMax: 24.97559, digitalMin: 0, digitalMax: 1023, prefilter: '', reserved: '' },
	samplesPerRecord: 4
};
const good: EdfHeader = {
	...{ format: 'BDF+C', start, records: -1, recordDurationS: 1 },
	patient: patientField({ code: 'S-0042' }),
	recording: recordingField({ start, technician: 'T7', equipment: 'BITalino v5.2' }),
	signals: [eda, annotationSignal('BDF+C', 120)]
};
const refuse = (code: string, message: string): never => {
	throw new Error(`${code}: ${message}`);
};

test('a header is laid out byte for byte as the specification says', () => {
	const text = new TextDecoder('latin1').decode(encodeHeader(good));
	const at = (offset: number, width: number): string => text.slice(offset, offset + width);
	expect(text).toHaveLength(768);
	expect(at(0, 8)).toBe('\u00ffBIOSEMI');
	expect(at(8, 80)).toBe('S-0042 X X X'.padEnd(80));
	expect(at(88, 80)).toBe('Startdate 02-MAR-2026 X T7 BITalino_v5.2'.padEnd(80));
	expect(at(168, 88)).toBe(`02.03.2610.11.12768     ${'BDF+C'.padEnd(44)}-1      1       2   `);
	expect(at(256, 32)).toBe('EDA             BDF Annotations ');
	expect(at(256 + 32, 160)).toBe('finger electrodes'.padEnd(160));
	expect(at(256 + 2 * 96, 16)).toBe('uS              ');
	expect(at(256 + 2 * 104, 16)).toBe('0       -1      ');
	expect(at(256 + 2 * 112, 16)).toBe('24.975591       ');
	expect(at(256 + 2 * 120, 16)).toBe('0       -8388608');
	expect(at(256 + 2 * 128, 16)).toBe('1023    8388607 ');
	expect(at(256 + 2 * 216, 16)).toBe('4       40      ');
	expect(decodeHeader(encodeHeader({ ...good, records: 7 }), refuse)).toEqual({
		...good,
		records: 7
	});
});

test('the count field is 8 characters, −1 while recording', () => {
	const text = (records: number): string => new TextDecoder().decode(countField(records));
	expect([text(-1), text(0), text(12_345_678)]).toEqual(['-1      ', '0       ', '12345678']);
	expect(() => countField(1.5)).toThrow(expect.objectContaining({ code: 'edf/number' }));
});

describe('numbers in 8 characters', () => {
	test.each([
		[24.975591, '24.97559'],
		[-1.497070312, '-1.49707'],
		[187500, '187500'],
		[-8388608, '-8388608'],
		[0.1, '0.1'],
		[100.00000049, '100'],
		[-0, '0'],
		[12345678.9, '12345679']
	])('%d is written %s', (value, text) => {
		expect(numberText(value)).toBe(text);
	});

	test.each([1e9, -12345678, 1e-8, Number.NaN, Number.POSITIVE_INFINITY])(
		'%d is refused',
		(value) => {
			expect(() => numberText(value)).toThrow(expect.objectContaining({ code: 'edf/number' }));
		}
	);

	test('no other text of 8 characters comes nearer', () => {
		fc.assert(
			fc.property(fc.double({ min: -9e6, max: 9e7, noNaN: true }), (value) => {
				fc.pre(Math.abs(value) > 1e-5);
				const text = numberText(value);
				expect(text).toMatch(/^-?\d+([.]\d+)?$/);
				const digits = 8 - String(Math.trunc(Math.abs(value))).length - (value < 0 ? 1 : 0);
				const step = digits > 1 ? 10 ** (1 - digits) : 1;
				expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(0.5000001 * step);
			})
		);
	});
});

test('the identification is pseudonymous, ASCII, and has its months in upper case', () => {
	expect(patientField({ code: 'S 0042 张', sex: 'female' })).toBe('S_0042__ F X X');
	expect(recordingField({ start, technician: '', equipment: 'BITalino v5.2' })).toBe(
		'Startdate 02-MAR-2026 X X BITalino_v5.2'
	);
	expect(recordingField({ start, equipment: 'e'.repeat(200) })).toHaveLength(80);
});

test.each([
	['1985-01-01T00:00:00', '01.01.85'],
	['2084-12-31T23:59:59', '31.12.84'],
	['2100-02-28T01:02:03', '28.02.yy']
])('a start of %s is kept by the date %s', (when, date) => {
	const recording = recordingField({ start: when });
	const bytes = encodeHeader({ ...good, records: 1, start: when, recording });
	expect(new TextDecoder('latin1').decode(bytes.subarray(168, 176))).toBe(date);
	expect(decodeHeader(bytes, refuse).start).toBe(when);
});

describe('headers readers would refuse are refused', () => {
	test.each([
		[
			'a letter outside ASCII',
			{ signals: [{ ...eda, dimension: 'µS' }, good.signals[1]!] },
			'edf/text'
		],
		[
			'a label too long',
			{ signals: [{ ...eda, label: 'x'.repeat(17) }, good.signals[1]!] },
			'edf/text'
		],
		[
			'equal physical limits',
			{ signals: [{ ...eda, physicalMax: 0 }, good.signals[1]!] },
			'edf/header'
		],
		[
			'digital limits upside down',
			{ signals: [{ ...eda, digitalMin: 2000 }, good.signals[1]!] },
			'edf/header'
		],
		[
			'24-bit limits in EDF',
			{ format: 'EDF+C', signals: [{ ...eda, digitalMax: 40_000 }, good.signals[1]!] },
			'edf/header'
		],
		['no annotation signal in +', { signals: [eda] }, 'edf/header'],
		['no time of start', { start: null }, 'edf/start'],
		['31 February', { start: '2026-02-31T00:00:00' }, 'edf/start'],
		['samples without duration', { recordDurationS: 0 }, 'edf/header']
	] as const)('%s', (_, fields, code) => {
		expect(() => encodeHeader({ ...good, ...fields })).toThrow(expect.objectContaining({ code }));
	});
});

test('counts become the unit by the transfer function, also with negative gain', () => {
	expect(physicalValue(eda, 1023)).toBeCloseTo(24.97559, 10);
	expect(physicalValue({ ...eda, physicalMin: 8711, physicalMax: -8711 }, 0)).toBe(8711);
	expect(physicalValue({ ...eda, digitalMin: 5, digitalMax: 5 }, 5)).toBeNaN();
});
