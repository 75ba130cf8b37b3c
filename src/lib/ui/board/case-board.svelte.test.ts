import { afterEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { applyBoard } from '#lib/core/board/board-state.ts';
import { boardSettings } from '#lib/core/board/board-settings.ts';
import type { BoardEvent, ProposedBoardEvent } from '#lib/core/board/board-event.ts';
import type { BoardViewer } from '#lib/core/board/compartment.ts';
import { decideBoard } from '#lib/core/board/decide-board.ts';
import { boardView } from '#lib/core/board/view.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { parse } from 'yaml';
import boardText from '../../../../protocols/grid/board.yaml?raw';
import { boardCase, versions } from '../../../../tests/fixtures/board-case.ts';
import { type BoardScript, people } from '../../../../tests/fixtures/board-script.ts';
import { grid, gridModelOfFiles as model } from '../../../../tests/fixtures/grid-content.ts';
import { violations } from '../../../../tests/fixtures/session-lab.ts';
import { gridPosition } from '#lib/core/interview/grid-position.ts';
import { BoardClient, type BoardPost } from './board-client.svelte.ts';
import type { BoardPage } from './board-page.ts';
import CaseBoard from './CaseBoard.svelte';

const settings = boardSettings.parse(parse(boardText));

function board(viewer: BoardViewer, made: BoardScript, locale: 'zh-CN' | 'en' = 'en') {
	overwriteGetLocale(() => locale);
	const lab = { state: made.state };
	const seen = () => boardView(lab.state, versions, viewer, settings);
	const post: BoardPost = (_, events) => {
		const results = events.map((event: ProposedBoardEvent) => {
			const decision = decideBoard(lab.state, event, viewer);
			if (!decision.ok) return { id: event.id, ...decision };
			const seq = lab.state.seq + 1;
			lab.state = applyBoard(lab.state, { ...event, seq, actor: viewer, hash: '' } as BoardEvent);
			return { ok: true as const, id: event.id, seq, duplicate: false };
		});
		return Promise.resolve({ results, view: seen() });
	};
	const items = grid.cells.flatMap(({ stage, indicators }) =>
		indicators
			.filter(({ live }) => live)
			.map(({ id }) => ({ item: id, value: stage === 'S2' ? 2 : 0, alternative: '' }) as const)
	);
	const slices = [1, 2, 3].map((slice) => ({
		slice,
		breakMinutes: 0,
		ratings: items,
		safeguards: [],
		interviewer: [],
		rater: 'r',
		at: new Date().toISOString(),
		seq: slice
	}));
	const shown: BoardPage = {
		interviews: ['LI', 'WANG'].map((subject) => ({
			...{
				subject,
				interviewId: `${subject}-1`,
				role: 'principal',
				basis: locale === 'en' ? 'had the keys' : '持有钥匙',
				frame: grid.frame
			},
			position: gridPosition({ slices }, grid.cells, model, Date.now()),
			missing: subject === 'LI' ? [] : (['understanding'] as const),
			alarm: 'none'
		})),
		statements: [
			{
				interviewId: 'WANG-2',
				subject: 'WANG',
				seq: 9,
				at: '2026-03-05T02:30:00.000Z',
				topic: 'key',
				said: 'the key lay under the pot'
			}
		],
		members: [
			{ id: 'anna', name: 'Anna' },
			{ id: 'bert', name: 'Bert' }
		],
		names: { anna: 'Anna', bert: 'Bert', boss: 'Boss', lead: 'Lead' },
		me: viewer as BoardPage['me'],
		clarification: settings.clarification[locale === 'en' ? 'en' : 'zh'],
		alikeFrom: settings.similarity.from.value,
		orderWeights: { information: 0.35, independence: 0.25, ready: 0.2, decay: 0.2 }
	};
	const client = new BoardClient('case-1', seen(), post);
	void render(CaseBoard, { client, page: shown });
	return { client, lab };
}
const tab = (name: RegExp) => page.getByRole('tab', { name }).click();
const look = (name: string) =>
	page.screenshot({ path: `../../../../test-results/looks/board-${name}.png` });

afterEach(() => {
	overwriteGetLocale(() => 'zh-CN');
});

describe('the board of a case', () => {
	test('has one row per subject by code, roles to be checked, and no order of who is nearer', async () => {
		await page.viewport(1366, 768);
		board(people.boss, boardCase(true), 'zh-CN');
		await expect.element(page.getByText('主犯（假设） · 待查').first()).toBeVisible();
		const rows = [...document.querySelectorAll('li[aria-label]')].map((row) =>
			row.getAttribute('aria-label')
		);
		expect(rows).toEqual(['LI', 'WANG']);
		await expect.element(page.getByText('尚未设置分组隔离', { exact: false })).toBeVisible();
		await expect.element(page.getByText('缺：本人复述理解', { exact: false })).toBeVisible();
		expect(document.body.textContent).not.toContain('知罪');
		expect(await violations()).toEqual([]);
		await look('subjects-zh');
	});

	test('the matrix tells independent from exposed by shape and word, and reads each fact', async () => {
		await page.viewport(1366, 768);
		board(people.boss, boardCase(false));
		await tab(/^Statements/);
		const cell = (name: string) => document.querySelectorAll(`[data-cell="${name}"]`);
		expect(cell('F07 LI')[0]?.textContent).toMatch(
			/A\s+affirms[\s\S]*before[\s\S]*●\s+independent/
		);
		expect(cell('F11 WANG')[1]?.textContent).toMatch(/P\s+in part[\s\S]*after[\s\S]*○\s+exposed/);
		await expect.element(page.getByText('2 independent: LI, WANG')).toBeVisible();
		await expect.element(page.getByText(/WANG — LI/)).toBeVisible();
		await expect.element(page.getByText('F07: LI and WANG, 100 %')).toBeVisible();
		expect(await violations()).toEqual([]);
		await look('matrix-en');
		overwriteGetLocale(() => 'zh-CN');
	});

	test('a contradiction gets a neutral question and an owner', async () => {
		const { lab } = board(people.boss, boardCase(false));
		await tab(/^Statements/);
		await page.getByText('Name who asks').first().click();
		await page.getByLabelText('Owner', { exact: false }).first().fill('Anna');
		await page.getByRole('button', { name: 'Assign' }).first().click();
		await expect.element(page.getByText(/Anna will ask: About what F11 concerns/)).toBeVisible();
		expect(lab.state.clarifications).toMatchObject([{ owner: 'Anna', settled: null }]);
	});

	test('a fact has one use: a second is refused and the page says why', async () => {
		const { lab } = board(people.boss, boardCase(false));
		await tab(/^Facts/);
		await page.getByText('Set the use').last().click();
		await page.getByRole('combobox', { name: /^Use/ }).last().selectOptions('test');
		await page.getByLabelText('Stage', { exact: false }).last().selectOptions('released');
		await page.getByLabelText('Reason', { exact: false }).last().fill('for the test');
		await page.getByRole('button', { name: 'Save' }).last().click();
		await expect.element(page.getByText(/One fact, one use/)).toBeVisible();
		expect(lab.state.facts.at(-1)).toMatchObject({ use: 'hold-back', stage: 'reserved' });
		await expect.element(page.getByRole('combobox', { name: /^Use/ }).last()).toHaveValue('test');
		await look('facts-en');
	});

	test('the words of a fact are put right with a reason; what was checked of the old ones is gone', async () => {
		const made = boardCase(false);
		made.tell('fact-verified', { factId: 'f07', how: 'camera clock checked' });
		const { lab } = board(people.boss, made);
		await tab(/^Facts/);
		await page.getByText('Revise', { exact: true }).first().click();
		await page
			.getByLabelText('What is the case', { exact: false })
			.first()
			.fill('meeting at the tea house, 15 Feb');
		await page.getByLabelText('Reason', { exact: false }).first().fill('date misread');
		await page.getByRole('button', { name: 'Revise' }).first().click();
		await expect.element(page.getByText('meeting at the tea house, 15 Feb').first()).toBeVisible();
		expect(lab.state.facts[0]).toMatchObject({ code: 'F07', verified: null });
	});

	test('a supervisor decides what one subject may hear of another; the request is whole', async () => {
		await page.viewport(1366, 768);
		const { lab } = board(people.boss, boardCase(true), 'zh-CN');
		await tab(/^分组与审批/);
		await expect.element(page.getByText('有人提到过一辆车。')).toBeVisible();
		await look('approvals-zh');
		await page
			.getByRole('listitem')
			.getByLabelText('理由', { exact: false })
			.fill('属实，且仅此一句');
		await page.getByRole('button', { name: '批准', exact: true }).click();
		await expect.element(page.getByText('Boss 批准')).toBeVisible();
		expect(lab.state.approvals[0]?.decision).toMatchObject({ approved: true, by: 'boss' });
	});

	test('a team sees the other subject as a code and a hatched cell', async () => {
		await page.viewport(1366, 768);
		const made = boardCase(true);
		made.tell('compartment-set', { subject: 'WANG', interviewers: ['anna'], reason: 'x' });
		made.tell('compartment-set', { subject: 'LI', interviewers: ['bert'], reason: 'x' });
		board(people.anna, made, 'zh-CN');
		await expect.element(page.getByText('其他组的对象：内容不可见')).toBeVisible();
		await tab(/^陈述对照/);
		await expect.element(page.getByText('不可见').first()).toBeVisible();
		expect(document.body.textContent).not.toContain('我开的面包车');
		expect(document.body.textContent).not.toContain('花盆');
		expect(await violations()).toEqual([]);
		await look('team-zh');
	});

	test('the order comes from permitted inputs, those who must wait last', async () => {
		await page.viewport(1366, 768);
		board(people.boss, boardCase(false));
		await tab(/^Order/);
		for (const [index, value] of ['0.9', '0.4'].entries()) {
			const box = page.getByRole('group').nth(index);
			for (const name of [
				'Information value',
				'Independence',
				'Evidence ready',
				'Memory, evidence decay'
			])
				await box.getByLabelText(name, { exact: false }).fill(value);
			await box.getByLabelText('Basis', { exact: false }).fill('open facts');
		}
		await page.getByLabelText('fitness', { exact: false }).first().selectOptions('hold');
		await page.getByRole('button', { name: 'Save' }).click();
		await expect.element(page.getByText('no. 1 · WANG')).toBeVisible();
		await expect.element(page.getByText(/has to wait · U = 0.90/)).toBeVisible();
		expect(await violations()).toEqual([]);
		await look('order-en');
	});
});
