import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { measureChart, type MarkedChart } from './measure.ts';
import { parseMeasurementSettings } from './measure/settings.ts';

const settings = parseMeasurementSettings(
	readFileSync('protocols/scoring/cit-measures.yaml', 'utf8')
);
const rateHz = 100;
const seconds = 190;
const onsets = [20, 45, 70, 95, 120, 145];
/** The third presentation draws the response. */
const RESPONSE = 2;

const trace = (value: (t: number) => number): Float64Array =>
	Float64Array.from({ length: seconds * rateHz }, (_, i) => value(i / rateHz));
/** A skin response of `size` that starts `latency` after an onset. */
const rise = (t: number, onset: number, size: number, latency = 2): number => {
	const since = t - onset - latency;
	return since > 0 ? size * Math.exp(-since / 4) * (1 - Math.exp(-since / 0.7)) * 1.64 : 0;
};
const since = (t: number): number => t - onsets[RESPONSE]!;
const responds = (t: number): boolean => since(t) > 1 && since(t) < 16;

/** Phase of an oscillation whose frequency changes, summed per sample. */
function oscillation(
	frequencyHz: (t: number) => number,
	size: (t: number) => number
): Float64Array {
	let phase = 0;
	return trace((t) => {
		phase += (2 * Math.PI * frequencyHz(t)) / rateHz;
		return size(t) * Math.sin(phase);
	});
}

const channels = {
	EDA: trace(
		(t) => 5 + onsets.reduce((sum, on, i) => sum + rise(t, on, i === RESPONSE ? 0.8 : 0.3), 0)
	),
	PPG: oscillation(
		(t) => (responds(t) ? 66 : 72) / 60,
		() => 40
	),
	RSP: oscillation(
		() => 0.25,
		(t) => (responds(t) ? 6 : 10)
	)
};
const kinds = { EDA: ['eda', 'uS'], PPG: ['ppg', '%'], RSP: ['rsp', '%'] } as const;

function chart(of: Partial<MarkedChart> = {}, values: Partial<typeof channels> = {}): MarkedChart {
	return {
		chart: 1,
		rateHz,
		channels: (['EDA', 'PPG', 'RSP'] as const).map((name) => ({
			name,
			kind: kinds[name][0],
			unit: kinds[name][1],
			values: values[name] ?? channels[name],
			limits: null
		})),
		presentations: onsets.map((onset, i) => ({
			presentation: i + 1,
			questionId: 'q',
			itemId: `i${i}`,
			askedSample: onset * rateHz,
			endedSample: (onset + 3) * rateHz,
			answerSample: (onset + 4) * rateHz,
			voided: false
		})),
		artifacts: [],
		...of
	};
}
const rowsOf = (name: string, measured: MarkedChart) =>
	measureChart(measured, settings).filter((row) => row.channel === name);

describe('a clean chart', () => {
	const rows = measureChart(chart(), settings);

	test('has one row per presentation and channel, all scorable', () => {
		expect(rows).toHaveLength(18);
		expect(rows.filter((row) => row.exclusion !== '' || row.value === null)).toEqual([]);
		expect(new Set(rows.map((row) => row.feature)).size).toBe(3);
	});

	test('shows the amplitude of skin responses in uS', () => {
		const values = rows.filter((row) => row.channel === 'EDA').map((row) => row.value!);
		values.forEach((value, i) => {
			const size = i === RESPONSE ? 0.8 : 0.3;
			expect(value / size).toBeGreaterThan(0.95);
			expect(value / size).toBeLessThan(1.05);
		});
	});

	test('shows the slowing heart in bpm', () => {
		const values = rows.filter((row) => row.channel === 'PPG').map((row) => row.value!);
		expect(values[RESPONSE]).toBeGreaterThan(-6.2);
		expect(values[RESPONSE]).toBeLessThan(-5);
		for (const value of values.toSpliced(RESPONSE, 1)) expect(Math.abs(value)).toBeLessThan(0.3);
	});

	test('shows the shorter breathing line', () => {
		const values = rows.filter((row) => row.channel === 'RSP').map((row) => row.value!);
		const others = values.toSpliced(RESPONSE, 1);
		expect(values[RESPONSE]).toBeLessThan(0.85 * Math.min(...others));
		expect(Math.max(...others) / Math.min(...others)).toBeLessThan(1.06);
	});
});

