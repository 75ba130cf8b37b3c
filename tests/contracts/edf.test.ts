/** Our reader against EDFlib on real files of many writers, and on those EDFlib refuses. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isLabError } from '#lib/core/errors.ts';
import { COUNT_OFFSET, isPlus, layoutOf, physicalValue } from '#lib/core/recording/edf/header.ts';
import { readEdf, sampleTime } from '#lib/core/recording/edf/reader.ts';
import { digitalSum } from '#lib/core/recording/edf/record.ts';
import { planRepair } from '#lib/core/recording/edf/repair.ts';
import { requires, shared } from '../requirements.ts';
import { readTruth } from './edf-truth.ts';

const hasShared = requires('shared');
const folder = shared('data/edf');
const truth = hasShared ? readTruth(readFileSync(`${folder}/ground-truth-edflib.txt`, 'utf8')) : [];
const present = truth.filter(({ file }) => existsSync(`${folder}/${file}`));
const load = (file: string): Uint8Array => new Uint8Array(readFileSync(`${folder}/${file}`));
const codes = (file: string): string[] => readEdf(load(file)).problems.map(({ code }) => code);

describe.skipIf(!hasShared)('a file EDFlib reads', () => {
	const accepted = present.filter(({ accepted: isAccepted }) => isAccepted);

	test('there are some of every kind', () => {
		expect(new Set(accepted.map(({ filetype }) => filetype))).toEqual(new Set([0, 1, 2, 3]));
	});

	test.each(accepted)('$file has the samples EDFlib finds', ({ file, signals }) => {
		const { channels } = readEdf(load(file));
		const found = channels.map(({ signal, samples }) => ({
			...{ label: signal.label, dimension: signal.dimension, n: samples.length },
			...{ samplesPerRecord: signal.samplesPerRecord, transducer: signal.transducer },
			...{ prefilter: signal.prefilter, physical: [signal.physicalMin, signal.physicalMax] },
			...{ digital: [signal.digitalMin, signal.digitalMax], sum: digitalSum(samples) },
			...{ first: [...samples.subarray(0, 3)], last: samples.at(-1) }
		}));
		expect(found).toEqual(signals.map(({ physicalMean: _, ...signal }) => signal));
		channels.forEach(({ signal, samples }, index) => {
			const mean = physicalValue(signal, digitalSum(samples) / samples.length);
			expect(mean).toBeCloseTo(signals[index]!.physicalMean, 5);
		});
	});

	test.each(accepted)('$file has the start and records EDFlib finds', (expected) => {
		const { header, startOffsetS, pauses } = readEdf(load(expected.file));
		expect(header.start).toBe(expected.start);
		expect(startOffsetS).toBeCloseTo(expected.startOffsetS, 6);
		expect(header.records).toBe(expected.records);
		expect(header.recordDurationS).toBeCloseTo(expected.recordDurationS, 6);
		expect(isPlus(header.format)).toBe(expected.filetype % 2 === 1);
		expect(pauses).toEqual([]);
	});

	test.each(accepted)('$file has the annotations EDFlib finds', ({ file, annotations, count }) => {
		const found = readEdf(load(file)).annotations;
		expect(found).toHaveLength(count);
		const byOnset = [...found].sort((a, b) => a.onsetS - b.onsetS).slice(0, annotations.length);
		expect(byOnset).toEqual(
			annotations.map(({ onsetS, durationS, text }) => ({
				...{ onsetS: expect.closeTo(onsetS, 6) as number, durationS, text }
			}))
		);
	});

	test('has no problem but those a strict reader overlooks', () => {
		const overlooked = ['duplicate-label', 'identification', 'digital-range'];
		const problems = accepted.flatMap(({ file }) => codes(file).map((code) => `${file}: ${code}`));
		expect(problems.filter((line) => !overlooked.some((code) => line.endsWith(code)))).toEqual([]);
	});
});

describe.skipIf(!hasShared)('a file EDFlib refuses', () => {
	test.each([
		['made-here/minus1.edf', 'record-count', 10],
		['made-here/crash_short.edf', 'record-count', 10],
		['made-here/crash_extra.edf', 'record-count', 10],
		['made-here/crash_partial.edf', 'tail-bytes', 10],
		['stagpoint_invalid_datarecord_count.edf', 'no-records', 0]
	])('%s is read and named %s', (file, code, records) => {
		const reading = readEdf(load(file));
		expect(reading.problems.map((problem) => problem.code)).toContain(code);
		expect(reading.recordStartsS).toHaveLength(records);
	});

	test.each(['minus1', 'crash_short', 'crash_extra', 'crash_partial'])(
		'%s holds the samples of the whole file',
		(name) => {
			const sums = (file: string): number[] =>
				readEdf(load(file)).channels.map(({ samples }) => digitalSum(samples));
			expect(sums(`made-here/${name}.edf`)).toEqual(sums('made-here/good.edf'));
		}
	);

	test.each(['minus1', 'crash_short', 'crash_extra', 'crash_partial'])(
		'%s has no problem after repair',
		(name) => {
			const bytes = load(`made-here/${name}.edf`);
			const plan = planRepair(bytes, bytes.length);
			if (plan.kind === 'refusal') throw new Error(plan.message);
			const repaired = bytes.slice(0, plan.truncateTo);
			repaired.set(plan.count, COUNT_OFFSET);
			expect(readEdf(repaired).problems).toEqual([]);
			expect(readEdf(repaired).header).toEqual(readEdf(load('made-here/good.edf')).header);
		}
	);

	test('an interrupted file without a record is not repaired', () => {
		const bytes = load('stagpoint_invalid_datarecord_count.edf');
		expect(planRepair(bytes, bytes.length)).toMatchObject({ kind: 'refusal', code: 'no-record' });
	});

	test('the real file with gaps keeps the true time of every record', () => {
		const reading = readEdf(load('stagpoint_discontinuous2.edf'));
		expect(reading.header.format).toBe('EDF+D');
		expect(reading.recordStartsS).toHaveLength(2748);
		expect(reading.pauses.map(({ fromS, untilS }) => [fromS, untilS])).toEqual([
			...[
				[2724, 5631],
				[11715, 13656]
			]
		]);
		const channel = reading.channels[0]!;
		const record = 681;
		expect(sampleTime(reading, channel, record * channel.signal.samplesPerRecord)).toBe(5631);
		expect(reading.problems.map(({ code }) => code)).toEqual(['identification']);
	});

	test('the made file with a gap keeps its time, and is named when it says it has none', () => {
		const bytes = load('made-here/disc.edf');
		const reading = readEdf(bytes);
		expect(reading.problems).toEqual([]);
		expect(reading.pauses).toHaveLength(1);
		bytes.set(new TextEncoder().encode('EDF+C'), 192);
		expect(readEdf(bytes).problems.map(({ code }) => code)).toEqual(['time-jump']);
	});
});

describe.skipIf(!hasShared)('a real file cut anywhere in its last records', () => {
	test.each(['made-here/good.edf', 'made-here/good.bdf', 'stagpoint_annotations_and_signals2.edf'])(
		'%s never ends in anything but a refusal, and repair makes it valid',
		(file) => {
			const whole = load(file);
			const { headerBytes, recordBytes } = layoutOf(readEdf(whole).header);
			const problemsBefore = readEdf(whole).problems;
			const from = Math.max(0, whole.length - 2 * recordBytes - 2);
			for (let size = from; size <= whole.length; size += recordBytes > 5000 ? 13 : 1) {
				const cut = whole.slice(0, size);
				const plan = planRepair(cut, size);
				const records = Math.floor((size - headerBytes) / recordBytes);
				if (plan.kind === 'refusal') {
					expect(records).toBeLessThan(1);
					expect(() => readEdf(cut)).not.toThrow(
						expect.toSatisfy((error: unknown) => !isLabError(error))
					);
					continue;
				}
				cut.set(plan.count, COUNT_OFFSET);
				const repaired = readEdf(cut.subarray(0, plan.truncateTo));
				expect(repaired.header.records).toBe(records);
				expect(repaired.problems).toEqual(problemsBefore);
			}
		}
	);
});

test.skipIf(!hasShared)('every EDF and BDF file of the collection is read', () => {
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
	const recordings = files.filter((file) => /[.][be]df$/.test(file));
	expect(recordings.length).toBeGreaterThan(15);
	for (const file of recordings) expect(() => readEdf(load(file)), file).not.toThrow();
});
