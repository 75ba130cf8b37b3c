import { afterEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { applyBoard } from '#lib/core/board/board-state.ts';
import { boardSettings } from '#lib/core/board/board-settings.ts';
import type { BoardEvent, ProposedBoardEvent } from '#lib/core/board/board-event.ts';
import type { BoardViewer } from '#lib/core/board/compartment.ts';
import { decideBoard } from '#lib/core/board/decide-board.ts';
import type { Version } from '#lib/core/board/matrix.ts';
import { boardView } from '#lib/core/board/view.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { parse } from 'yaml';
import boardText from '../../../../protocols/grid/board.yaml?raw';
import {
	BoardScript,
	codedForm,
	factForm,
	people
} from '../../../../tests/fixtures/board-script.ts';
import { grid, gridModelOfFiles as model } from '../../../../tests/fixtures/grid-content.ts';
import { violations } from '../../../../tests/fixtures/session-lab.ts';
import { gridPosition } from '#lib/core/interview/grid-position.ts';
import { BoardClient, type BoardPost } from './board-client.svelte.ts';
import type { BoardPage } from './board-page.ts';
import CaseBoard from './CaseBoard.svelte';

const settings = boardSettings.parse(parse(boardText));
const version = (subject: string, number: number, day: string): Version => ({
	...{ interviewId: `${subject}-${String(number)}`, subject, interviewers: [`team-${subject}`] },
	...{ at: `2026-03-${day}T01:00:00.000Z`, until: `2026-03-${day}T03:00:00.000Z` }
});
const versions = [version('LI', 1, '02'), version('WANG', 1, '02'), version('WANG', 2, '05')];

/** A case with two subjects, four facts and one request. */
function script(zh: boolean): BoardScript {
	const made = new BoardScript();
	const say = (chinese: string, english: string) => (zh ? chinese : english);
	made.tell(
		'fact-registered',
		factForm('F07', {
			element: 'address',
			text: say('二月十四日在茶馆见面', 'meeting at the tea house, 14 Feb'),
			source: say('监控录像 2 号', 'camera 2')
		})
	);
	made.tell(
		'fact-registered',
		factForm('F11', {
			element: 'vehicle',
			text: say('使用灰色面包车', 'a grey van was used'),
			source: say('卡口记录', 'gate record')
		})
	);
	made.tell(
		'fact-registered',
		factForm('F15', {
			element: 'object',
			text: say('钥匙在花盆下', 'key under the flower pot'),
			source: say('提取笔录', 'recovery record')
		})
	);
	made.tell('fact-use-set', {
		factId: 'f15',
		use: 'hold-back',
		stage: 'reserved',
		persons: [],
		reason: 'x'
	});
	const words = {
		a: say(
			'我们在茶馆二楼靠窗的桌子坐了半个小时',
			'we sat at the table by the window on the upper floor'
		),
		d: say('我没有见过什么面包车', 'I saw no van')
	};
	made.tell('statement-coded', codedForm('LI', 'f07', { ownWords: words.a }));
	made.tell(
		'statement-coded',
		codedForm('WANG', 'f07', { interviewId: 'WANG-1', ownWords: words.a })
	);
	made.tell(
		'statement-coded',
		codedForm('LI', 'f11', { knowledge: 'did', ownWords: say('我开的面包车', 'I drove the van') })
	);
	made.tell(
		'statement-coded',
		codedForm('WANG', 'f11', { interviewId: 'WANG-1', code: 'D', ownWords: words.d })
	);
	made.tell('exposure-recorded', {
		factId: 'f11',
		person: 'WANG',
		kind: 'subject',
		channel: 'exhibit',
		strength: 1,
		at: '2026-03-05T01:10:00.000Z',
		basis: say('出示照片 4', 'photograph 4')
	});
	made.tell(
		'statement-coded',
		codedForm('WANG', 'f11', {
			interviewId: 'WANG-2',
			code: 'P',
			saidAt: '2026-03-05T02:00:00.000Z',
			ownWords: say('可能有一辆车', 'there may have been a car')
		})
	);
	made.tell(
		'cross-disclosure-requested',
		{
			requestId: 'r1',
			sourceSubject: 'LI',
			toSubject: 'WANG',
			factIds: ['f11'],
			text: say('有人提到过一辆车。', 'Somebody spoke of a vehicle.'),
			truth: say('李的陈述，录像编号 12', 'statement of LI, recording 12'),
			necessity: say('无其他途径', 'no other way'),
			minimality: say('不提颜色和车型', 'no colour, no type')
		},
		people.lead
	);
	return made;
}

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
		board(people.boss, script(true), 'zh-CN');
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
		board(people.boss, script(false));
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
		const { lab } = board(people.boss, script(false));
		await tab(/^Statements/);
		await page.getByText('Name who asks').first().click();
		await page.getByLabelText('Owner', { exact: false }).first().fill('Anna');
		await page.getByRole('button', { name: 'Assign' }).first().click();
		await expect.element(page.getByText(/Anna will ask: About what F11 concerns/)).toBeVisible();
		expect(lab.state.clarifications).toMatchObject([{ owner: 'Anna', settled: null }]);
	});

	test('a fact has one use: a second is refused and the page says why', async () => {
		const { lab } = board(people.boss, script(false));
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
		const made = script(false);
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
		const { lab } = board(people.boss, script(true), 'zh-CN');
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
		const made = script(true);
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
		board(people.boss, script(false));
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
