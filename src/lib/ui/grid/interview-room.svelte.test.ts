import { afterEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { InterviewEvent } from '#lib/core/interview/interview-event.ts';
import { interviewOf } from '#lib/core/interview/interview-state.ts';
import { decideInterview } from '#lib/core/interview/decide-interview.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { grid, gridModelOfFiles as model } from '../../../../tests/fixtures/grid-content.ts';
import { openGate, sliceForm } from '../../../../tests/fixtures/interviews.ts';
import { violations } from '../../../../tests/fixtures/session-lab.ts';
import { InterviewClient, type InterviewPost } from './interview-client.svelte.ts';
import InterviewRoom from './InterviewRoom.svelte';

const me = { id: 'officer', role: 'interviewer' } as const;

/** A server in memory that asks the same rules. */
function server() {
	const log: InterviewEvent[] = [];
	const down = { is: false };
	const add = (proposal: object, actor: object = me): void => {
		const at = new Date().toISOString();
		const seq = log.length + 1;
		log.push({
			...proposal,
			actor,
			seq,
			recordedAt: at,
			hash: '',
			previousHash: ''
		} as InterviewEvent);
	};
	const post: InterviewPost = async (interview, { events, after }) => {
		if (down.is) return null;
		const results = events.map((event) => {
			if (log.some(({ id }) => id === event.id)) return { ok: true as const };
			const decision = decideInterview(interviewOf(log, interview), event, me.role, grid);
			if (decision.ok) add({ ...event, interviewId: interview });
			return decision;
		});
		return Promise.resolve({ results, events: log.slice(after) });
	};
	return { log, down, add, post };
}

/** A room with rights, fitness and baseline recorded. */
function room(locale: 'zh-CN' | 'en' = 'en', gate = openGate) {
	overwriteGetLocale(() => locale);
	const lab = server();
	const event = (type: string, data: object) =>
		lab.add({
			id: `event-${String(lab.log.length)}-${type}`,
			type,
			at: new Date().toISOString(),
			data
		});
	event('interview-opened', {
		...{ subjectCode: 'S-1', officers: ['A', 'B'], place: 'room 2' },
		roleHypothesis: { role: 'principal', basis: '' }
	});
	event('gate-recorded', gate);
	event('baseline-recorded', { minutes: 6, neutralQuestions: 6, notes: '' });
	const client = new InterviewClient('interview-1', [...lab.log], lab.post);
	const shown = render(InterviewRoom, { client, grid, model, me });
	return { ...lab, client, event, shown };
}

const isAccessible = async (): Promise<void> => {
	expect(await violations()).toEqual([]);
};

afterEach(() => {
	overwriteGetLocale(() => 'zh-CN');
});

/** Rates the whole live form by keyboard alone: the cells of one stage high, all others 0. */
async function rateByKeys(stage: string): Promise<void> {
	await page.getByRole('tab', { name: /^Rating/ }).click();
	const first = page.getByRole('radio', { name: 'not seen' }).first();
	await expect.element(first).toBeVisible();
	(first.element() as HTMLElement).focus();
	for (const { indicators } of grid.cells)
		for (const { id } of indicators.filter(({ live }) => live))
			await userEvent.keyboard(id.startsWith(stage) ? '2' : '0');
	await page.getByRole('radio', { name: 'No, I rate blind' }).click();
	await page.getByRole('button', { name: 'Hand in this slice' }).click();
}

describe('an interview', () => {
	test('is rated by keyboard, slice after slice, and the board says no more than it knows', async () => {
		await page.viewport(1366, 900);
		room();
		await expect.element(page.getByText('Nothing rated yet', { exact: false })).toBeVisible();
		await rateByKeys('S2');
		await expect.element(page.getByText('Mixed or not enough to say')).toBeVisible();
		await rateByKeys('S2');
		await expect
			.element(
				page.getByText('Ratings more consistent with “testing and deflecting”', { exact: false })
			)
			.toBeVisible();
		await expect
			.element(page.getByText('For training, planning and review only', { exact: false }))
			.toBeVisible();
		expect(document.querySelectorAll('[data-cell]')).toHaveLength(9);
		// one indicator seen otherwise, and nothing could be named
		await expect.element(page.getByRole('heading', { name: 'What would change it' })).toBeVisible();
		await expect
			.element(page.getByText(/S2\w-\d .*: \d lower → nothing could be named/).first())
			.toBeVisible();
		await isAccessible();
		await page.screenshot({ path: '../../../../test-results/looks/grid-en.png' });
	});

	test('opens guidance that begins with safeguards, and keeps that it was opened', async () => {
		const { client, event } = room();
		event('slice-rated', sliceForm(1, { 'S1C-1': 2, 'S1C-2': 2, 'S1E-1': 2 }));
		await client.refresh();
		await page.getByRole('button', { name: /guarded × Cognition.*open guidance/ }).click();
		const dialog = page.getByRole('dialog');
		await expect.element(dialog).toBeVisible();
		const text = dialog.element().textContent;
		expect(text).toContain('Rights, rest and health');
		expect(text.indexOf('First of all')).toBeLessThan(text.indexOf('Approach'));
		expect(text.indexOf('Forbidden')).toBeLessThan(text.indexOf('Approach'));
		expect(client.state.guidance).toMatchObject([{ cell: 'S1C' }]);
	});

	test('hides guidance at any sign of harm until somebody has answered it', async () => {
		const { client, event } = room();
		event('slice-rated', sliceForm(1, { 'S1C-1': 2 }, { safeguards: [{ item: 'W3', value: 1 }] }));
		await client.refresh();
		await expect.element(page.getByText('Stop the interview')).toBeVisible();
		await expect
			.element(page.getByRole('button', { name: /open guidance/ }))
			.not.toBeInTheDocument();
		await page
			.getByLabelText('What was done', { exact: false })
			.fill('A doctor came; rest of an hour.');
		await page.getByRole('button', { name: 'Record and show guidance again' }).click();
		await expect.element(page.getByText('Stop the interview')).not.toBeInTheDocument();
		await expect.element(page.getByRole('button', { name: /open guidance/ }).first()).toBeVisible();
	});

	test('shows no guidance and takes no rating before rights were understood', async () => {
		room('en', { ...openGate, rightsTaughtBack: false });
		await expect
			.element(page.getByText('Missing: taught back in own words', { exact: false }).first())
			.toBeVisible();
		await rateByKeys('S1');
		await expect.element(page.getByText(/Not saved.*not complete yet/)).toBeVisible();
	});

	test('keeps what was typed while the server is away, and sends it once', async () => {
		const { client, down, log } = room();
		await page.getByRole('tab', { name: /^Statements/ }).click();
		await page.getByLabelText('Topic', { exact: false }).fill('evening');
		await page.getByLabelText('What was said', { exact: false }).fill('I was at home.');
		down.is = true;
		await page.getByRole('button', { name: 'Record', exact: true }).click();
		await expect.element(page.getByText('Not saved', { exact: false })).toBeVisible();
		await expect
			.element(page.getByLabelText('What was said', { exact: false }))
			.toHaveValue('I was at home.');
		down.is = false;
		await page.getByRole('button', { name: 'Record', exact: true }).click();
		await expect.element(page.getByText('evening · version 1')).toBeVisible();
		expect(log.filter(({ type }) => type === 'statement-recorded')).toHaveLength(1);
		expect(client.refusal).toBeNull();
	});

	test('speaks Chinese, and never calls a person by the name of the third stage', async () => {
		await page.viewport(1366, 900);
		const { client, event } = room('zh-CN');
		for (const slice of [1, 2, 3])
			event(
				'slice-rated',
				sliceForm(
					slice,
					Object.fromEntries(
						grid.cells.flatMap(({ stage, indicators }) =>
							indicators.filter(({ live }) => live).map(({ id }) => [id, stage === 'S3' ? 3 : 0])
						)
					)
				)
			);
		await client.refresh();
		await expect
			.element(page.getByText('趋于陈述·顾虑后果', { exact: false }).first())
			.toBeVisible();
		expect(document.body.textContent).not.toContain('知罪');
		await isAccessible();
		await page.screenshot({ path: '../../../../test-results/looks/grid-zh.png' });
	});
});
