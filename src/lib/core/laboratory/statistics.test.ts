import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
	instrumentForm,
	LaboratoryScript,
	noon,
	selfTestForm,
	staff
} from '../../../../tests/fixtures/laboratory.ts';
import { laboratorySettings } from './laboratory-settings.ts';
import { reviewConditions, type SessionSummary } from './session-summary.ts';
import { KAPPA_BINS, laboratoryStatistics, LEAST_FOR_SHARE, spreadOf } from './statistics.ts';

const settings = laboratorySettings.parse(
	parse(readFileSync('protocols/procedure/laboratory.yaml', 'utf8'))
);
const moment = { nowMs: Date.parse(noon('11-29')), offsetMinutes: 0 };
const summary = (more: Partial<SessionSummary> = {}): SessionSummary => ({
	...{ sessionId: 's', technique: 'cit', demonstration: false, openStep: null, ended: 'sealed' },
	...{ endedAt: noon('11-02'), withdrew: false, stepHours: {}, presentations: 30, exclusions: 0 },
	...{ overrides: 0, lostSamples: 0, completedSteps: 6, inconclusive: false, kappa: 0.7 },
	...{ agreed: true, ...more }
});

describe('why a finished test is looked at closely', () => {
	const found = (more: Partial<SessionSummary>) => reviewConditions(summary(more), 0.2);
	test.each([
		[{}, []],
		[{ overrides: 1 }, ['overrides']],
		[{ exclusions: 5 }, []],
		[{ exclusions: 6 }, ['exclusions']],
		[{ agreed: false }, ['disagreement']],
		[{ completedSteps: 5 }, ['incomplete-steps']],
		[{ lostSamples: 3 }, ['lost-samples']],
		[{ withdrew: true, ended: 'withdrawn' as const }, ['ended-early']],
		[{ ended: 'abandoned' as const, completedSteps: 2 }, ['incomplete-steps', 'ended-early']]
	])('%o', (more, wanted) => {
		expect(found(more)).toEqual(wanted);
	});
});

test('quartiles are those of R', () => {
	// quantile(c(1, 2, 4, 8, 16)) of R 4.3: 1 2 4 8 16; quantile(c(3, 1, 2, 10)): 1 1.75 2.5 4.75 10
	expect(spreadOf([16, 1, 8, 2, 4])).toEqual({ count: 5, median: 4, quarter: 2, threeQuarters: 8 });
	expect(spreadOf([3, 1, 2, 10])).toEqual({
		...{ count: 4, median: 2.5, quarter: 1.75, threeQuarters: 4.75 }
	});
	expect(spreadOf([])).toEqual({ count: 0, median: null, quarter: null, threeQuarters: null });
});

describe('figures of the laboratory', () => {
	const script = () => {
		const log = new LaboratoryScript();
		log.tell('adam', 'instrument-registered', instrumentForm());
		log.at = noon('11-20');
		log.tell('tina', 'self-test-recorded', selfTestForm());
		log.tell('tina', 'self-test-recorded', selfTestForm({ passed: false, faults: ['rate'] }));
		const raised = { findingId: 'f1', reviewId: null, item: null, text: '问题', weight: 'minor' };
		for (const [findingId, due] of [
			['f1', '2026-11-28'],
			['f2', '2026-11-29']
		] as const)
			log.tell('sue', 'finding-raised', { ...raised, findingId, owner: 'tina', due } as never);
		return log.state;
	};
	const of = (tests: readonly SessionSummary[]) =>
		laboratoryStatistics(tests, script(), settings, moment);

	test('count tests, findings and instruments', () => {
		const figures = of([
			summary({ ended: null, openStep: 'formal-test' }),
			summary({ ended: 'withdrawn', withdrew: true, exclusions: 3 }),
			summary({ stepHours: { 'formal-test': 2 } })
		]);
		expect(figures.openByStep['formal-test']).toBe(1);
		expect(figures.ended).toEqual({ sealed: 1, abandoned: 0, withdrawn: 1 });
		expect(figures.exclusionShare).toBeCloseTo(3 / 90);
		expect(figures.stepHours['formal-test'].median).toBe(2);
		expect(figures.findings).toEqual({ open: 2, overdue: 1, closed: 0 });
		expect(figures.instruments).toMatchObject({
			...{ inUse: 1, inDate: 0, expired: 1, selfTests: 2, selfTestsPassed: 1 }
		});
	});

	test('a share of few tests is not told', () => {
		const tests = (count: number) =>
			Array.from({ length: count }, (_, index) => summary({ inconclusive: index === 0 }));
		expect(of(tests(LEAST_FOR_SHARE - 1)).techniques[0]?.inconclusiveShare).toBeNull();
		expect(of(tests(LEAST_FOR_SHARE)).techniques[0]?.inconclusiveShare).toBeCloseTo(0.2);
	});

	test('every kappa falls into one bin', () => {
		const kappas = [-1, -0.3, 0, 0.19, 0.2, 0.6, 0.8, 1];
		const { agreement } = of(kappas.map((kappa) => summary({ kappa })));
		expect(agreement.map(({ count }) => count)).toEqual([2, 2, 1, 0, 1, 2]);
		expect(agreement).toHaveLength(KAPPA_BINS.length - 1);
	});

	test('demonstrations count only where there is nothing else', () => {
		const made = summary({ demonstration: true });
		expect(of([made]).ended.sealed).toBe(1);
		expect(of([made, summary()]).ended.sealed).toBe(1);
	});

	test('nothing is by person: no account is in the figures, nor in what they are made of', () => {
		const text = JSON.stringify([of([summary(), summary({ kappa: null })]), summary()]);
		for (const account of staff.keys()) expect(text).not.toContain(account);
		const keys = [...text.matchAll(/"(\w+)":/g)].map(([, key]) => key ?? '');
		for (const key of keys)
			expect(key).not.toMatch(
				/account|person|people|tester|reviewer|examiner|scorer|owner|user|by$|name/i
			);
	});
});
