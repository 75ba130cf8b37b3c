import { expect, test } from 'vitest';
import { readEdf } from '#lib/core/recording/edf/reader.ts';
import { encodeHeader } from '#lib/core/recording/edf/encode-header.ts';
import { headerOf, type ChartPlan } from './chart-plan.ts';
import { RecordBuilder } from './record-builder.ts';

const plan: ChartPlan = {
	...{ sessionId: 'session-1', chart: 1, subjectCode: 'S 1', technician: '', equipment: 'board' },
	...{ bootId: 'b', profile: 'p', driver: 'd', model: null, firmware: null, timeLapse: 1 },
	...{ rateHz: 10, monotonicS: 0, utcMs: 0, start: '2026-03-02T10:11:12' },
	channels: [
		{
			...{ name: 'EDA', kind: 'eda', unit: 'uS', column: 'A1', transducer: '' },
			...{ digitalMin: 0, digitalMax: 1023, physicalMin: 0, physicalMax: 25 }
		}
	]
};

/** The file that these records make. */
function fileOf(rateHz: number, fill: (builder: RecordBuilder) => Uint8Array[]) {
	const changed = { ...plan, rateHz };
	const records = fill(new RecordBuilder(headerOf(changed, -1)));
	const header = encodeHeader(headerOf(changed, records.length));
	return readEdf(Buffer.concat([header, ...records]));
}

test('cuts samples into records and pads the last with the digital minimum', () => {
	const reading = fileOf(10, (builder) => {
		const records = builder.push([Int32Array.from({ length: 25 }, (_, i) => i + 1)]);
		expect(records.length).toBe(2);
		expect(builder.samples).toBe(25);
		return [...records, ...builder.end()];
	});
	const samples = Array.from(reading.channels[0]!.samples);
	expect(samples).toEqual([...Array.from({ length: 25 }, (_, i) => i + 1), 0, 0, 0, 0, 0]);
	expect(reading.problems).toEqual([]);
});

test('writes late annotations, and more records when there is no room for them', () => {
	const reading = fileOf(10, (builder) => {
		const records = builder.push([new Int32Array(12)]);
		for (let mark = 0; mark < 9; mark++) builder.annotate(mark, null, `问题${mark}`.repeat(12));
		return [...records, ...builder.end()];
	});
	expect(reading.annotations.map(({ onsetS }) => onsetS)).toEqual(
		Array.from({ length: 9 }, (_, mark) => mark / 10)
	);
	expect(reading.recordStartsS.length).toBeGreaterThan(2);
	expect(reading.problems).toEqual([]);
});

test('a rate that is no whole number makes records of a little more or less than a second', () => {
	const reading = fileOf(48.6, (builder) => builder.push([new Int32Array(98)]));
	expect(reading.channels[0]!.samples.length).toBe(98);
	expect(reading.channels[0]!.rateHz).toBeCloseTo(48.6, 4);
});

test('a recording without a sample is one record that says so', () => {
	const reading = fileOf(10, (builder) => builder.end());
	expect(reading.recordStartsS).toEqual([0]);
});
