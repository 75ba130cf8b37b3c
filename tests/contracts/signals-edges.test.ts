/** What the analysis says of recordings that are short, empty, constant, full of holes, or at odd rates. */
import { describe, expect, test } from 'vitest';
import { isLabError } from '#lib/core/errors.ts';
import { analysedKinds, type AnalysedKind } from '#lib/core/signal/analysis/recording-channel.ts';
import { recordingReport } from '#lib/core/signal/analysis/recording-report.ts';
import { cleanEda } from '#lib/core/signal/eda/clean.ts';
import { rPeaks } from '#lib/core/signal/heart/ecg.ts';
import { cleanPpg } from '#lib/core/signal/heart/ppg.ts';
import { cleanRespiration } from '#lib/core/signal/respiration/clean.ts';

/** A minute or so of a plausible signal of each kind. */
function signal(kind: AnalysedKind, rateHz: number, seconds: number): Float64Array {
	const beat = (t: number): number => Math.exp(-(((((t * 1.2) % 1) - 0.5) * 12) ** 2));
	const rise = (t: number): number => Math.exp(-(((t - seconds / 2) / 2) ** 2));
	const of: Record<AnalysedKind, (t: number) => number> = {
		eda: (t) => 5 - 0.002 * t + rise(t),
		ecg: (t) => Math.exp(-(((((t * 1.2) % 1) - 0.5) * 40) ** 2)),
		ppg: beat,
		cardio: (t) => 90 + beat(t) + 0.1 * rise(t),
		rsp: (t) => Math.sin((2 * Math.PI * t) / 4),
		movement: (t) => 0.01 * Math.sin(7 * t) + (Math.abs(t - 20) < 1 ? Math.sin(30 * t) : 0)
	};
	return Float64Array.from({ length: Math.round(rateHz * seconds) }, (_, i) =>
		of[kind](i / rateHz)
	);
}

function report(kind: AnalysedKind, values: Float64Array, rateHz = 100) {
	const channel = {
		name: 'X',
		kind,
		unit: kind === 'eda' ? 'uS' : '',
		rateHz,
		values,
		limits: null
	};
	const { channels, events } = recordingReport([channel], [{ time: 25, answer: null }]);
	return { summary: channels['X']!, features: events[0]!.features['X'] as Record<string, unknown> };
}

/** Every number of a report is a number: no NaN, no Infinity. */
function expectDefined(value: unknown): void {
	if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
	else if (value !== null && typeof value === 'object') Object.values(value).forEach(expectDefined);
}

describe.each(analysedKinds)('%s', (kind) => {
	const whole = signal(kind, 100, 60);

	test('a good recording is good', () => {
		const { summary } = report(kind, whole);
		expect(summary).not.toHaveProperty('error');
		expect(summary['quality']).toMatchObject({ coverage: 1 });
		expectDefined({ ...summary });
	});

	test.each([
		['empty', new Float64Array(0)],
		['three samples', Float64Array.of(1, 2, 3)],
		['one second', whole.slice(0, 100)],
		['constant', new Float64Array(6000).fill(3)],
		['nothing but gaps', new Float64Array(6000).fill(Number.NaN)]
	])('%s: a report, and nothing that can be scored', (_, values) => {
		const { summary, features } = report(kind, values);
		expectDefined({ ...summary, ...features });
		if (values.length > 6 && kind !== 'movement' && kind !== 'eda')
			expect((features['quality'] as { notScorable: string }).notScorable).not.toBe('');
	});

	test('a gap takes what lies in it and leaves the rest', () => {
		const holed = whole.slice().fill(Number.NaN, 4000, 4500);
		const { summary, features } = report(kind, holed);
		expectDefined({ ...summary, ...features });
		expect(summary['quality']).toMatchObject({ coverage: 1 - 500 / 6000 });
	});

	test('a step in the middle, and a trace at the limits of the converter, are named and give numbers', () => {
		const range = Math.max(...whole) - Math.min(...whole);
		const stepped = whole.map((value, i) => (i < 3000 ? value : value + 20 * range));
		const held = whole.slice().fill(Math.max(...whole), 2400, 3600);
		for (const values of [stepped, held]) {
			const { summary, features } = report(kind, values);
			expect(summary).not.toHaveProperty('error');
			expectDefined({ ...summary, ...features });
		}
		const limits = [Math.min(...held), Math.max(...held)] as const;
		const channel = { name: 'X', kind, unit: '', rateHz: 100, values: held, limits };
		const { channels } = recordingReport([channel], []);
		const { bad } = channels['X']!['quality'] as { bad: readonly { state: string }[] };
		// twelve seconds at the limit are also twelve seconds without change
		expect(bad[0]!.state).toMatch(/clipped|flat/);
	});

	test.each([4, 16, 32, 62.4725, 249.89, 1000])(
		'at %f Hz it is analysed or says why not',
		(rateHz) => {
			const { summary } = report(kind, signal(kind, rateHz, 60), rateHz);
			expectDefined({ ...summary });
			const tooSlow = { ecg: 50, ppg: 16, cardio: 16, rsp: 6, eda: 0, movement: 0 }[kind];
			if (rateHz <= tooSlow)
				expect(summary['error']).toMatchObject({ code: 'signal/filter-design' });
			else expect(summary).not.toHaveProperty('error');
		}
	);
});

test.each([
	['eda', () => cleanEda(new Float64Array(9), 100)],
	['ppg', () => cleanPpg(new Float64Array(9), 100)],
	['ecg', () => rPeaks(new Float64Array(9), 250)],
	['rsp', () => cleanRespiration(new Float64Array(9), 100)],
	['ecg at 40 Hz', () => rPeaks(new Float64Array(900), 40)]
])('%s: a filter refuses what it cannot filter', (_, filter) => {
	let refused: unknown;
	try {
		filter();
	} catch (error) {
		refused = error;
	}
	expect(isLabError(refused) && refused.code.startsWith('signal/')).toBe(true);
});
