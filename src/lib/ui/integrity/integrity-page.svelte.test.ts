import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { LogFaultKind } from '#lib/core/integrity/log-fault.ts';
import { printedCode } from '#lib/core/integrity/tree-head.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { violations } from '../../../../tests/fixtures/session-lab.ts';
import type { CheckReport, OutsidePlace } from './check-report.ts';
import IntegrityPage from './IntegrityPage.svelte';

const head = {
	...{ number: 7, size: 912, at: '2026-11-29T08:00:00.000Z', keyId: 'c'.repeat(32) },
	...{ sha256: 'a'.repeat(64), sm3: 'b'.repeat(64), previous: 'd'.repeat(64), signature: '' }
};
const code = printedCode(head);
const places: OutsidePlace[] = [
	{
		kind: 'witness',
		name: '/mnt/witness.jsonl',
		last: { number: 7, atMs: 1_772_000_000_000 },
		failure: null
	},
	{ kind: 'time-stamp', name: 'http://tsa.lab/', last: null, failure: 'connect ECONNREFUSED' }
];
const good: CheckReport = {
	...{
		verdict: 'ok',
		fault: null,
		leaves: 912,
		erased: 3,
		unread: 0,
		heads: 7,
		unsigned: 2,
		anchors: 1
	}
};
const bad = (what: LogFaultKind): CheckReport => ({
	...{ ...good, verdict: 'tampered' },
	fault: { what, leaf: 4, head: null, message: 'expected session/s 4' }
});

afterEach(() => overwriteGetLocale(() => 'zh-CN'));

test.each(['zh-CN', 'en'] as const)(
	'in %s: head, code to print, places and how they do',
	async (locale) => {
		overwriteGetLocale(() => locale);
		await render(IntegrityPage, { head, code, places, result: { isNoCode: false, report: good } });
		await expect.element(page.getByText(code)).toBeVisible();
		await expect.element(page.getByText('/mnt/witness.jsonl')).toBeVisible();
		await expect.element(page.getByText(/ECONNREFUSED/)).toBeVisible();
		await expect
			.element(page.getByText(locale === 'en' ? /all 912 records/ : /912 条记录/))
			.toBeVisible();
		expect(await violations()).toEqual([]);
	}
);

test.each([
	['row-changed', /有记录被改动/],
	['head-signature', /日志头被改动/],
	['clock', /时钟倒退/],
	['rolled-back', /退回到从前/]
] as const)('a fault is said in plain words: %s', async (what, words) => {
	overwriteGetLocale(() => 'zh-CN');
	await render(IntegrityPage, {
		head,
		code,
		places: [],
		result: { isNoCode: false, report: bad(what) }
	});
	await expect.element(page.getByText(words)).toBeVisible();
	await expect.element(page.getByText(/没有设置外部留存/)).toBeVisible();
});

test('without a head, and with something that is no code', async () => {
	overwriteGetLocale(() => 'zh-CN');
	await render(IntegrityPage, {
		head: null,
		code: null,
		places: [],
		result: { isNoCode: true, report: null }
	});
	await expect.element(page.getByText(/还没有日志头/)).toBeVisible();
	await expect.element(page.getByText(/这不是日志码/)).toBeVisible();
});
