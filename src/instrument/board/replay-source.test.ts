import { describe, expect, test } from 'vitest';
import { encodeHeader } from '#lib/core/recording/edf/encode-header.ts';
import { annotationSignal, type EdfHeader } from '#lib/core/recording/edf/header.ts';
import { encodeRecord } from '#lib/core/recording/edf/record.ts';
import { replaySource } from './replay-source.ts';

const RATE_HZ = 10;

/** Two seconds of one channel that counts 0, 1, 2 …, with these digital limits. */
function recording(digitalMin: number, digitalMax: number, channels = 1): Uint8Array {
	const signal = {
		...{ label: 'EDA', transducer: '', dimension: 'uS', prefilter: '', reserved: '' },
		...{ physicalMin: 0, physicalMax: 25, digitalMin, digitalMax, samplesPerRecord: RATE_HZ }
	};
	const header: EdfHeader = {
		...{ format: 'BDF+C', patient: 'X X X X', recording: 'Startdate X X X X' },
		...{ start: '2026-03-02T09:00:00', records: 2, recordDurationS: 1 },
		signals: [
			...Array.from({ length: channels }, (_, i) => ({ ...signal, label: `C${i}` })),
			annotationSignal('BDF+C', 66)
		]
	};
	const seconds = [0, 1].map((second) =>
		encodeRecord(
			header,
			Array.from({ length: channels }, () =>
				Int32Array.from({ length: RATE_HZ }, (_, i) => digitalMin + second * RATE_HZ + i)
			)
		)
	);
	return Buffer.concat([encodeHeader(header), ...seconds]);
}

describe('a replayed recording', () => {
	test('gives the counts of a ten-bit device as they were, each for its time, and begins again', () => {
		const source = replaySource(recording(0, 1023), 100);
		const at = (timeS: number): number | undefined => source.counts(timeS)[0];
		expect([at(100), at(100.05), at(100.1), at(101.9)]).toEqual([0, 0, 1, 19]);
		expect(at(102)).toBe(0);
	});

	test('scales a finer converter to ten bits', () => {
		const source = replaySource(recording(-20, 20), 0);
		expect(source.counts(0)[0]).toBe(0);
		expect(source.counts(1.95)[0]).toBe(Math.round((19 / 40) * 1023));
	});

	test('fills six inputs and leaves out the rest', () => {
		const counts = replaySource(recording(0, 1023, 8), 0).counts(0.5);
		expect(counts).toEqual([5, 5, 5, 5, 5, 5]);
		expect(replaySource(recording(0, 1023, 2), 0).counts(0.5)).toEqual([5, 5, 0, 0, 0, 0]);
	});

	test('refuses what is no recording', () => {
		expect(() => replaySource(new Uint8Array(600), 0)).toThrow();
	});
});
