import { describe, expect, test } from 'vitest';
import { simulatedInterviews } from '../../../../tests/fixtures/coded-interviews.ts';
import {
	grid,
	gridLaboratoryOfFiles as rules,
	gridModelOfFiles as model
} from '../../../../tests/fixtures/grid-content.ts';
import { itemPlaces, type CodedInterview } from './calibration-data.ts';
import { calibrationReport, itemAgreements } from './calibration-report.ts';
import { calibrationGaps, instrumentStatus, validationTargets } from './instrument-status.ts';
import { brier } from './label-calibration.ts';

// one dimension is enough
const cells = grid.cells.filter(({ dimension }) => dimension === 'C');
const basis = { cells, prior: model, rules };
const reportOf = (data: readonly CodedInterview[]) =>
	calibrationReport(data, basis, [...itemAgreements(data, basis)]);
const simulate = (persons: number, more: object = {}) =>
	simulatedInterviews(model, itemPlaces(cells), {
		...{ persons, segments: 8, seed: 21, noise: 0.05, agreed: true, volunteers: 10 },
		...{ details: [0, 4, 9, 2], spread: 12, ...more }
	});

describe('the status', { timeout: 60_000 }, () => {
	test('of no data is training, with everything missing', () => {
		const { agreement, validation, faults } = reportOf([]);
		expect(faults).toEqual([]);
		expect(
			validationTargets(agreement, validation, rules).every(({ is }) => is === 'missing')
		).toBe(true);
		expect(calibrationGaps(agreement, validation, rules)).toEqual([
			...['segments', 'persons', 'coders', 'agreement', 'yield', 'labels', 'harm', 'volunteers']
		]);
		expect(instrumentStatus(null)).toEqual({ use: 'training', gaps: ['no-calibration'] });
	});

	test('follows from what was measured: enough persons, coders, agreement and predictions', () => {
		const { agreement, validation } = reportOf(simulate(40));
		expect(validation.labels!.local).toBeLessThan(validation.labels!.shares);
		expect(validation.yield!.withState).toBeLessThan(validation.yield!.lastAlone);
		const gaps = calibrationGaps(agreement, validation, rules);
		// whether volunteers reach the third stage is up to the draw
		expect(gaps.filter((gap) => gap !== 'volunteers')).toEqual([]);
		expect(validation.volunteers!.persons).toBe(10);
	});

	test('is not reached with nine persons, or raters who draw lots', () => {
		const few = reportOf(simulate(9));
		expect(calibrationGaps(few.agreement, few.validation, rules)).toContain('persons');
		const lots = reportOf(simulate(20, { noise: 0.95 }));
		const gaps = calibrationGaps(lots.agreement, lots.validation, rules);
		expect(gaps).toEqual(expect.arrayContaining(['coders', 'agreement']));
		expect(lots.agreement.items.every(({ weight }) => weight === 0)).toBe(true);
	});

	test('falls back when a calibration is withdrawn; an unknown gap is still a gap', () => {
		expect(instrumentStatus([])).toEqual({ use: 'calibrated', gaps: [] });
		expect(instrumentStatus([], true)).toEqual({ use: 'training', gaps: ['withdrawn'] });
		expect(instrumentStatus(['something-new']).use).toBe('training');
	});
});

test('volunteers for whom the third stage is never the most probable are not counted as placed', () => {
	const [one] = simulate(1);
	const form = (item: string, value: 0 | 3) => ({ rater: 'a', values: { [item]: value } });
	const calm = { ...one!, segments: [{ ...one!.segments[0]!, forms: [form('S3C-1', 0)] }] };
	expect(reportOf([calm]).validation.volunteers).toMatchObject({ persons: 1, placed: 0 });
	const placed = {
		...one!,
		segments: one!.segments.map((segment) => ({
			...segment,
			// not labelled: nothing is learned from it
			label: null,
			forms: [
				{
					rater: 'a',
					values: Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`S3C-${String(n)}`, 3 as const]))
				}
			]
		}))
	};
	expect(reportOf([placed]).validation.volunteers).toMatchObject({ persons: 1, placed: 1 });
});

test('the Brier score is 0 for certainty that is right, 2 for certainty that is wrong', () => {
	expect(brier([0, 1, 0, 0], 'S2')).toBe(0);
	expect(brier([1, 0, 0, 0], 'S2')).toBe(2);
	expect(brier([0.25, 0.25, 0.25, 0.25], 'O')).toBeCloseTo(0.75, 12);
});
