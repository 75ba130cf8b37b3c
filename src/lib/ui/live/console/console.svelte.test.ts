import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { RecorderHealth } from '#lib/core/recording/recorder-messages.ts';
import type { EventData } from '#lib/core/session/event.ts';
import type { Then } from '../../../../../tests/fixtures/coin-club.ts';
import { showPage, violations } from '../../../../../tests/fixtures/session-lab.ts';
import FormalTest from '../FormalTest.svelte';

const order = (questionId: string, items: readonly string[]) =>
	items.map((itemId, index) => ({ presentation: index + 1, questionId, itemId }));

/** A running chart of the first question; `read` items were read out long ago. */
const running =
	(read: number): Then =>
	({ add, events }) => {
		const drafted = events.find(({ type }) => type === 'question-drafted')!;
		const { questionId, items } = drafted.data as EventData<'question-drafted'>;
		const places = order(
			questionId,
			items.map(({ itemId }) => itemId)
		);
		add('chart-started', {
			...{ chart: 1, seed: 1, order: places, profile: 'virtual-bitalino', rateHz: 1000 },
			...{ profileSha256: 'c'.repeat(64), file: 'chart-01.bdf' },
			startedUtc: '2026-11-24T00:00:20.000Z',
			columns: [{ name: 'EDA', kind: 'eda', unit: 'uS' }]
		});
		const at = performance.now() / 1000 - 500;
		add('chart-announced', { chart: 1, what: 'X', sample: 0 }, at);
		for (const place of places.slice(0, read)) {
			const when = at + 30 * place.presentation;
			add('question-asked', { chart: 1, ...place, sample: 30_000 * place.presentation }, when);
			const { presentation } = place;
			const sample = 30_000 * presentation + 2000;
			add('question-ended', { chart: 1, presentation, sample }, when + 2);
		}
	};

/** Everything was read out, and the end announced. */
const atTheEnd: Then = (told) => {
	const { items } = told.events.find(({ type }) => type === 'question-drafted')!
		.data as EventData<'question-drafted'>;
	running(items.length)(told);
	const at = performance.now() / 1000 - 100;
	told.add('chart-announced', { chart: 1, what: 'XX', sample: 400_000 }, at);
};

/** Of a recorder that records this session, and all is well. */
const health = (sessionId: string): RecorderHealth => ({
	...{ type: 'health', bootId: 'b', monotonicS: performance.now() / 1000, utcMs: Date.now() },
	...{ device: 'streaming', deviceDetail: '', profile: 'virtual-bitalino', rateHz: 1000 },
	recording: {
		...{ sessionId, chart: 1, file: 'chart-01.bdf', samples: 90_000, writtenSamples: 90_000 },
		...{ lost: 0, gaps: 0, problem: null }
	},
	...{ effectiveRateHz: 1000, diskFreeBytes: 4e11, diskTotalBytes: 5e11, writeDelayMs: 1 },
	...{ quality: {}, lastBlock: 900, firstBlock: 0 }
});

const show = (locale: 'zh-CN' | 'en' = 'zh-CN', role?: 'tester' | 'interviewer') =>
	showPage(FormalTest, { progress: 3, locale, then: running(2), ...(role && { role }) });

test.each(['zh-CN', 'en'] as const)(
	'the desk says what is read now and next (%s)',
	async (locale) => {
		const { view } = await show(locale);
		const chart = view.state.charts[0]!;
		const question = view.state.questions[0]!;
		const next = question.items.find(({ itemId }) => itemId === chart.presentations[2]!.itemId)!;
		await expect.element(page.getByText(next.text, { exact: true }).first()).toBeVisible();
		const expected = locale === 'en' ? /Expected answer: / : /应答：/;
		await expect.element(page.getByText(expected).first()).toBeVisible();
		await expect.element(page.getByText(locale === 'en' ? 'Today' : '今日累计')).toBeVisible();
		expect(await violations()).toEqual([]);
	}
);

