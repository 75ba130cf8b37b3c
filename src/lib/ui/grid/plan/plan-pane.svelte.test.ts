import { afterEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { decideInterview } from '#lib/core/interview/decide-interview.ts';
import type { InterviewEvent } from '#lib/core/interview/interview-event.ts';
import { interviewOf } from '#lib/core/interview/interview-state.ts';
import type { Law } from '#lib/core/law/law-files.ts';
import { planBoard } from '#lib/core/interview/plan-facts.ts';
import { emptyBoard } from '#lib/core/board/board-state.ts';
import type { BoardFact } from '#lib/core/board/fact.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { grid, planGuideOfFiles as guide } from '../../../../../tests/fixtures/grid-content.ts';
import { law } from '../../../../../tests/fixtures/law.ts';
import { openGate } from '../../../../../tests/fixtures/interviews.ts';
import { boardFact, ladder, second, topic } from '../../../../../tests/fixtures/plans.ts';
import { violations } from '../../../../../tests/fixtures/session-lab.ts';
import { InterviewClient, type InterviewPost } from '../interview-client.svelte.ts';
import PlanPane from './PlanPane.svelte';

const me = { id: 'officer', role: 'interviewer' } as const;
const facts = [
	boardFact('F1'),
	boardFact('F2', { use: 'hold-back', text: '钥匙放在花盆下' }),
	boardFact('F3', { verified: null, text: '15日有一笔转账', element: 'card' })
];

/** A server in memory that asks the same rules, of the same board. */
function planning(locale: 'zh-CN' | 'en', known: readonly BoardFact[] = facts) {
	overwriteGetLocale(() => locale);
	const log: InterviewEvent[] = [];
	const board = { ...emptyBoard('case-1'), facts: known };
	const add = (type: string, data: object, actor: object = me): number => {
		const at = new Date().toISOString();
		const seq = log.length + 1;
		const place = { interviewId: 'i', recordedAt: at, previousHash: '', hash: '' };
		log.push({ id: `event-${seq}`, type, data, at, seq, actor, ...place } as InterviewEvent);
		return seq;
	};
	const post: InterviewPost = async (interview, { events, after }) => {
		const results = events.map((event) => {
			const context = { board, actorId: me.id };
			const state = interviewOf(log, interview);
			const decision = decideInterview(state, event, me.role, grid, context);
			if (decision.ok) add(event.type, event.data);
			return decision;
		});
		return Promise.resolve({ results, events: log.slice(after) });
	};
	add('interview-opened', {
		...{ subjectCode: 'S-1', officers: ['讯问员甲', '讯问员乙'], place: '第二讯问室' },
		roleHypothesis: { role: 'accessory', basis: '通话记录' }
	});
	const view = planBoard(board, me, 'S-1');
	const show = (more: { who?: typeof me | typeof second; law?: Law } = {}) => {
		const client = new InterviewClient('i', [...log], post);
		const shown = render(PlanPane, {
			...{ client, grid, me: more.who ?? me, nowMs: Date.now() },
			planning: { board: view, guide, law: more.law ?? null }
		});
		return { client, shown };
	};
	return { log, add, show };
}

/** Everything up to where the first step may be said. */
function ready(lab: ReturnType<typeof planning>): void {
	lab.add('gate-recorded', openGate);
	lab.add('plan-drafted', {
		team: {
			...{ lead: '讯问员甲', second: '讯问员乙', recorder: '书记员丙', watching: '负责人丁' },
			...{ interpreter: '', adult: '' }
		},
		device: { reference: 'AV-07', checkedBy: '书记员丙', at: '2026-11-29T00:40:00.000Z' },
		purpose: '听取其对14日晚上行踪的说明，核实其辩解。',
		hypothesis: { basis: '通话记录', alternatives: ['当晚不在场', '车借给了别人'] }
	});
	lab.add('topic-planned', topic('own', [], { agenda: 'person', title: '想先说家里的事' }));
	lab.add('topic-planned', topic('evening', ['fact-F1', 'fact-F2', 'fact-F3']));
	lab.add('topic-planned', topic('money', [], { title: '资金往来' }));
	const draft = lab.add('ladder-drafted', ladder('fact-F1'));
	lab.add('ladder-checked', { fact: 'fact-F1', draft }, second);
	lab.add('topic-moved', { topic: 'own', status: 'free-account', note: '' });
	lab.add('topic-moved', { topic: 'evening', status: 'free-account', note: '' });
}

/** A field by the beginning of its label. */
const field = (label: string) => page.getByLabelText(new RegExp(`^${label}`));
const button = (name: string | RegExp) => page.getByRole('button', { name });

afterEach(() => {
	overwriteGetLocale(() => 'zh-CN');
});

describe('a plan', () => {
	test('is written before the interview: team, device, purpose, topics, a ladder', async () => {
		await page.viewport(1366, 768);
		const lab = planning('en');
		lab.show();
		await button('Write the plan').click();
		// the two officers of the interview stand there already
		await expect.element(field('Lead interviewer')).toHaveValue('讯问员甲');
		await field('Checked before the start').click();
		await field('Number of the device').fill('AV-07');
		await field('Checked by').fill('clerk C');
		await field('Purpose').fill('to hear about the evening');
		await field('What else may be so').fill('was not there\n\nlent the car');
		await button('Save').click();
		await expect.element(page.getByText('to hear about the evening')).toBeVisible();
		await expect.element(page.getByText('to be checked', { exact: true })).toBeVisible();
		expect(lab.log.at(-1)?.data).toMatchObject({
			device: { reference: 'AV-07', checkedBy: 'clerk C' },
			hypothesis: { basis: '通话记录', alternatives: ['was not there', 'lent the car'] }
		});

		await field('New topic').fill('the evening');
		await button('Add').nth(1).click();
		await button('Change').nth(1).click();
		await field('What to learn').fill('where, with whom');
		await field('Open questions').fill('Tell me about the evening.');
		await page.getByRole('checkbox', { name: /^F1/ }).click();
		await page.getByRole('checkbox', { name: /^F2 · code only/ }).click();
		await button('Save').click();
		await expect.element(page.getByText('Tell me about the evening.')).toBeVisible();
		// what is held back is a code, and there is no way to plan showing it
		expect(document.body.textContent).not.toContain('花盆');
		await expect.element(page.getByText('not shown, not mentioned')).toBeVisible();

		await button('Plan how it is disclosed').click();
		const fill = (label: string, value: string, index = 0) =>
			page
				.getByRole('dialog')
				.getByLabelText(new RegExp(`^${label}`))
				.nth(index)
				.fill(value);
		await fill('Exhibit number', 'V-3');
		await fill('What it proves', 'a van stood there');
		await fill('What it does not prove', 'who drove');
		await fill('Explanation', 'lent to a cousin');
		await fill('How it is checked', 'ask the cousin');
		await fill('Exact wording', 'Which cars do you use?');
		await fill('Introduce', 'Let me show you something.');
		await fill('Exact wording', 'There is a record of the crossing.', 1);
		await button('Add a step').click();
		await fill('Exact wording', 'There is a camera at the crossing.', 2);
		await fill('Respond', 'Please explain.');
		await fill('When to stop', 'distress');
		await button('Save').click();
		await expect.element(page.getByText('“There is a camera at the crossing.”')).toBeVisible();
		expect(lab.log.at(-1)).toMatchObject({
			type: 'ladder-drafted',
			data: {
				steps: [
					{ source: 1, precision: 1 },
					{ source: 1, precision: 2 }
				]
			}
		});
		await expect
			.element(page.getByText('Rights, fitness or recording are not complete yet.'))
			.toBeVisible();
	});

	test('says why a step may not be said, and lets it be said once nothing stands against it', async () => {
		await page.viewport(1366, 768);
		const lab = planning('en');
		ready(lab);
		const { client } = lab.show();
		await button(/14日晚上 /).click();
		await expect
			.element(page.getByText('The account of this topic is not complete', { exact: false }))
			.toBeVisible();
		await button('explored').click();
		await button('Say this step now').click();
		await field('The person’s answer').fill('That was my cousin.');
		await button('Record the answer').click();

		await expect.element(page.getByText('That was my cousin.', { exact: false })).toBeVisible();
		await expect.element(page.getByText('Step 2', { exact: true })).toBeVisible();
		expect(client.state.plan.disclosures).toMatchObject([
			{ step: 1, wording: ladder('fact-F1').steps[0]!.wording, answer: { newInformation: '' } }
		]);
		await button('Say this step now').click();
		await field('The person’s answer').fill('I do not know.');
		await button('Record the answer').click();
		await expect.element(page.getByText('Stop and plan again', { exact: true })).toBeVisible();
		await expect.element(button('Say this step now')).not.toBeInTheDocument();
		expect(await violations()).toEqual([]);
		await page.screenshot({ path: '../../../../../test-results/looks/plan-en.png' });
	});

	test('names the rules that stand against a step, and wording that should be looked at again', async () => {
		const lab = planning('en');
		ready(lab);
		lab.add('topic-moved', { topic: 'evening', status: 'explored', note: '' });
		lab.show({ law });
		await button(/14日晚上 /).click();
		// nobody has answered yet whether the case is filed
		await expect
			.element(page.getByText('AU-01 · No suspect interrogation', { exact: false }))
			.toBeVisible();
		await expect.element(button('Say this step now')).not.toBeInTheDocument();
		await button('Change').nth(1).click();
		await field('Open questions').fill('请说说那天。\n再不说后果自负');
		await expect.element(page.getByText('“再不说后果”', { exact: false })).toBeVisible();
		await field('Open questions').fill('请说说那天。');
		await expect.element(page.getByText('Look at this wording again')).not.toBeInTheDocument();
	});

	test('puts right on the recording what was wrong', async () => {
		const lab = planning('en');
		ready(lab);
		lab.add('topic-moved', { topic: 'evening', status: 'explored', note: '' });
		const { wording } = ladder('fact-F1').steps[0]!;
		const disclosure = lab.add('evidence-disclosed', { fact: 'fact-F1', step: 1, wording });
		lab.add('disclosure-answered', {
			disclosure,
			saidInstead: '',
			answer: 'No.',
			newInformation: 'x'
		});
		const { client } = lab.show();
		await button(/14日晚上 /).click();
		await button('This was wrong …').click();
		await field('What was wrong').fill('the date');
		await field('Correction as it was said on the recording').fill('It was the 15th.');
		await field('Where on the recording').fill('01:12:30');
		await button('Record the correction').click();
		await expect.element(page.getByText('Corrected on the recording (01:12:30):')).toBeVisible();
		expect(client.state.plan.disclosures[0]?.correction).toMatchObject({ wrong: 'the date' });
		await expect
			.element(page.getByText('change the ladder and have it checked again', { exact: false }))
			.toBeVisible();
	});

	test('lets somebody else than the drafter find the wording true, who may change nothing', async () => {
		const lab = planning('en');
		ready(lab);
		lab.add('ladder-drafted', ladder('fact-F1'));
		lab.show({ who: second });
		await button(/14日晚上 /).click();
		await expect.element(button('I checked each step: the wording is true')).toBeVisible();
		await expect.element(button('Change the ladder')).not.toBeInTheDocument();
		await expect.element(button('Add')).not.toBeInTheDocument();
	});

	test('speaks Chinese', async () => {
		await page.viewport(1366, 768);
		const lab = planning('zh-CN');
		ready(lab);
		lab.add('topic-moved', { topic: 'evening', status: 'explored', note: '' });
		lab.show();
		await button(/14日晚上 /).click();
		await expect.element(page.getByText('对方想说的事（先听）')).toBeVisible();
		await expect.element(button('现在说这一步')).toBeVisible();
		await expect.element(page.getByText('仅代号', { exact: false })).toBeVisible();
		expect(document.body.textContent).not.toContain('花盆');
		expect(await violations()).toEqual([]);
		await page.screenshot({ path: '../../../../../test-results/looks/plan-zh.png' });
	});
});
