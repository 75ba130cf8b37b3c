import { afterEach, expect, test } from 'vitest';
import { page, type Locator } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { itemPlaces } from '#lib/core/grid/calibration-data.ts';
import { calibrationReport, itemAgreements } from '#lib/core/grid/calibration-report.ts';
import { calibrationGaps, instrumentStatus } from '#lib/core/grid/instrument-status.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { simulatedInterviews } from '../../../../../tests/fixtures/coded-interviews.ts';
import {
	grid,
	gridLaboratoryOfFiles as rules,
	gridModelOfFiles as model
} from '../../../../../tests/fixtures/grid-content.ts';
import { violations } from '../../../../../tests/fixtures/session-lab.ts';
import InstrumentPage from './InstrumentPage.svelte';
import type { ShownCalibration } from './kept-calibration.ts';

const { frame } = grid;
// one dimension is enough to see
const cells = grid.cells.filter(({ dimension }) => dimension === 'C');
const basis = { cells, prior: model, rules };

/** A calibration of a small laboratory, as the page is given it. */
function calibration(
	id: string,
	persons: number,
	standing: ShownCalibration['standing']
): ShownCalibration {
	const places = itemPlaces(cells);
	const plan = { persons, segments: 6, seed: 5, noise: 0.4, details: [1, 3, 5, 4], volunteers: 2 };
	const data = simulatedInterviews(model, places, { ...plan, agreed: true });
	const { counts, tables, faults, agreement, validation } = calibrationReport(data, basis, [
		...itemAgreements(data, basis)
	]);
	return {
		...{ id, madeMs: Date.UTC(2026, 10, 20 + persons), madeBy: '周主任', standing },
		...{ segments: counts.segments, persons: counts.persons, inputs: 'ab'.repeat(32) },
		...{
			tables,
			faults,
			agreement,
			validation,
			gaps: calibrationGaps(agreement, validation, rules)
		},
		acts:
			standing === 'adopted'
				? [{ act: 'adopted', atMs: Date.UTC(2026, 10, 29), by: '周主任', reason: '会议决定' }]
				: []
	};
}

function show(locale: 'zh-CN' | 'en', more: object = {}) {
	overwriteGetLocale(() => locale);
	void render(InstrumentPage, {
		...{ frame, cells, model, rules, chosen: null, isSupervisor: false, calibrations: [] },
		...{ status: instrumentStatus(null), ...more }
	});
}

const textOf = (found: Locator): string => found.element().textContent;

afterEach(() => {
	overwriteGetLocale(() => 'zh-CN');
});

test(
	'without data says so of every target, names priors as laboratory defaults, and offers nothing',
	{ timeout: 60_000 },
	async () => {
		show('en');
		await expect
			.poll(() => textOf(page.getByRole('note').first()))
			.toMatch(/training, planning and review only/);
		expect(page.getByText('missing', { exact: true }).elements()).toHaveLength(5);
		await expect.element(page.getByText(/No calibration is adopted/)).toBeVisible();
		await expect.element(page.getByText(/no published validation was found/)).toBeVisible();
		// the priors with their intervals
		await expect
			.poll(() => textOf(page.getByRole('row', { name: /indicator of the state/ })))
			.toMatch(/0\.40 \(0\.2\d–0\.5\d\)/);
		expect(page.getByRole('button', { name: 'Compute a calibration' }).elements()).toHaveLength(0);
		expect(await violations()).toEqual([]);
	}
);

test(
	'shows a supervisor the one in use beside a new one with n, and asks for the password',
	{ timeout: 60_000 },
	async () => {
		await page.viewport(1366, 768);
		const calibrations = [
			calibration('second-0', 8, 'computed'),
			calibration('first-00', 4, 'adopted')
		];
		const [, used] = calibrations;
		show('zh-CN', {
			...{ calibrations, isSupervisor: true, chosen: 'second-0' },
			status: instrumentStatus(used!.gaps)
		});
		const row = page.getByRole('row', { name: /本阶段的指标/ });
		const counted = calibrations.map(({ tables }) =>
			String(Math.round(tables.strengths.emission.match - 20))
		);
		for (const n of counted)
			await expect.element(row.getByRole('cell', { name: n, exact: true })).toBeVisible();
		await expect.poll(() => textOf(page.getByRole('note').first())).toMatch(/至少50段/);
		await expect.element(page.getByRole('columnheader', { name: '加权 κ' })).toBeVisible();
		const items = page.getByRole('row', { name: /S2C-1/ });
		await expect.poll(() => textOf(items)).toMatch(/48/);
		expect(calibrations[0]!.faults).toEqual([]);
		await expect.element(page.getByRole('textbox', { name: /您的密码/ })).toBeVisible();
		await expect.element(page.getByRole('button', { name: '采用此校准' })).toBeVisible();
		expect(await violations()).toEqual([]);
	}
);

test(
	'says in English what was measured, and no coder’s name to those who need not know it',
	{ timeout: 60_000 },
	async () => {
		const one = calibration('first-00', 8, 'adopted');
		const coders = one.agreement.coders.map((coder) => ({ ...coder, rater: '' }));
		show('en', { calibrations: [{ ...one, agreement: { ...one.agreement, coders } }] });
		await expect.element(page.getByText(/of 3 coders certified/)).toBeVisible();
		expect(page.getByText(/coder-a/).elements()).toHaveLength(0);
		await expect.element(page.getByText(/Brier score/)).toBeVisible();
		await expect.element(page.getByText(/volunteers were ever placed/)).toBeVisible();
		expect(page.getByRole('button', { name: /Adopt|Withdraw/ }).elements()).toHaveLength(0);
		expect(await violations()).toEqual([]);
	}
);
