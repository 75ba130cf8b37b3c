import { afterEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { decideInterview } from '#lib/core/interview/decide-interview.ts';
import { recordDocument } from '#lib/core/interview/document/record-document.ts';
import { gridPosition } from '#lib/core/interview/grid-position.ts';
import type { InterviewEvent } from '#lib/core/interview/interview-event.ts';
import { interviewOf } from '#lib/core/interview/interview-state.ts';
import { asOther, type OtherInterview } from '#lib/core/interview/versions.ts';
import { inLocale } from '#lib/core/text.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { grid, gridModelOfFiles as model } from '../../../../../tests/fixtures/grid-content.ts';
import {
	admissionScores,
	evaluation,
	readBack
} from '../../../../../tests/fixtures/interview-records.ts';
import { openGate, sliceForm } from '../../../../../tests/fixtures/interviews.ts';
import { violations } from '../../../../../tests/fixtures/session-lab.ts';
import { InterviewClient, type InterviewPost } from '../interview-client.svelte.ts';
import InterviewRoom from '../InterviewRoom.svelte';
import { sayHere } from './record-words.ts';
import RecordSheet from './RecordSheet.svelte';

const lead = { id: 'officer', role: 'interviewer' } as const;
const chief = { id: 'chief', role: 'supervisor' } as const;
type Person = typeof lead | typeof chief;

const LOOKS = '../../../../../test-results/looks';

/** A server in memory that asks the same rules, and an interview in it. */
function lab(day = 2) {
	const log: InterviewEvent[] = [];
	const add = (type: string, data: object, actor: Person = lead): void => {
		const seq = log.length + 1;
		const at = `2026-03-0${day}T01:${String(seq).padStart(2, '0')}:00.000Z`;
		const place = { interviewId: 'interview-1', seq, recordedAt: at, actor };
		const hash = String(seq).padStart(64, 'a');
		log.push({
			id: `event-${seq}`,
			type,
			at,
			data,
			...place,
			hash,
			previousHash: ''
		} as InterviewEvent);
	};
	const post =
		(me: Person): InterviewPost =>
		async (interview, { events, after }) => {
			const results = events.map((event) => {
				const decision = decideInterview(interviewOf(log, interview), event, me.role, grid);
				if (decision.ok) add(event.type, event.data, me);
				return decision;
			});
			return Promise.resolve({ results, events: log.slice(after) });
		};
	add('interview-opened', {
		...{ subjectCode: 'S-1', officers: ['讯问员甲', '讯问员乙'], place: '第二讯问室' },
		roleHypothesis: { role: 'unknown', basis: '' }
	});
	add('gate-recorded', openGate);
	add('baseline-recorded', { minutes: 6, neutralQuestions: 6, notes: '' });
	const room = (me: Person, others: readonly OtherInterview[] = []) => {
		const client = new InterviewClient('interview-1', [...log], post(me));
		const shown = render(InterviewRoom, { client, grid, model, me, others });
		return { client, shown };
	};
	const said = (topic: string, text: string, freeNarrative = true): void =>
		add('statement-recorded', {
			...{ topic, said: text, freeNarrative, checkableDetails: 2, knowledge: 'did' }
		});
	return { log, add, said, room };
}

const speak = (locale: 'zh-CN' | 'en'): void => overwriteGetLocale(() => locale);
const tab = (name: RegExp) => page.getByRole('tab', { name }).click();
const button = (name: string) => page.getByRole('button', { name, exact: true });
/** A required field's label ends with a star. */
const field = (label: string) => page.getByLabelText(label, { exact: false });
const isAccessible = async (): Promise<void> => {
	expect(await violations()).toEqual([]);
};
afterEach(() => speak('zh-CN'));

/** What was said the day before, in another interview. */
function yesterday(): OtherInterview {
	const before = lab(1);
	before.said('当晚', '我九点从茶馆出来，直接回家。');
	return { ...asOther(interviewOf(before.log, 'interview-0')), interview: 'interview-0' };
}

describe('statements by topic', () => {
	test('a later one stands beside the former, and the difference is read word by word', async () => {
		await page.viewport(1366, 768);
		speak('zh-CN');
		const { said, room } = lab();
		said('当晚', '我九点从饭馆出来，直接回家。');
		said('车', '车是借的。', false);
		room(lead, [yesterday()]);
		await tab(/^陈述记录/);
		await expect.element(page.getByText('当晚 · 第 2 次')).toBeVisible();
		await expect.element(page.getByText('另一次讯问')).toBeVisible();
		await expect.element(page.getByText('该话题的第一次陈述不是自由陈述')).toBeVisible();
		await page.getByText('与前一次比较').click();
		expect(document.querySelector('del')?.textContent).toContain('茶馆');
		expect(document.querySelector('ins')?.textContent).toContain('饭馆');
		await isAccessible();
		await page.screenshot({ path: `${LOOKS}/record-statements-zh.png` });
	});

	test('is corrected at read-back for and against; the original stays to be read', async () => {
		speak('en');
		const { said, room } = lab();
		said('evening', 'I left at nine.');
		const { client } = room(lead);
		await tab(/^Statements/);
		await button('Correct').click();
		await field('What it says now').fill('I left at ten.');
		await field('Reason').fill('remembered the news on television');
		await page.getByRole('radio', { name: 'against the person', exact: true }).click();
		await button('Record').last().click();
		await expect.element(page.getByText('against the person', { exact: false })).toBeVisible();
		await expect.element(page.getByText('I left at nine.', { exact: true })).toBeVisible();
		expect(client.state.record.corrections).toMatchObject([{ effect: 'against', statement: 4 }]);
	});

	test('keeps a list of details, each with whether it was new and what a check brought', async () => {
		speak('en');
		const { said, room } = lab();
		said('evening', 'I took bus 12.');
		room(lead);
		await tab(/^Statements/);
		await button('Add a detail').click();
		await page.getByRole('textbox', { name: 'Checkable detail' }).fill('bus 12');
		await page.getByRole('radio', { name: 'new', exact: true }).click();
		await button('Record').last().click();
		await expect.element(page.getByText('Checkable details not told before: 1')).toBeVisible();
		await button('Check').click();
		await page.getByRole('radio', { name: 'checked, true' }).click();
		await field('Checked by').fill('Li');
		await field('How it was checked').fill('ticket');
		await button('Record').last().click();
		await expect.element(page.getByText('Li · ticket')).toBeVisible();
	});
});

describe('a statement taken back', () => {
	test('with a claim of coercion stops, hides guidance, and stays open until each step is done', async () => {
		await page.viewport(1366, 900);
		speak('zh-CN');
		const { said, add, room } = lab();
		said('当晚', '是我拿的。');
		add('slice-rated', sliceForm(1, { 'S1C-1': 2, 'S1C-2': 2 }));
		const { client } = room(lead);
		await tab(/^网格/);
		const guidance = page.getByRole('button', { name: /打开指引/ }).first();
		await expect.element(guidance).toBeVisible();
		await tab(/^陈述记录/);
		await button('撤回').click();
		await field('本人怎么说（原话）').fill('那不是真的，是他们让我说的。');
		await field('本人称受到强迫、威胁、引诱或欺骗').click();
		await button('记录撤回').click();
		await expect
			.element(page.getByText('本人称受到强迫：停止讯问，移送核查', { exact: true }))
			.toBeVisible();
		await page.screenshot({ path: `${LOOKS}/record-retraction-zh.png` });
		await isAccessible();
		await tab(/^网格/);
		await expect.element(guidance).not.toBeInTheDocument();
		for (let open = 5; open > 0; open--) {
			await expect.poll(() => document.body.textContent.match(/☐/g)?.length ?? 0).toBe(open);
			await page.getByRole('button', { name: '记为已完成' }).last().click();
			await field('由谁、告知谁').fill('检察官丙');
			await field('结果').last().fill('已告知');
			await button('记录').first().click();
		}
		await expect.element(page.getByText('停止讯问，移送核查')).not.toBeInTheDocument();
		await expect.element(guidance).toBeVisible();
		expect(client.state.record.retractions[0]?.done).toHaveLength(5);
		expect(client.state.statements[0]?.said).toBe('是我拿的。');
	});
});

describe('an admission', () => {
	test('is checked line by line, without a total; a wrong detail raises the banner', async () => {
		await page.viewport(1366, 768);
		speak('en');
		const { said, room } = lab();
		said('evening', 'I took it.');
		const { client } = room(chief);
		await tab(/^Statements/);
		await button('Check an admission').click();
		await expect.element(page.getByText('There is no total', { exact: false })).toBeVisible();
		await expect.element(page.getByText('unverified statement')).not.toBeInTheDocument();
		await page.getByRole('radio', { name: '2 important ones' }).click();
		await expect.element(page.getByText('unverified statement')).toBeVisible();
		expect(document.body.textContent).not.toMatch(/total: ?\d|sum: ?\d/i);
		await isAccessible();
		await page.screenshot({ path: `${LOOKS}/record-admission-en.png` });
		await button('Record').last().click();
		await expect.poll(() => client.state.record.admissions.length).toBe(1);
		expect(client.state.record.admissions[0]?.scores.filter(({ score }) => score !== null)).toEqual(
			[{ criterion: 'c', score: 2, basis: '' }]
		);
	});
});

describe('the end', () => {
	test('asks for what the log does not have, shows what it has with its basis, and says what is missing', async () => {
		await page.viewport(1366, 900);
		speak('zh-CN');
		const { said, add, room } = lab();
		said('当晚', '我在家。');
		add(
			'slice-rated',
			sliceForm(1, { 'S1C-1': 1 }, { interviewer: [{ item: 'I1', value: '13/20' }] })
		);
		add('interview-closed', { openRequests: '', complaints: '', welfare: '平稳' });
		const { client } = room(lead);
		await tab(/^结束/);
		await expect.element(page.getByText('封存前尚缺', { exact: false })).toBeVisible();
		await expect.element(page.getByText('65 % (评定人填写，1 份)')).toBeVisible();
		await expect.element(field('全部提问数')).not.toBeInTheDocument();
		await field('本人说话分钟').fill('28');
		await field('全部谈话分钟').fill('40');
		await field('做得好的、下次改进的').fill('先听完。');
		await isAccessible();
		await page.screenshot({ path: `${LOOKS}/record-end-zh.png` });
		await button('提交评价').click();
		await expect.element(page.getByText('70 % (手工填写，共 40)')).toBeVisible();
		expect(client.state.record.evaluations).toHaveLength(1);
		await field('总页数').fill('4');
		await field('本人签名的页数').fill('3');
		await expect.element(field('未签名的原因')).toBeVisible();
	});

	test('of a finished interview offers the seal to the lead and the supervisor', async () => {
		speak('en');
		const { said, add, room } = lab();
		said('evening', 'At home.');
		add('interview-closed', { openRequests: '', complaints: '', welfare: 'calm' });
		add('record-read-back', readBack);
		add('interview-evaluated', evaluation);
		add('interview-evaluated', evaluation, chief);
		room(chief);
		await tab(/^Closing/);
		await expect.element(button('Seal the interview')).toBeVisible();
	});
});

test.each(['zh-CN', 'en'] as const)(
	'the record is printed whole in %s, and every word is one',
	async (locale) => {
		await page.viewport(900, 1200);
		speak(locale);
		const { said, add, log } = lab();
		said('当晚', '我九点从饭馆出来。');
		add('statement-corrected', {
			...{ statement: 4, corrected: '我十点从饭馆出来。', reason: '核对时想起', effect: 'against' }
		});
		add('statement-retracted', {
			...{
				interview: '',
				statement: 4,
				inOwnWords: '不是这样。',
				reasons: '记错了',
				coercion: true
			}
		});
		add('detail-recorded', { statement: 4, detail: '饭馆', novelty: 'new', checkWith: '老板' });
		add('slice-rated', sliceForm(1, { 'S1C-1': 2 }, { safeguards: [{ item: 'W1', value: 2 }] }));
		add('alarm-answered', { what: '休息四十分钟' });
		add('admission-checked', { statement: 4, scores: admissionScores(grid.record, 1) }, chief);
		add('interview-closed', { openRequests: '', complaints: '', welfare: '平稳' });
		add('record-read-back', readBack);
		add('interview-evaluated', evaluation);
		const state = interviewOf(log, 'interview-1');
		const source = {
			...{
				case: { number: '2026-1', title: '盗窃案' },
				state,
				...{ events: log, grid, others: [yesterday()] }
			},
			...{ names: { officer: '讯问员甲', chief: '负责人' }, software: 'jingwei test' },
			position: gridPosition(state, grid.cells, model, Date.parse(log.at(-1)!.at)),
			head: {
				...{ number: 7, size: 90, sha256: 'a'.repeat(64), sm3: 'b'.repeat(64) },
				...{ at: '2026-11-30T08:00:00.000Z', keyId: 'c'.repeat(32), previous: '0'.repeat(64) },
				signature: 'x'
			}
		};
		const document_ = recordDocument(source, {
			say: sayHere,
			text: (text) => inLocale(text, locale),
			time: (iso) => iso.slice(0, 16)
		});
		await render(RecordSheet, { document: document_ });
		const text = document.body.textContent;
		for (const one of ['我九点从饭馆出来。', '不是这样。', '休息四十分钟', '核查时间、地点', 'W1'])
			expect(text).toContain(one);
		// the code of the log, for a phone and for whoever types it
		expect(text).toContain(`JW1:7:90:${'A'.repeat(64)}`);
		await expect
			.element(
				page.getByRole('img', { name: locale === 'en' ? /tamper-evident log/ : /防篡改日志码/ })
			)
			.toBeVisible();
		expect(text).toContain(locale === 'en' ? 'unverified statement' : '未经查证的陈述');
		// a key instead of a word would show
		expect(text).not.toMatch(/(record|grid|kit)_[a-z]/);
		expect(text).not.toContain('undefined');
		await isAccessible();
		await page.screenshot({ path: `${LOOKS}/record-sheet-${locale}.png` });
	}
);
