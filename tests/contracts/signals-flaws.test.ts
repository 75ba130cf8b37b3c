/** What is marked on strips as a flaw, on recordings of people: nothing where they are good, and where they are known to be bad. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MISSING } from '#lib/core/recording/tiles.ts';
import { toCounts, type ConverterSpec } from '#lib/core/virtual/counts.ts';
import { subjectKinds } from '#lib/core/virtual/hearing.ts';
import { parseSubjectModel } from '#lib/core/virtual/model.ts';
import { VirtualSubject } from '#lib/core/virtual/subject.ts';
import type { Flaw } from '#lib/core/signal/quality/flaw.ts';
import { flawsOf } from '#lib/core/signal/quality/flaw-finder.ts';
import { requires, shared } from '../requirements.ts';
import { allReferences, stored, table, type Reference } from './signals/references.ts';

/** Flaws of a channel of the data folder, as a 16-bit converter with room above and below would have recorded it. */
function flawsIn({ meta }: Reference): { readonly flaws: Flaw[]; readonly samples: number } {
	const values = table(meta.file).get(meta.channel)!;
	const known = values.filter((value) => !Number.isNaN(value));
	const [least, most] = [
		known.reduce((a, b) => Math.min(a, b)),
		known.reduce((a, b) => Math.max(a, b))
	];
	const [base, span] = [least - 0.1 * (most - least), 1.2 * (most - least)];
	const counts = Int32Array.from(values, (value) =>
		Number.isNaN(value) ? MISSING : Math.round(((value - base) / span) * 65_535)
	);
	const channel = {
		...{ kind: meta.kind, unit: meta.kind === 'eda' ? 'uS' : 'counts' },
		...{ digitalMin: 0, digitalMax: 65_535, physicalMin: base, physicalMax: base + span }
	};
	return { flaws: flawsOf(channel, counts, meta.sampling_rate), samples: counts.length };
}

/** An OpenSignals file: the last column, counts of the converter. */
function openSignals(file: string, bits: number, kind: string): Flaw[] {
	const rows = readFileSync(shared(`data/opensignals/${file}.txt`), 'utf8')
		.split('\n')
		.filter((row) => row !== '' && !row.startsWith('#'));
	const counts = Int32Array.from(rows, (row) => Number(row.trim().split('\t').at(-1)));
	const top = 2 ** bits - 1;
	const channel = { kind, digitalMin: 0, digitalMax: top, physicalMin: 0 };
	const unit =
		kind === 'eda' ? { unit: 'uS', physicalMax: 25 } : { unit: 'counts', physicalMax: top };
	return flawsOf({ ...channel, ...unit }, counts, 1000);
}

describe.skipIf(!requires('shared'))('flaws in recordings of people', () => {
	const reference = (name: string) => allReferences().find((one) => one.name === name)!;

	test.each([
		...['nk_resting_5min_100hz__ECG', 'nk_resting_5min_100hz__PPG', 'nk_resting_5min_100hz__RSP'],
		...['nk_eventrelated_100hz__ECG', 'nk_eventrelated_100hz__EDA', 'nk_eventrelated_100hz__RSP'],
		...['nk_ecg_1000hz__ECG', 'heartpy_ppg_100hz__PPG', 'biosppy_resp_1000hz__RESP'],
		...['physionet_mixedsignals_ecg_250hz__ECG_II', 'physionet_mixedsignals_ecg_250hz__ECG_V'],
		// noisy, and its beats are nevertheless told apart by the published programs
		...['nk_ecg_bad_500hz__ECG', 'nstdb_ecg_118e12_360hz__ECG']
	])('%s: nothing is marked', (name) => {
		expect(flawsIn(reference(name)).flaws).toEqual([]);
	});

	test('where a pulse is marked the published index of quality is lower than where it is not', () => {
		const ring = reference('heartpy_ppg_ring_32hz__PPG');
		const { flaws } = flawsIn(ring);
		const { at, values } = stored(ring, 'ppg_quality');
		const means = [true, false].map((isMarked) => {
			const own = [...values].filter(
				(value, index) =>
					!Number.isNaN(value) &&
					flaws.some(({ from, to }) => from <= at[index]! && at[index]! < to) === isMarked
			);
			expect(own.length).toBeGreaterThan(100);
			return own.reduce((sum, value) => sum + value, 0) / own.length;
		});
		expect(means[0]).toBeLessThan(means[1]! - 0.05);
	});

	test('a pulse before the sensor was on: flat and without beats, and good from then on', () => {
		const { flaws } = flawsIn(reference('physionet_mixedsignals_ppg_125hz__PPG'));
		expect(flaws.map(({ cause }) => cause).toSorted()).toEqual(['no-beats', 'still']);
		expect(Math.max(...flaws.map(({ to }) => to / 124.945))).toBeLessThan(10.1);
	});

	test('a pulse recorded with movement is marked, one at rest is not', () => {
		const moved = openSignals('bvp_motion_artifact', 10, 'ppg');
		expect(moved.map(({ cause }) => cause)).toEqual(['unlike-beats']);
		expect(openSignals('bvp_sample', 16, 'ppg')).toEqual([]);
	});

	test('electrodes put on a surface and taken off again: each step is steep, what lies between is not', () => {
		const flaws = openSignals('eda_hot_surface', 10, 'eda');
		expect(flaws.map(({ cause }) => cause)).toEqual(['steep', 'steep']);
		expect(flaws.every(({ from, to }) => to - from < 500)).toBe(true);
	});
});

/** The channels of the virtual instrument. */
const tenBit = { digitalMin: 0, digitalMax: 1023, physicalMin: 0 };
const virtualChannels: readonly ConverterSpec[] = [
	{ kind: 'eda', unit: 'uS', ...tenBit, physicalMax: 24.97 },
	{ kind: 'ppg', unit: 'counts', ...tenBit, physicalMax: 1023 },
	{ kind: 'rsp', unit: '%', ...tenBit, physicalMin: -50, physicalMax: 50 },
	{ kind: 'movement', unit: 'counts', ...tenBit, physicalMax: 1023 }
];

test.each(subjectKinds)(
	'ten minutes of questions to a virtual subject (%s): no response is marked as a flaw',
	(kind) => {
		const rateHz = 100;
		const model = parseSubjectModel(readFileSync('protocols/virtual/subject.yaml', 'utf8'));
		for (const seed of [1, 2, 3]) {
			const subject = new VirtualSubject(model, kind, seed, 0);
			const counts = virtualChannels.map(() => new Int32Array(600 * rateHz));
			for (let i = 0; i < 600 * rateHz; i++) {
				const role = i % (6 * 2600) === 3000 ? 'key' : 'foil';
				if (i >= 3000 && (i - 3000) % 2600 === 0)
					subject.hear({ hear: 'item', role, durationS: 3 }, i / rateHz);
				const sample = subject.next(i / rateHz);
				virtualChannels.forEach((channel, c) => (counts[c]![i] = toCounts(sample, channel)));
			}
			const [eda] = counts;
			// they did respond, or were not to
			expect(Math.max(...eda!) - Math.min(...eda!)).toBeGreaterThan(
				kind === 'non-responder' ? 0 : 20
			);
			expect(virtualChannels.flatMap((channel, c) => flawsOf(channel, counts[c]!, rateHz))).toEqual(
				[]
			);
		}
	}
);
