/** Files of our writer, read by two readers that have nothing to do with us: EDFlib and MNE. */
import { execFile } from 'node:child_process';
import { mkdtemp, open, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AnnotationQueue, type EdfAnnotation } from '#lib/core/recording/edf/annotation-queue.ts';
import { countField, encodeHeader } from '#lib/core/recording/edf/encode-header.ts';
import {
	annotationSignal,
	COUNT_OFFSET,
	type EdfHeader,
	type EdfSignal,
	layoutOf,
	physicalValue
} from '#lib/core/recording/edf/header.ts';
import { patientField, recordingField } from '#lib/core/recording/edf/identification.ts';
import { digitalSum, encodeRecord } from '#lib/core/recording/edf/record.ts';
import { planRepair } from '#lib/core/recording/edf/repair.ts';
import { requires } from '../requirements.ts';

const run = promisify(execFile);
const ROOM = 120;
const START_OFFSET_S = 0.25;
const RECORDS = 300;
const start = '2026-03-02T10:11:12';
const fixture = (name: string): string => join(import.meta.dirname, '../fixtures', name);

const counts = { transducer: '', dimension: '', prefilter: '', reserved: '', samplesPerRecord: 50 };
const channels: readonly EdfSignal[] = [
	{
		...counts,
		label: 'EDA',
		dimension: 'uS',
		physicalMin: 0,
		physicalMax: 24.97559,
		digitalMin: 0,
		digitalMax: 1023
	},
	{
		...counts,
		label: 'ECG',
		dimension: 'mV',
		physicalMin: -1.5,
		physicalMax: 1.49707,
		digitalMin: 0,
		digitalMax: 1023
	},
	{ ...counts, label: 'PPG', physicalMin: 0, physicalMax: 1023, digitalMin: 0, digitalMax: 1023 },
	{
		...counts,
		label: 'Resp chest',
		dimension: 'uV',
		physicalMin: 187_500,
		physicalMax: -187_500,
		digitalMin: -32_767,
		digitalMax: 32_767
	}
];

function headerOf(format: 'EDF+C' | 'BDF+C', samplesPerRecord?: readonly number[]): EdfHeader {
	const signals = channels.map((signal, i) => ({
		...signal,
		samplesPerRecord: samplesPerRecord?.[i] ?? signal.samplesPerRecord
	}));
	return {
		...{ format, start, records: -1, recordDurationS: 1 },
		patient: patientField({ code: 'S-0042', sex: 'female' }),
		recording: recordingField({ start, technician: 'T7', equipment: 'BITalino v5.2' }),
		signals: [...signals, annotationSignal(format, ROOM)]
	};
}

/** Noise that is the same every time (a linear congruential generator), inside the digital range. */
function noise(seed: number, { digitalMin, digitalMax }: EdfSignal, count: number): Int32Array {
	let state = seed;
	return Int32Array.from({ length: count }, () => {
		state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
		return digitalMin + (state % (digitalMax - digitalMin + 1));
	});
}

/** Times since the first sample; a gap from record 40 on, and a remark longer than a record's room. */
const annotations: readonly EdfAnnotation[] = [
	...Array.from({ length: 60 }, (_, i) => ({
		...{
			onsetS: i * 4 + i / 64,
			durationS: i % 3 === 0 ? 2.5 : null,
			text: `提问 ${String(i + 1)}「藏匿地点」`
		}
	})),
	{ onsetS: 40, durationS: 3, text: 'Data gap' },
	{ onsetS: 250, durationS: null, text: '被测人要求休息，测试暂停五分钟。'.repeat(5) }
];
const inGap = (record: number): boolean => record >= 40 && record < 43;

/** Writes a file the way a recorder does: header, records one by one, the count after each. */
async function record(path: string, header: EdfHeader): Promise<Int32Array[]> {
	const { headerBytes, recordBytes } = layoutOf(header);
	const signals = header.signals.slice(0, -1);
	const all = signals.map((signal, i) => noise(i + 1, signal, signal.samplesPerRecord * RECORDS));
	const queue = new AnnotationQueue();
	const handle = await open(path, 'w');
	await handle.write(encodeHeader(header), 0, headerBytes, 0);
	for (let i = 0; i < RECORDS; i++) {
		const data = signals.map(({ samplesPerRecord, digitalMin }, channel) => {
			const part = all[channel]!.subarray(i * samplesPerRecord, (i + 1) * samplesPerRecord);
			return inGap(i) ? part.fill(digitalMin) : part;
		});
		for (const annotation of annotations)
			if (Math.floor(annotation.onsetS) === i)
				queue.add({ ...annotation, onsetS: annotation.onsetS + START_OFFSET_S });
		const bytes = encodeRecord(header, data, queue.take(i + START_OFFSET_S, ROOM));
		await handle.write(bytes, 0, recordBytes, headerBytes + i * recordBytes);
		await handle.write(countField(i + 1), 0, 8, COUNT_OFFSET);
	}
	expect(queue.waiting).toBe(0);
	await handle.close();
	return all;
}

/** Annotations by time, the marked parts of a long text joined again. */
function whole(
	texts: readonly { onset: number; text: string }[]
): { onset: number; text: string }[] {
	const joined: { onset: number; text: string }[] = [];
	for (const { onset, text } of [...texts].sort((a, b) => a.onset - b.onset)) {
		const part = / \((\d+)\/\d+\)$/.exec(text);
		const last = joined.at(-1);
		if (part !== null && part[1] !== '1' && last !== undefined)
			last.text += text.slice(0, part.index);
		else joined.push({ onset, text: part === null ? text : text.slice(0, part.index) });
	}
	return joined;
}
const expected = [...annotations].sort((a, b) => a.onsetS - b.onsetS);

