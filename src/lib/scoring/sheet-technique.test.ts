import { expect, test } from 'vitest';
import type { SessionState } from '#lib/core/session/state.ts';
import type { TechniquePlan } from './session-technique.ts';
import { methodByHand, sensorOf, sheetColumns, sheetScale } from './sheet-technique.ts';

const comparison = (...methods: string[]): TechniquePlan => ({
	...{ kind: 'comparison', issue: 'single' },
	scoring: { methods, rule: 'two-stage', source: 'test' }
});
const irrelevant: TechniquePlan = {
	...{ kind: 'relevant-irrelevant', scoring: { methods: ['leave-one-out-z'], source: 'test' } }
};

test('people score by the first method that has positions, else by the Empirical Scoring System', () => {
	expect(methodByHand(comparison('utah', 'ess-m')).id).toBe('utah');
	// OSS-3 gives no positions: the next method does
	expect(methodByHand(comparison('oss-3', 'federal-three-position')).id).toBe(
		'federal-three-position'
	);
	expect(methodByHand(comparison('oss-3')).id).toBe('ess-m');
});

// polygraph.md §3.4: EDA counts double in ESS; §3.5: seven positions as they stand
test('skin conductance counts double in ESS alone', () => {
	const weights = (id: string) =>
		(['eda', 'respiration', 'cardio', 'pulse'] as const).map((sensor) =>
			methodByHand(comparison(id)).byHand.weightOf(sensor)
		);
	expect(weights('ess-m')).toEqual([2, 1, 1, 1]);
	expect(weights('federal-seven-position')).toEqual([1, 1, 1, 1]);
});

test('the scale of a sheet: that of the method in comparison tests, else that of the laboratory', () => {
	const procedure = { scale: 'seven-position' } as const;
	expect(sheetScale(comparison('ess-m', 'utah'), procedure)).toBe('three-position');
	expect(sheetScale(comparison('utah'), { scale: 'three-position' })).toBe('seven-position');
	expect(sheetScale(irrelevant, procedure)).toBe('seven-position');
	expect(sheetScale(irrelevant, { scale: 'three-position' })).toBe('three-position');
});

const chart = (series: number, kinds: readonly string[], purpose?: 'acquaintance') => ({
	series,
	started: {
		...(purpose === undefined ? {} : { purpose }),
		columns: kinds.map((kind) => ({ name: `${kind}-1`, kind, unit: '' }))
	}
});

test('columns of the formal charts of this list, each once; what each counts as', () => {
	const charts = [
		...[chart(2, ['temperature'], 'acquaintance'), chart(1, ['ecg'])],
		...[chart(2, ['eda', 'rsp']), chart(2, ['eda', 'rsp', 'ppg', 'cardio', 'motion'])]
	];
	const columns = sheetColumns({ charts, listVersion: 2 } as unknown as SessionState);
	expect(columns.map(({ name, kind }) => [name, kind, sensorOf(columns, name)])).toEqual([
		['eda-1', 'eda', 'eda'],
		['rsp-1', 'rsp', 'respiration'],
		['ppg-1', 'ppg', 'pulse'],
		['cardio-1', 'cardio', 'cardio'],
		// recorded and drawn, never scored
		['motion-1', 'motion', 'other']
	]);
	expect(sensorOf(columns, 'unplugged')).toBe('other');
});
