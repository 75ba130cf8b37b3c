import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { workItem } from '#lib/core/work/work-item.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { violations } from '../../../../tests/fixtures/session-lab.ts';
import WorkList from './WorkList.svelte';

const gate = { zh: '盲评复核一致', en: 'A blind second score agrees' };
const items = [
	workItem({
		...{ id: 'f', kind: 'finding', href: '/laboratory?part=findings', stand: 'mine' },
		...{ due: '2026-11-20', overdue: true }
	}),
	workItem({
		...{ id: 's', kind: 'session', label: 'S-1', href: '/cases/c/sessions/s', stand: 'blocked' },
		...{ caseNumber: '2026-1', step: 'chart-analysis', gates: [gate], waitsFor: 'reviewer' }
	})
];

afterEach(() => overwriteGetLocale(() => 'zh-CN'));

test('says what waits for me, and what is blocked by which gate and whose role', async () => {
	overwriteGetLocale(() => 'zh-CN');
	void render(WorkList, { items });
	const mine = page.getByRole('region', { name: '等我处理' });
	await expect.poll(() => mine.element().textContent.replaceAll(/\s+/g, ' ')).toContain('问题整改');
	await expect
		.poll(() => mine.element().textContent.replaceAll(/\s+/g, ' '))
		.toContain('2026-11-20 已逾期');
	const blocked = page.getByRole('region', { name: '等待他人' });
	await expect
		.poll(() => blocked.element().textContent.replaceAll(/\s+/g, ' '))
		.toContain('盲评复核一致');
	await expect
		.poll(() => blocked.element().textContent.replaceAll(/\s+/g, ' '))
		.toContain('复核人员');
	await expect
		.element(page.getByRole('link', { name: '测试 S-1' }))
		.toHaveAttribute('href', '/cases/c/sessions/s');
	expect(await violations()).toEqual([]);
});

test('says so where nothing waits for me', async () => {
	overwriteGetLocale(() => 'en');
	void render(WorkList, { items: items.slice(1) });
	await expect.element(page.getByText('Nothing waits for you.')).toBeVisible();
	await expect.element(page.getByText('A blind second score agrees')).toBeVisible();
	expect(await violations()).toEqual([]);
});
