import { describe, expect, test } from 'vitest';
import { isLabError } from '../../errors.ts';
import { AnnotationQueue } from './annotation-queue.ts';
import { encodeHeader } from './encode-header.ts';
import { annotationSignal, COUNT_OFFSET, type EdfHeader } from './header.ts';
import { patientField, recordingField } from './identification.ts';
import { readEdf } from './reader.ts';
import { encodeRecord } from './record.ts';
import { isWrittenRecord, planRepair } from './repair.ts';

/** A file as it lies there while it is being recorded: its count is −1. */
function recordingOf(format: EdfHeader['format'], records: number): Uint8Array {
	const start = '2026-03-02T10:11:12';
	const eda = {
		...{ label: 'EDA', transducer: '', dimension: 'uS', prefilter: '', reserved: '' },
		...{ physicalMin: 0, physicalMax: 24.97559, digitalMin: 0, digitalMax: 1023 },
		samplesPerRecord: 7
	};
	const header: EdfHeader = {
		...{ format, start, records: -1, recordDurationS: 1, patient: patientField({ code: 'S-1' }) },
		...{ recording: recordingField({ start }), signals: [eda, annotationSignal(format, 120)] }
	};
	const queue = new AnnotationQueue();
	queue.add({ onsetS: 0.5, durationS: null, text: '提问 1' });
	const data = Array.from({ length: records }, (_, i) =>
		encodeRecord(header, [new Int32Array(7).fill(i)], queue.take(i, 120))
	);
	return joined([encodeHeader(header), ...data]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
	return Uint8Array.from(parts.flatMap((part) => [...part]));
}

describe.each(['EDF+C', 'BDF+C'] as const)('an interrupted %s file', (format) => {
	const whole = recordingOf(format, 4);
	const { layout } = planRepair(whole, whole.length) as {
		layout: { headerBytes: number; recordBytes: number };
	};

	test('is valid after repair wherever it was cut', () => {
		for (let size = 0; size <= whole.length; size++) {
			const cut = whole.slice(0, size);
			const plan = planRepair(cut, size);
			try {
				readEdf(cut);
			} catch (error) {
				expect(isLabError(error)).toBe(true);
			}
			if (size < layout.headerBytes + layout.recordBytes) {
				expect(plan.kind).toBe('refusal');
				continue;
			}
			if (plan.kind === 'refusal') throw new Error(plan.message);
			const repaired = cut.slice(0, plan.truncateTo);
			repaired.set(plan.count, COUNT_OFFSET);
			const reading = readEdf(repaired);
			expect(reading.problems).toEqual([]);
			expect(reading.header.records).toBe(
				Math.floor((size - layout.headerBytes) / layout.recordBytes)
			);
			expect(planRepair(repaired, repaired.length)).toMatchObject({ needed: false });
		}
	});

	test('loses the records of zeros a power cut left', () => {
		const zeros = joined([whole, new Uint8Array(layout.recordBytes)]);
		const plan = planRepair(zeros, zeros.length);
		if (plan.kind === 'refusal') throw new Error(plan.message);
		const record = (index: number): Uint8Array =>
			zeros
				.subarray(layout.headerBytes + index * layout.recordBytes)
				.subarray(0, layout.recordBytes);
		expect([3, 4].map((index) => isWrittenRecord(plan.layout, record(index)))).toEqual([
			true,
			false
		]);
		expect(planRepair(zeros, zeros.length, 4)).toMatchObject({ truncateTo: whole.length });
	});
});
