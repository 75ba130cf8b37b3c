import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { laboratoryView } from '#lib/core/laboratory/laboratory-view.ts';
import { laboratoryStatistics } from '#lib/core/laboratory/statistics.ts';
import { reviewFacts } from '#lib/core/laboratory/review-facts.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import {
	actorOf,
	instrumentForm,
	LaboratoryScript,
	noon,
	selfTestForm,
	staff
} from '../../../../tests/fixtures/laboratory.ts';
import {
	checklistContent as checklist,
	laboratoryContent as settings
} from '../../../../tests/fixtures/laboratory-content.ts';
import { violations } from '../../../../tests/fixtures/session-lab.ts';
import LaboratoryPage from './LaboratoryPage.svelte';
import ReviewPage from './ReviewPage.svelte';

const moment = { nowMs: Date.parse(noon('11-29')), offsetMinutes: 0 };
const locale = (name: 'zh-CN' | 'en') => overwriteGetLocale(() => name);

/** Two instruments, one late finding, one review that waits. */
function laboratory(): LaboratoryScript {
	const script = new LaboratoryScript();
	script.tell('adam', 'room-registered', { roomId: 'a', name: '测试室', note: '隔音' });
	script.tell('adam', 'instrument-registered', instrumentForm({ roomId: 'a' }));
	const second = { instrumentId: 'i2', serialNumber: 'B-2' };
	script.tell('adam', 'instrument-registered', instrumentForm(second));
	for (const [instrumentId, validUntil] of [
		['i1', '2027-06-01'],
		['i2', '2026-11-10']
	] as const)
		script.tell('adam', 'calibration-recorded', {
			...{ instrumentId, date: '2026-01-10', by: '计量院', certificate: `JL-${instrumentId}` },
			validUntil
		});
	script.at = noon('11-29');
	script.tell('tina', 'self-test-recorded', selfTestForm());
	script.tell('sue', 'qualification-recorded', {
		...{ account: 'tina', kind: 'psychological-tester', certificate: 'Z-1' },
		...{ validFrom: '2026-01-01', validUntil: '2027-01-10' }
	});
	script.tell('sue', 'consumable-registered', {
		...{ consumableId: 'c', name: '电极', unit: '片', minimum: 20 }
	});
	script.tell('sue', 'review-sampled', {
		...{ drawId: 'd', kind: 'routine', month: '2026-10', reason: '', seed: 1, share: 1 },
		candidates: [{ sessionId: 's1', conditions: [] }],
		reviews: [{ reviewId: 'review-1', sessionId: 's1', reviewer: 'rita', due: '2026-12-09' }]
	});
	script.tell('rita', 'finding-raised', {
		...{ findingId: 'f1', reviewId: 'review-1', item: null, text: '理由不全', weight: 'minor' },
		...{ owner: 'tina', due: '2026-11-20' }
	});
	return script;
}

function show(id: string, more: object = {}) {
	const { state } = laboratory();
	const viewer = actorOf(id) as { id: string; role: 'tester' };
	const isSupervisor = staff.get(id) === 'supervisor';
	void render(LaboratoryPage, {
		view: laboratoryView(state, settings, viewer, moment),
		...{ me: id, part: null, tests: [], techniques: { cit: 'CIT' } },
		people: [...staff].map(([one, role]) => ({ id: one, name: `name of ${one}`, role })),
		profiles: [{ id: 'bitalino-polygraph', title: 'BITalino' }],
		kinds: [{ id: 'psychological-tester', title: '心理测试人员资格', required: true }],
		statistics: isSupervisor ? laboratoryStatistics([], state, settings, moment) : null,
		days: { today: '2026-11-29', intervalDays: 365, dueDays: 30 },
		...more
	});
}
const tabs = () =>
	page
		.getByRole('tab')
		.elements()
		.map((one) => one.textContent.trim());

beforeEach(() => page.viewport(1366, 768));
afterEach(() => overwriteGetLocale(() => 'zh-CN'));

