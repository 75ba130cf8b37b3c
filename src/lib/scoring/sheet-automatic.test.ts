import { expect, test } from 'vitest';
import { sessionLog } from '../../../tests/fixtures/session-log.ts';
import type { ItemRole } from '#lib/core/session/question.ts';
import { reduce } from '#lib/core/session/reduce.ts';
import { automaticSheet } from '#lib/core/sheet/automatic-sheet.ts';
import { sheetPlaces } from '#lib/core/sheet/cells.ts';
import type { ScoringProcedure } from '#lib/core/sheet/scoring-procedure.ts';
import { scoreSheet } from '#lib/core/sheet/sheet.ts';
import type { TechniquePlan } from './session-technique.ts';
import { automaticSheetOf } from './sheet-automatic.ts';

const procedure: ScoringProcedure = {
	...{ id: 'scoring-procedure', title: { zh: '人工评分', en: 'Manual scoring' }, source: 'test' },
	...{ scale: 'seven-position', automaticHidden: true },
	thresholds: {
		...{ 'scr-amplitude': [1.25, 2, 3], 'line-length': [1.1, 1.25, 1.5] },
		'heart-rate-change': [2, 4, 6]
	},
	agreement: { leastWeightedKappa: 0.4, method: 'lykken' }
};
const comparison = (method: string): TechniquePlan => ({
	...{ kind: 'comparison', issue: 'single' },
	scoring: { methods: [method], rule: 'two-stage', source: 'test' }
});

type Channels = Readonly<Record<string, readonly [feature: string, values: (number | null)[]]>>;

/** A sealed and measured chart: items as they are read out, values in that order on each channel. */
function measured(items: readonly (readonly [string, ItemRole])[], channels: Channels) {
	const { add, events } = sessionLog('s');
	add('session-opened', {
		...{ caseId: 'c', subjectCode: 'S-01', technique: 't', demonstration: true, protocols: [] }
	});
	add('question-drafted', {
		...{ questionId: 's', factId: null, stem: 'stem', category: 'theme' },
		items: items.map(([itemId, role]) => ({ itemId, role, text: itemId }))
	});
	add('question-list-locked', { version: 1, sha256: 'e'.repeat(64), acceptedWarnings: [] });
	const order = items.map(([itemId], i) => ({ presentation: i + 1, questionId: 's', itemId }));
	const file = 'chart-01.bdf';
	const kinds: Record<string, string> = { EDA: 'eda', RSP: 'rsp', PPG: 'ppg' };
	add('chart-started', {
		...{ chart: 1, seed: 7, order, profile: 'p', profileSha256: 'c'.repeat(64), file, rateHz: 100 },
		columns: Object.keys(channels).map((name) => ({ name, kind: kinds[name]!, unit: '' })),
		startedUtc: '2026-11-24T00:00:20.000Z'
	});
	for (const place of order)
		add('question-asked', { chart: 1, ...place, sample: 2_500 * place.presentation });
	add('chart-sealed', {
		...{ chart: 1, file, bytes: 1, sha256: 'a'.repeat(64), samples: 30_000, lost: 0 },
		...{ rateHz: 100, effectiveRateHz: 100 }
	});
	const measurements = Object.entries(channels).flatMap(([channel, [feature, values]]) =>
		order.map((place, i) => {
			const value = values[i] ?? null;
			const exclusion = value === null ? 'flat' : '';
			return { chart: 1, ...place, channel, feature, value, quality: 1, exclusion };
		})
	);
	add('chart-measured', { software: 'test', measurements });
	return { add, state: () => reduce(events) };
}
/** `channel presentation`: position or note. */
function judged(...given: Parameters<typeof automaticSheetOf>) {
	const sheet = automaticSheetOf(...given);
	expect(scoreSheet.safeParse(sheet).success).toBe(true);
	return Object.fromEntries(
		sheet.cells.map((one) => [`${one.channel} ${one.presentation}`, one.score ?? one.note])
	);
}