function order(samples: Int32Array): number {
	return samples.reduce((sum, count) => (sum * 31 + count + 8_388_608) % 1_000_003, 0);
}

describe.skipIf(!requires('edflib'))('independent readers', () => {
	let folder = '';
	let program = '';
	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'jingwei-edf-'));
		program = join(folder, 'edfcheck');
		await run('cc', ['-O2', '-o', program, fixture('edfcheck.c'), '-ledf']);
	}, 60_000);
	afterAll(() => rm(folder, { recursive: true, force: true }));

	test.each([
		['BDF+C', undefined],
		['EDF+C', undefined],
		['BDF+C', [50, 100, 25, 7]]
	] as const)(
		'EDFlib reads our %s with rates %j',
		async (format, rates) => {
			const header = headerOf(format, rates);
			const path = join(folder, `edflib.${format.slice(0, 3).toLowerCase()}`);
			const samples = await record(path, header);
			const found = JSON.parse((await run(program, [path])).stdout) as EdflibFinding;
			expect(found).toMatchObject({
				...{ filetype: format === 'BDF+C' ? 3 : 1, records: RECORDS, recordDuration: 10_000_000 },
				...{ start, subsecond: START_OFFSET_S * 1e7 }
			});
			expect([found.patientCode.trim(), found.equipment.trim()]).toEqual([
				'S-0042',
				'BITalino v5.2'
			]);
			expect(found.signals).toEqual(
				header.signals.slice(0, -1).map((signal, i) => ({
					...{ label: signal.label.padEnd(16), dimension: signal.dimension.padEnd(8) },
					...{ physical: [signal.physicalMin, signal.physicalMax] },
					...{ digital: [signal.digitalMin, signal.digitalMax], samples: samples[i]!.length },
					...{ sum: digitalSum(samples[i]!), order: order(samples[i]!) },
					...{ first: samples[i]![0], last: samples[i]!.at(-1) }
				}))
			);
			expect(
				whole(found.annotations.map(({ onset, text }) => ({ onset: onset / 1e7, text })))
			).toEqual(expected.map(({ onsetS, text }) => ({ onset: onsetS, text })));
			const durations = found.annotations.map(({ duration }) => duration).filter((d) => d !== '');
			expect(durations.map(Number).sort()).toEqual(
				expected.flatMap(({ durationS }) => (durationS === null ? [] : [durationS])).sort()
			);
		},
		60_000
	);

	test('EDFlib refuses our file while it is recorded, and takes it after repair', async () => {
		const header = headerOf('BDF+C');
		const path = join(folder, 'cut.bdf');
		await record(path, header);
		const { headerBytes, recordBytes } = layoutOf(header);
		const size = headerBytes + 200 * recordBytes + 77;
		await truncate(path, size);
		await expect(run(program, [path])).rejects.toMatchObject({ stdout: '{"error":-3}\n' });
		const plan = planRepair(encodeHeader(header), size);
		if (plan.kind === 'refusal') throw new Error(plan.message);
		await truncate(path, plan.truncateTo);
		const handle = await open(path, 'r+');
		await handle.write(plan.count, 0, 8, COUNT_OFFSET);
		await handle.close();
		const found = JSON.parse((await run(program, [path])).stdout) as EdflibFinding;
		expect(found).toMatchObject({ records: 200, subsecond: START_OFFSET_S * 1e7 });
	}, 60_000);

	test.each(['BDF+C', 'EDF+C'] as const)(
		'MNE reads our %s',
		async (format) => {
			const header = headerOf(format);
			const path = join(folder, `mne.${format.slice(0, 3).toLowerCase()}`);
			const samples = await record(path, header);
			const { stdout } = await run('/usr/bin/python3', [fixture('mnecheck.py'), path], {
				maxBuffer: 256 * 1024 * 1024
			});
			const found = JSON.parse(stdout) as MneFinding;
			expect(found.labels).toEqual(channels.map(({ label }) => label));
			expect(found.rateHz).toBe(50);
			expect(found.start.slice(0, 19)).toBe(start);
			channels.forEach((signal, i) => {
				const scale = { uV: 1e-6, mV: 1e-3 }[signal.dimension] ?? 1;
				const step =
					(Math.abs(signal.physicalMax - signal.physicalMin) /
						(signal.digitalMax - signal.digitalMin)) *
					scale;
				const values = found.values[i]!;
				expect(values).toHaveLength(samples[i]!.length);
				const worst = Math.max(
					...values.map((value, k) =>
						Math.abs(value - physicalValue(signal, samples[i]![k]!) * scale)
					)
				);
				expect(worst / step).toBeLessThan(1e-3);
			});
			expect(whole(found.annotations).map(({ text }) => text)).toEqual(
				expected.map(({ text }) => text)
			);
			whole(found.annotations).forEach(({ onset }, i) => {
				expect(onset).toBeCloseTo(expected[i]!.onsetS, 5);
			});
		},
		120_000
	);
});

interface EdflibFinding {
	readonly patientCode: string;
	readonly equipment: string;
	readonly signals: readonly object[];
	readonly annotations: readonly { onset: number; duration: string; text: string }[];
}
interface MneFinding {
	readonly rateHz: number;
	readonly start: string;
	readonly labels: readonly string[];
	readonly values: readonly (readonly number[])[];
	readonly annotations: readonly { onset: number; duration: number; text: string }[];
}
