import { afterEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { decideInterview } from '#lib/core/interview/decide-interview.ts';
import type { InterviewEvent, InterviewEventType } from '#lib/core/interview/interview-event.ts';
import { interviewOf } from '#lib/core/interview/interview-state.ts';
import type { Role } from '#lib/core/roles.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { grid, gridModelOfFiles as model } from '../../../../../tests/fixtures/grid-content.ts';
import { openGate, sliceForm } from '../../../../../tests/fixtures/interviews.ts';
import { custody, law, lawfulAnswers } from '../../../../../tests/fixtures/law.ts';
import { violations } from '../../../../../tests/fixtures/session-lab.ts';
import { InterviewClient, type InterviewPost } from '../interview-client.svelte.ts';
import InterviewRoom from '../InterviewRoom.svelte';

const content = { ...grid, law };
const minutesAgo = (minutes: number): string =>
	new Date(Date.now() - 60_000 * minutes).toISOString();

/** An interview on a page, its rights read some minutes ago, and a server in memory that asks the same rules. */
function room(locale: 'zh-CN' | 'en', role: Role = 'interviewer') {
	overwriteGetLocale(() => locale);
	const me = { id: role, role };
	const log: InterviewEvent[] = [];
	const add = (type: InterviewEventType, data: object, minutes = 0): void => {
		const [seq, at] = [log.length + 1, minutesAgo(minutes)];
		const place = { seq, at, recordedAt: at, hash: '', previousHash: '', interviewId: 'i' };
		log.push({ id: `event-${seq}`, type, data, actor: me, ...place } as InterviewEvent);
	};
	const post: InterviewPost = (id, { events, after }) => {
		const results = events.map((event) => {
			const decision = decideInterview(interviewOf(log, id), event, role, content);
			if (decision.ok) add(event.type, event.data);
			return decision;
		});
		return Promise.resolve({ results, events: log.slice(after) });
	};
	const opened = { subjectCode: 'S-1', officers: ['A', 'B'], place: 'room 2' };
	add('interview-opened', { ...opened, roleHypothesis: { role: 'unknown', basis: '' } }, 200);
	const show = () => {
		const client = new InterviewClient('i', [...log], post);
		void render(InterviewRoom, { client, grid: content, model, me });
		return client;
	};
	return { log, add, show };
}

/** Everything answered, rights read so many minutes ago, one slice rated. */
function begun(locale: 'zh-CN' | 'en', minutes: number, role: Role = 'interviewer') {
	const lab = room(locale, role);
	lab.add('custody-recorded', custody, minutes);
	lab.add('lawful-facts-recorded', lawfulAnswers, minutes);
	lab.add('gate-recorded', openGate, minutes);
	lab.add('baseline-recorded', { minutes: 6, neutralQuestions: 6, notes: '' }, minutes);
	lab.add('slice-rated', sliceForm(1, { 'S1C-1': 2, 'S1C-2': 2, 'S1E-1': 2 }), 1);
	return lab;
}

const guidance = () => page.getByRole('button', { name: /open guidance|打开指引/ });

afterEach(() => overwriteGetLocale(() => 'zh-CN'));

describe('the clock line', () => {
	test('says what has elapsed, and how long until which rule, in words and a shape', async () => {
		await page.viewport(1366, 768);
		begun('en', 46).show();
		const clocks = page.getByRole('group', { name: 'Clocks of the interview' });
		await expect.element(clocks).toBeVisible();
		const text = clocks.element().textContent.replace(/\s+/g, ' ');
		expect(text).toMatch(/elapsed 4[56] min/);
		expect(text).toMatch(/without a break 4[56] min/);
		expect(text).toMatch(/1 h 1[3456] min until the next limit.*WF-01/);
		expect(clocks.element().querySelector('svg')?.dataset['shape']).toBe('runs');
		await expect.element(guidance().first()).toBeVisible();
		await page.screenshot({ path: '../../../../../test-results/looks/law-clock-en.png' });
	});

	test('at the limit hides guidance and says so; a break brings it back', async () => {
		await page.viewport(1366, 768);
		const { log, show } = begun('zh-CN', 130);
		const client = show();
		await expect.element(page.getByText('指引已隐藏', { exact: false })).toBeVisible();
		await expect.element(page.getByText('已到时限', { exact: false })).toBeVisible();
		await expect.element(guidance()).not.toBeInTheDocument();
		await page.screenshot({ path: '../../../../../test-results/looks/law-limit-zh.png' });
		expect(await client.tell('guidance-opened', { cell: 'S1C' })).toBe(false);
		expect(client.refusal).toBe('interview/law');
		// what was said is written down all the same
		const said = { topic: 't', said: 's', freeNarrative: true, checkableDetails: 0 };
		expect(await client.tell('statement-recorded', { ...said, knowledge: 'saw' })).toBe(true);
		await page.getByRole('button', { name: '开始休息' }).click();
		await expect.element(page.getByText(/休息中（休息）/)).toBeVisible();
		expect(log.at(-1)?.type).toBe('break-begun');
		expect(await violations()).toEqual([]);
	});
});

describe('the legal checks', () => {
	test('ask by moment what matters, and unlock the interview when they are answered', async () => {
		await page.viewport(1366, 768);
		const { add, show } = room('zh-CN');
		add('gate-recorded', openGate);
		const client = show();
		await expect.element(page.getByText('法定事项尚未记录', { exact: false })).toBeVisible();
		await page.getByRole('button', { name: '去填写法定事项' }).click();
		await page.getByLabelText('到案方式或强制措施', { exact: false }).selectOptions('传唤');
		await expect.element(page.getByLabelText('到案时间', { exact: false })).toBeVisible();
		const field = (id: string) => document.querySelector(`[data-fact="${id}"]`);
		expect(field('session.juvenile_trained')).toBeNull();
		await page.getByLabelText('被讯问人周岁年龄').fill('16');
		await expect
			.element(page.getByRole('group', { name: '由熟悉未成年人身心特点的人员讯问' }))
			.toBeVisible();
		await page.getByLabelText('被讯问人周岁年龄').fill('36');
		await expect
			.element(page.getByRole('group', { name: '由熟悉未成年人身心特点的人员讯问' }))
			.not.toBeInTheDocument();
		await page.screenshot({ path: '../../../../../test-results/looks/law-checks-zh.png' });
		expect(await violations()).toEqual([]);
		await client.tell('custody-recorded', custody);
		await client.tell('lawful-facts-recorded', lawfulAnswers);
		await expect
			.element(page.getByText('法定事项尚未记录', { exact: false }))
			.not.toBeInTheDocument();
	});

	test('keep what was answered, and know the difference between no and not known', async () => {
		await page.viewport(1366, 900);
		const { add, show } = room('en');
		add('custody-recorded', custody);
		add('gate-recorded', openGate);
		const client = show();
		await page.getByRole('tab', { name: 'Legal checks' }).click();
		await page
			.getByRole('group', { name: 'Another suspect is present' })
			.getByRole('radio', { name: 'no', exact: true })
			.click();
		await page
			.getByRole('group', { name: 'Authorised staff conduct the interview' })
			.getByRole('radio', { name: 'no', exact: true })
			.click();
		await page.getByRole('button', { name: 'Save answers' }).click();
		await expect
			.poll(() => client.state.law.facts)
			.toMatchObject({
				'session.other_suspects_present': false,
				'session.interviewers_qualified': false
			});
		expect('case.filed' in client.state.law.facts).toBe(false);
		await expect
			.element(page.getByText('Interrogation is conducted by authorised staff', { exact: false }))
			.toBeVisible();
		await page.screenshot({ path: '../../../../../test-results/looks/law-checks-en.png' });
		await page
			.getByRole('group', { name: 'Authorised staff conduct the interview' })
			.getByRole('radio', { name: 'not known' })
			.click();
		await page.getByRole('button', { name: 'Save answers' }).click();
		await expect.poll(() => 'session.interviewers_qualified' in client.state.law.facts).toBe(false);
	});

	test('take a reason for a warning, and an override from a supervisor alone', async () => {
		const { show } = begun('en', 95);
		show();
		await expect.element(page.getByText('Take note and say why', { exact: false })).toBeVisible();
		await page
			.getByLabelText('Why it goes on', { exact: false })
			.first()
			.fill('One question is left.');
		await page.getByRole('button', { name: 'Record the reason' }).first().click();
		await expect
			.element(page.getByText('Take note and say why', { exact: false }))
			.not.toBeInTheDocument();
	});

	test('let a supervisor set aside what may be set aside', async () => {
		await page.viewport(1366, 768);
		const { log, show } = begun('en', 130, 'supervisor');
		show();
		await page.getByText('Set aside as supervisor', { exact: false }).click();
		await page
			.getByLabelText('Reason', { exact: false })
			.fill('Doctor is on the way, he wants to finish.');
		await page.getByLabelText('Second person', { exact: false }).fill('D');
		await page.screenshot({ path: '../../../../../test-results/looks/law-override-en.png' });
		await page.getByRole('button', { name: 'Set aside', exact: true }).click();
		await expect.poll(() => log.at(-1)?.type).toBe('rule-overridden');
		await expect
			.element(page.getByText('guidance is hidden', { exact: false }))
			.not.toBeInTheDocument();
	});
});

test('the notice is there to be read out, and says that it is a template', async () => {
	const { add, show } = room('zh-CN');
	add('gate-recorded', openGate);
	show();
	await page.getByRole('tab', { name: '权利与适宜性' }).click();
	await page.getByText('宣读全文').click();
	await expect.element(page.getByText('您涉嫌的事由是____', { exact: false })).toBeVisible();
	await expect
		.element(page.getByText('须由本单位以正式告知书替换', { exact: false }))
		.toBeVisible();
});
