/** What a rating rests on: its time, the person's own baseline, and whether the rater was blind. */
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { grid, gridModelOfFiles as model } from '../../../../../tests/fixtures/grid-content.ts';
import { InterviewServer, type Writer } from '../../../../../tests/fixtures/interview-server.ts';
import { sliceForm } from '../../../../../tests/fixtures/interviews.ts';
import { violations } from '../../../../../tests/fixtures/session-lab.ts';
import InterviewRoom from '../InterviewRoom.svelte';

const officer: Writer = { id: 'officer', role: 'interviewer' };

function room(server: InterviewServer, me = officer): void {
	overwriteGetLocale(() => 'en');
	void render(InterviewRoom, { client: server.clientOf(me), grid, model, me });
}

async function tab(name: RegExp): Promise<void> {
	await page.getByRole('tab', { name }).click();
}

afterEach(() => {
	overwriteGetLocale(() => 'zh-CN');
	vi.useRealTimers();
});

test('a level of neutral talk is recorded and stands beside its indicator', async () => {
	const server = new InterviewServer();
	room(server);
	await tab(/^Rights/);
	await page.getByText('Neutral level of each indicator', { exact: false }).click();
	await page.getByLabelText('S1E-2', { exact: false }).selectOptions('1');
	await page.getByRole('button', { name: 'Record' }).last().click();
	await vi.waitFor(() =>
		expect(server.script.state.baseline?.levels).toEqual([{ item: 'S1E-2', value: 1 }])
	);
	await tab(/^Rating/);
	await expect.element(page.getByText('baseline 1 (< 1 min)')).toBeVisible();
	expect(await violations()).toEqual([]);
});

test('a 2 has the time of its key, which can be corrected; without one the form waits', async () => {
	const server = new InterviewServer();
	const openedMs = Date.parse(server.script.state.opened?.at ?? '');
	vi.useFakeTimers({ now: openedMs + 1_000 * 605, toFake: ['Date'] });
	room(server);
	await tab(/^Rating/);
	const first = page.getByRole('radio', { name: 'not seen' }).first();
	await expect.element(first).toBeVisible();
	(first.element() as HTMLElement).focus();
	await userEvent.keyboard('2');
	const time = page.getByLabelText('Time (since the interview was opened)');
	await expect.element(time).toHaveValue('0:10:05');
	await page.getByRole('button', { name: 'Rest not seen' }).click();
	await page.getByRole('radio', { name: 'No, I rate blind' }).click();
	const submit = page.getByRole('button', { name: 'Hand in this slice' });
	await time.fill('');
	await userEvent.tab();
	await expect.element(submit).toBeDisabled();
	await time.fill('9:30');
	await userEvent.tab();
	await submit.click();
	await vi.waitFor(() => expect(server.script.state.slices).toHaveLength(1));
	const [form] = server.script.state.slices;
	expect(form?.ratings[0]).toMatchObject({ value: 2, at: 570 });
	expect(form?.unblinded).toBe(false);
});

test('after the interview no time is made up: it is typed', async () => {
	const server = new InterviewServer();
	server.tell('interview-closed', { openRequests: '', complaints: '', welfare: 'calm' });
	room(server);
	await tab(/^Rating/);
	const first = page.getByRole('radio', { name: 'not seen' }).first();
	await expect.element(first).toBeVisible();
	(first.element() as HTMLElement).focus();
	await userEvent.keyboard('2');
	await expect
		.element(page.getByLabelText('Time (since the interview was opened)'))
		.toHaveValue('');
});

test('the question of blindness is asked once; a slice of somebody who knows says that it counts half', async () => {
	const server = new InterviewServer();
	server.tell('slice-rated', sliceForm(1, { 'S1C-1': 1 }, { unblinded: true }));
	room(server);
	await expect
		.element(page.getByText('1 raters are not blind: their slice counts 0.5'))
		.toBeVisible();
	await tab(/^Rating/);
	await expect.element(page.getByRole('radio', { name: 'Yes, I know of some' })).toBeChecked();
});