const SERIES: readonly (readonly [string, ItemRole])[] = [
	...[['c1', 'comparison'] as const, ['r1', 'relevant'] as const],
	...[['c2', 'comparison'] as const, ['r2', 'relevant'] as const, ['n', 'neutral'] as const]
];

// polygraph.md §3.4, §3.5. r1 stands between c1 and c2, r2 has c2 beside it alone
test('comparison tests: positions of the method against the stronger adjacent question', () => {
	const { state } = measured(SERIES, {
		// r1: 4 ÷ 2; r2: 1 ÷ 2
		EDA: ['eda-rise', [1, 4, 2, 1, 9]],
		// shorter is stronger: r1 3 against 4 (1.33 times), r2 4 against 4.4 (1.1 times, below 1.2)
		RSP: ['line-excursion', [4, 3, 4.4, 4, 1]]
	});
	const seven = automaticSheetOf(state(), procedure, comparison('federal-seven-position'));
	expect(seven.scale).toBe('seven-position');
	expect(judged(state(), procedure, comparison('federal-seven-position'))).toEqual({
		...{ 'EDA 2': -1, 'EDA 4': 1, 'RSP 2': -1, 'RSP 4': 0 }
	});
	// ESS: three positions, doubled only where they are added up
	expect(automaticSheetOf(state(), procedure, comparison('ess-m')).scale).toBe('three-position');
	expect(judged(state(), procedure, comparison('ess-m'))['EDA 2']).toBe(-1);
});

test('a cell without a position says why', () => {
	const { add, state } = measured(SERIES, {
		EDA: ['eda-rise', [1, 4, 2, 1, 9]],
		RSP: ['line-excursion', [null, 3, null, null, 1]]
	});
	add('measurement-excluded', { chart: 1, presentation: 2, channel: 'EDA', reason: 'coughed' });
	expect(judged(state(), procedure, comparison('utah'))).toEqual({
		...{ 'EDA 2': 'coughed', 'EDA 4': 1, 'RSP 2': 'nothing-to-compare', 'RSP 4': 'flat' }
	});
});

test('relevant among irrelevant: limits of the laboratory against the mean of the later irrelevant ones', () => {
	const plan: TechniquePlan = {
		...{ kind: 'relevant-irrelevant', scoring: { methods: ['leave-one-out-z'], source: 'test' } }
	};
	const { state } = measured(
		[
			['i1', 'neutral'],
			['r1', 'relevant'],
			['i2', 'neutral'],
			['r2', 'relevant'],
			['i3', 'neutral']
		],
		// i1 is left out: the others have the mean 2. 4.1 is twice as strong, 1.5 is 1.33 times weaker
		{ EDA: ['eda-rise', [50, 4.1, 1, 1.5, 3]] }
	);
	expect(judged(state(), procedure, plan)).toEqual({ 'EDA 2': 2, 'EDA 4': -1 });
	const three = { ...procedure, scale: 'three-position' as const };
	expect(judged(state(), three, plan)).toEqual({ 'EDA 2': 1, 'EDA 4': -1 });
});

test('details are judged against the other items of their question, as ever', () => {
	const limits = { respondsAtOrBelow: 0.05, doesNotRespondAtOrAbove: 0.3, source: 'test' };
	const plan: TechniquePlan = {
		...{ kind: 'recognition', scoring: { ...limits, methods: ['lykken'] } }
	};
	const { state } = measured(
		[
			['b', 'buffer'],
			['k', 'key'],
			['f1', 'foil'],
			['f2', 'foil']
		],
		{ EDA: ['scr-amplitude', [9, 0.6, 0.2, 0.2]] }
	);
	// 0.6 against 0.2; 0.2 against 0.4 is twice as weak
	expect(judged(state(), procedure, plan)).toEqual({ 'EDA 2': 3, 'EDA 3': -2, 'EDA 4': -2 });
	expect(automaticSheetOf(state(), procedure, plan)).toEqual(
		automaticSheet(state(), sheetPlaces(state()), procedure)
	);
});