test('roles are for the tester only', async () => {
	await show('zh-CN', 'interviewer');
	await expect.element(page.getByText('应答', { exact: false }).first()).toBeVisible();
	expect(page.getByText('陪衬项').elements()).toHaveLength(0);
	expect(page.getByText('目标项').elements()).toHaveLength(0);
});

test('V voids with a reason, R asks the voided one again at the end', async () => {
	const { view, log } = await show();
	await userEvent.keyboard('v');
	await userEvent.fill(page.getByRole('textbox'), '门外有响声');
	await page.getByRole('button', { name: '作废', exact: false }).last().click();
	await vi.waitUntil(() => log.some(({ type }) => type === 'presentation-voided'));
	await vi.waitUntil(() => document.querySelector('[role=dialog]') === null);
	await userEvent.keyboard('r');
	await vi.waitUntil(() => log.some(({ type }) => type === 'presentation-repeated'));
	const { presentations } = view.state.charts[0]!;
	expect(presentations.at(-1)).toMatchObject({ repeats: 2, asked: null });
	expect(log.find(({ type }) => type === 'presentation-repeated')!.data).toMatchObject({
		reason: '门外有响声'
	});
});

test('P pauses at once, a digit says why, and the desk counts the pause', async () => {
	const { log } = await show();
	await userEvent.keyboard('p');
	await expect.element(page.getByText(/已暂停/).first()).toBeVisible();
	await userEvent.keyboard('2');
	await vi.waitUntil(() => log.some(({ type }) => type === 'pause-explained'));
	expect(log.at(-1)!.data).toEqual({ chart: 1, reason: '喝水' });
	await expect.element(page.getByText('原因：喝水')).toBeVisible();
	await userEvent.keyboard('p');
	await vi.waitUntil(() => log.some(({ type }) => type === 'chart-resumed'));
	expect(await violations()).toEqual([]);
});

test('Z withdraws consent: the chart stops and nothing more is taken', async () => {
	const { view, log } = await show();
	await userEvent.keyboard('z');
	await page.getByRole('dialog').getByRole('button').last().click();
	await vi.waitUntil(() => log.some(({ type }) => type === 'consent-revoked'));
	await vi.waitUntil(() => log.some(({ type }) => type === 'chart-stopped'));
	expect(log.at(-1)!.data).toMatchObject({ chart: 1, reason: 'consent-revoked' });
	const asked = view.state.charts[0]!.started.order[2]!;
	const answer = await view.propose('question-asked', { chart: 1, ...asked, sample: null });
	expect(answer).toMatchObject({ ok: false, code: 'session/no-consent' });
});

test('an item that the screen did not show is not marked, and the desk says so', async () => {
	const { log, view } = await show();
	const asked: unknown[] = [];
	const fetched = vi.spyOn(globalThis, 'fetch').mockImplementation(async (path, init) => {
		if (typeof path !== 'string' || !path.endsWith('/screen')) return Response.json(null);
		asked.push(JSON.parse(init?.body as string));
		return Response.json({ code: 'screen/hidden', message: '' }, { status: 409 });
	});
	await userEvent.selectOptions(page.getByLabelText('呈现方式').last(), '屏幕');
	(document.activeElement as HTMLElement).blur();
	const before = log.length;
	await userEvent.keyboard(' ');
	await expect.element(page.getByText(/被测人屏幕被遮挡/)).toBeVisible();
	expect(asked).toEqual([{ ask: 'present', chart: 1, presentation: 3 }]);
	expect(log).toHaveLength(before);
	expect(view.state.charts[0]!.presentations[2]!.asked).toBeNull();
	fetched.mockRestore();
});

