import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { LabClock } from '#lib/browser/clock.ts';
import { paintedMs } from '#lib/browser/subject-screen.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import type { ScreenOrder, ScreenReport } from '#lib/core/desk/screen.ts';
import { violations } from '../../../../tests/fixtures/session-lab.ts';
import SubjectScreen from './SubjectScreen.svelte';

/** A server that tells orders; the clock of the workstation is 1000 s ahead of the page. */
async function shown({ isVisible = true } = {}) {
	const source = new EventTarget();
	const reports: ScreenReport[] = [];
	const visible = { is: isVisible };
	const clock = new LabClock({
		...{ steadyMs: () => performance.now(), wallMs: () => Date.now(), wait: async () => undefined },
		ask: async () => ({ monotonicS: performance.now() / 1000 + 1000, utcMs: Date.now() })
	});
	const world = {
		clock,
		open: () => Object.assign(source, { close: () => undefined }) as unknown as EventSource,
		report: async (_: string, body: ScreenReport) => void reports.push(body),
		isVisible: () => visible.is,
		painted: () => paintedMs()
	};
	overwriteGetLocale(() => 'zh-CN');
	await clock.synchronise();
	await render(SubjectScreen, { sessionId: 's', world });
	const say = (name: string, data: unknown) =>
		source.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
	say('window', { window: 'w-1' });
	const order = (given: ScreenOrder) => say('show', given);
	return { order, say, reports, visible, source, clock };
}
const text = { kind: 'text', stem: '东西藏在', text: '井里' } as const;

test('it shows one thing, and says when it was painted on the clock of the workstation', async () => {
	const { order, reports, clock } = await shown();
	await vi.waitUntil(() => reports.length > 0);
	// as near as the two clocks were compared
	const apartS = clock.uncertaintyS! + 0.001;
	const before = performance.now() / 1000 + 1000;
	order({ order: 1, show: text });
	await expect.element(page.getByText('井里')).toBeVisible();
	await vi.waitUntil(() => reports.some((one) => one.shown?.order === 1));
	const { shown: told } = reports.find((one) => one.shown?.order === 1)!;
	expect(told!.atS).toBeGreaterThanOrEqual(before - apartS);
	expect(told!.atS).toBeLessThan(performance.now() / 1000 + 1000 + apartS);
	expect(await violations()).toEqual([]);
	order({ order: 2, show: { kind: 'fixation' } });
	await expect.element(page.getByRole('img', { name: '请看十字' })).toBeVisible();
	expect(document.body.textContent).not.toContain('井里');
});

test('a window that cannot be seen confirms nothing', async () => {
	const { order, reports } = await shown({ isVisible: false });
	order({ order: 1, show: text });
	await vi.waitUntil(() => reports.length > 1);
	expect(reports.every((one) => one.shown === null && !one.isVisible)).toBe(true);
});

test('what was shown does not stay when the connection breaks, or when it is over', async () => {
	const { order, say, source } = await shown();
	order({ order: 1, show: text });
	await expect.element(page.getByText('井里')).toBeVisible();
	source.dispatchEvent(new Event('error'));
	await expect.element(page.getByText('连接中断')).toBeVisible();
	expect(document.body.textContent).not.toContain('井里');
	say('over', {});
	await expect.element(page.getByText('测试已结束。')).toBeVisible();
});