describe('the page of the laboratory', () => {
	test('shows first the instrument that ends first, and what is out of date', async () => {
		locale('zh-CN');
		show('sue');
		await expect.element(page.getByRole('heading', { name: '实验室', level: 1 })).toBeVisible();
		expect(tabs()).toEqual([
			...['仪器 1', '场所', '人员资格', '耗材 1', '质量检查 1', '问题台账 1', '统计']
		]);
		const rows = page.getByRole('tabpanel').getByRole('listitem').elements();
		expect(rows.map((one) => /B-\d/.exec(one.textContent)?.[0])).toEqual(['B-2', 'B-1']);
		expect(rows[0]?.textContent).toContain('已过期');
		expect(rows[1]?.textContent).toContain('1000.0 / 1000 Hz');
		expect(await violations()).toEqual([]);
	});

	test('every part is reached by the keyboard, and none breaks a rule of access', async () => {
		locale('en');
		show('sue');
		const first = page.getByRole('tab', { name: /^Instruments/ });
		(first.element() as HTMLElement).focus();
		for (const name of ['Rooms', 'Qualifications', 'Consumables', 'Quality review', 'Findings']) {
			await userEvent.keyboard('{ArrowRight}');
			const tab = page.getByRole('tab', { name: new RegExp(`^${name}`) });
			await expect.element(tab).toHaveAttribute('aria-selected', 'true');
			expect([name, await violations()]).toEqual([name, []]);
		}
		await userEvent.keyboard('{ArrowRight}');
		await expect.element(page.getByRole('region', { name: 'Overview' })).toBeVisible();
		// figures of the laboratory, and no name beside any of them
		expect(page.getByRole('tabpanel').element().textContent).not.toContain('name of');
		expect(await violations()).toEqual([]);
	});

	test('a form is a form: its event, its part, and what nobody types', async () => {
		locale('zh-CN');
		show('adam');
		expect(tabs()).toEqual(['仪器 1', '场所']);
		await page.getByText('登记校准').first().click();
		await page
			.getByLabelText(/^校准机构或人员/)
			.first()
			.fill('计量院');
		const form = page
			.getByLabelText(/^校准机构或人员/)
			.first()
			.element()
			.closest('form')!;
		const data = new FormData(form);
		expect(form.getAttribute('action')).toBe('?/write&part=instruments');
		expect([data.get('type'), data.get('instrumentId'), data.get('by')]).toEqual([
			...['calibration-recorded', 'i2', '计量院']
		]);
		// a year on, as the instrument wants it
		expect([data.get('date'), data.get('validUntil')]).toEqual(['2026-11-29', '2027-11-29']);
	});

	test('a tester answers the finding that is theirs, and cannot close it', async () => {
		locale('zh-CN');
		show('tina', { part: 'findings' });
		await expect.element(page.getByText('理由不全')).toBeVisible();
		await expect.element(page.getByText('已逾期')).toBeVisible();
		await expect.element(page.getByText('说明整改')).toBeVisible();
		expect(page.getByText('核实并销号').elements()).toHaveLength(0);
		expect(tabs()).not.toContain('统计');
	});
});

describe('a review', () => {
	const review = laboratory().state.reviews[0]!;
	const opened = {
		...{ review, checklist, facts: reviewFacts([], 's1'), technique: 'cit' },
		...{ endedAt: noon('11-02'), mayRecord: true }
	};

	test('asks for a note where an item is not met', async () => {
		locale('zh-CN');
		void render(ReviewPage, opened);
		const item = page.getByRole('group', { name: /^权利已逐项告知/ });
		const note = item.getByRole('textbox');
		await item.getByLabelText('达到', { exact: true }).click();
		await expect.element(note).not.toBeRequired();
		await item.getByLabelText('未达到', { exact: true }).click();
		await expect.element(note).toBeRequired();
		expect(await violations()).toEqual([]);
	});

	test('keeps what was typed when it was refused; is only read once it is done', async () => {
		locale('en');
		const typed = { summary: 'half', 'note:rights-in-full': 'no record' };
		const screen = await render(ReviewPage, { ...opened, typed, sentence: 'Refused.' });
		await expect.element(page.getByRole('alert')).toHaveTextContent('Refused.');
		await expect.element(page.getByLabelText(/^Summary/)).toHaveValue('half');
		await screen.unmount();
		const answers = [{ item: 'rights-in-full', answer: 'not-met' as const, note: 'no record' }];
		const result = { answers, summary: 'One gap.', by: 'rita', at: noon('11-28') };
		void render(ReviewPage, { ...opened, mayRecord: false, review: { ...review, result } });
		await expect.element(page.getByText('One gap.')).toBeVisible();
		await expect.element(page.getByText(/no record/)).toBeVisible();
		expect(page.getByRole('button').elements()).toHaveLength(0);
	});
});