test.each(['zh-CN', 'en'] as const)(
	'what is pressed stays where it is from the onset to the next question (%s)',
	async (locale) => {
		await page.viewport(1366, 768);
		const { log, tell, view } = await show(locale);
		tell(health(view.data.sessionId));
		await expect.element(page.getByText('1000.00 Hz')).toBeVisible();
		const next = page.getByRole('button', { name: /␣/ });
		const marks = page.getByRole('button', { name: /V$/ });
		const places = () =>
			[next, marks].map((one) => one.element().getBoundingClientRect().top.toFixed(1));
		await expect.element(next).toBeEnabled();
		const ready = places();
		await userEvent.keyboard(' ');
		await vi.waitUntil(() => log.at(-1)?.type === 'question-asked');
		await expect
			.element(page.getByRole('button', { name: /Question ended|提问结束/ }))
			.toBeVisible();
		expect(places()).toEqual(ready);
		await userEvent.keyboard(' ');
		await expect.element(next).toBeDisabled();
		expect(places()).toEqual(ready);
		tell({ ...health(view.data.sessionId), effectiveRateHz: 950 });
		await expect.element(page.getByText('950.00 Hz')).toBeVisible();
		await expect.element(page.getByText(/5[.]0 ?%/)).toBeVisible();
		expect(places()).toEqual(ready);
		await page.viewport(414, 896);
	}
);

test('Enter finishes the chart, once, when its end was announced and not before', async () => {
	const early = await show();
	await userEvent.keyboard('{Enter}');
	await userEvent.keyboard('n');
	await vi.waitUntil(() => early.log.at(-1)?.type === 'answer-marked');
	expect(early.log.some(({ type }) => type === 'chart-stopped')).toBe(false);
	await early.screen.unmount();

	const { log } = await showPage(FormalTest, { progress: 3, then: atTheEnd });
	await expect.element(page.getByRole('button', { name: /完成本图谱/ }).first()).toBeEnabled();
	await userEvent.keyboard('{Enter}{Enter}');
	await vi.waitUntil(() => log.some(({ type }) => type === 'chart-stopped'));
	await expect.element(page.getByText('正在封存', { exact: true })).toBeVisible();
	expect(log.filter(({ type }) => type === 'chart-stopped')).toHaveLength(1);
	expect(log.at(-1)!.data).toMatchObject({ chart: 1, reason: 'complete' });
});

test('a field that has the focus takes no mark unnoticed: it is said, and Esc gives the keys back', async () => {
	const { log } = await show();
	const way = page.getByLabelText('呈现方式').last();
	(way.element() as HTMLElement).focus();
	await userEvent.keyboard('n');
	await expect.element(page.getByText(/快捷键不起作用/)).toBeVisible();
	expect(log.some(({ type }) => type === 'answer-marked')).toBe(false);
	// it does not stop the chart
	await userEvent.keyboard('{Escape}');
	await expect.element(page.getByText(/快捷键不起作用/)).not.toBeInTheDocument();
	await userEvent.keyboard('{Escape}n');
	await vi.waitUntil(() => log.some(({ type }) => type === 'answer-marked'));
	expect(log.some(({ type }) => type === 'chart-stopped')).toBe(false);
});

test('what is chosen with the mouse leaves the keys to the marks', async () => {
	const { log } = await show();
	const way = page.getByLabelText('呈现方式').last();
	await userEvent.keyboard('{Tab}');
	await userEvent.click(way);
	const field = way.element() as HTMLSelectElement;
	field.dispatchEvent(new Event('change', { bubbles: true }));
	expect(document.activeElement).toBe(document.body);
	await userEvent.keyboard('n');
	await vi.waitUntil(() => log.some(({ type }) => type === 'answer-marked'));
	// who chooses by keyboard goes on choosing
	field.focus();
	await userEvent.keyboard('{ArrowDown}');
	field.dispatchEvent(new Event('change', { bubbles: true }));
	expect(document.activeElement).toBe(field);
});

test('? names every key of the desk', async () => {
	await show();
	await userEvent.keyboard('?');
	const dialog = page.getByRole('dialog');
	for (const key of ['X', 'V', 'R', 'P', 'Z', 'F', 'A'])
		await expect.element(dialog.getByText(key, { exact: true })).toBeVisible();
});