test('values do not depend on the gain of pulse and breathing', () => {
	const louder = {
		PPG: channels.PPG.map((v) => 300 + 7 * v),
		RSP: channels.RSP.map((v) => 7 * v - 40)
	};
	const plain = measureChart(chart(), settings);
	measureChart(chart({}, louder), settings).forEach((row, i) => {
		expect(row.value).toBeCloseTo(plain[i]!.value!, 6);
	});
});

test('a rise below the threshold is no response, not a missing value', () => {
	const quiet = trace((t) => 5 + 0.005 * Math.sin(t / 3));
	const [row] = rowsOf('EDA', chart({}, { EDA: quiet }));
	expect(row).toMatchObject({ value: 0, exclusion: '' });
});

describe('what cannot be scored says why', () => {
	const presentations = chart().presentations;
	const second = (of: object) => ({
		presentations: presentations.map((one, i) => (i === 1 ? { ...one, ...of } : one))
	});
	const gap = channels.EDA.slice().fill(Number.NaN, 4700, 4800);

	test.each([
		['not-asked', chart(second({ askedSample: null }))],
		['voided', chart(second({ voided: true }))],
		['artifact-DB', chart({ artifacts: [{ code: 'DB', sample: 5000 }] })],
		['gap', chart({}, { EDA: gap })],
		['next-question', chart(second({ askedSample: 6500 }))],
		['outside-recording', chart(second({ askedSample: 18500 }))]
	])('%s', (exclusion, measured) => {
		const row = rowsOf('EDA', measured)[1]!;
		expect(row).toMatchObject({ value: null, exclusion });
	});

	test('a mark that is only kept excludes nothing', () => {
		const rows = rowsOf('EDA', chart({ artifacts: [{ code: 'OS', sample: 5000 }] }));
		expect(rows.every((row) => row.exclusion === '')).toBe(true);
	});

	test('a gap excludes only the presentations it touches, and the others keep their values', () => {
		const rows = rowsOf('EDA', chart({}, { EDA: gap }));
		const whole = rowsOf('EDA', chart());
		expect(rows.map((row) => row.exclusion)).toEqual(['', 'gap', '', '', '', '']);
		for (const i of [0, 2, 3, 4, 5]) expect(rows[i]!.value).toBeCloseTo(whole[i]!.value!, 4);
	});

	test('a pulse without beats', () => {
		const noise = trace(
			(t) =>
				40 + (t > 60 && t < 80 ? 0.01 * Math.sin(900 * t) : channels.PPG[Math.round(t * rateHz)]!)
		);
		expect(rowsOf('PPG', chart({}, { PPG: noise }))[RESPONSE]!.exclusion).toBe('beats-unclear');
	});

	test('a rate too low for the feature', () => {
		const slow = chart({ rateHz: 10 });
		expect(rowsOf('PPG', slow)[0]!.exclusion).toBe('not-measurable');
	});
});

test('movement lowers the quality and excludes nothing', () => {
	const moving = trace((t) => (t > 72 && t < 74 ? Math.sin(20 * t) : 0.001 * Math.sin(7 * t)));
	const sensor = { name: 'ACC', kind: 'movement', unit: 'g', values: moving, limits: null };
	const rows = rowsOf('EDA', chart({ channels: [...chart().channels, sensor] }));
	expect(rows.map((row) => row.quality)).toEqual([1, 1, 0.5, 1, 1, 1]);
	expect(rows.every((row) => row.exclusion === '')).toBe(true);
});
