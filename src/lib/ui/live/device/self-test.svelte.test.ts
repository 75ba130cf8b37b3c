import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { ReadinessAnswer } from '#lib/core/laboratory/exchange.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { selfTestForm } from '../../../../../tests/fixtures/laboratory.ts';
import { violations } from '../../../../../tests/fixtures/session-lab.ts';
import SelfTest from './SelfTest.svelte';

const { instrumentId: _, ...measured } = selfTestForm({
	...{ passed: false, faults: ['dead-channel'], measuredHz: 998.4 },
	channels: [
		{ name: 'EDA', kind: 'eda', quality: 0.91, alive: true, low: 1, high: 900 },
		{ name: 'PPG', kind: 'ppg', quality: 0, alive: false, low: 512, high: 512 }
	]
});
const lastTest = { ...measured, by: 'tina', at: '2026-11-29T04:00:00.000Z' };
const before: ReadinessAnswer = {
	...{ obstacles: ['calibration-expired', 'self-test-missing'], virtual: false, lastTest: null },
	...{ isTested: false, instrument: 'i1', candidates: [] }
};
/** What the page asks for, in order. */
let asked: string[] = [];

/** A server with an instrument; after the self-test it is as `after`. */
function serve(first: ReadinessAnswer, after: ReadinessAnswer): void {
	asked = [];
	let ready = first;
	vi.stubGlobal('fetch', async (path: string, init?: RequestInit) => {
		const body = typeof init?.body === 'string' ? init.body : '';
		asked.push(`${path.split('/').at(-1) ?? ''} ${body}`.trim());
		if (path.endsWith('/readiness')) return Response.json(ready);
		ready = after;
		return Response.json(selfTestForm());
	});
}

afterEach(() => {
	vi.unstubAllGlobals();
	overwriteGetLocale(() => 'zh-CN');
});

test('says why no formal test can begin, tries the instrument, and shows what was found', async () => {
	overwriteGetLocale(() => 'zh-CN');
	serve(before, { ...before, lastTest });
	void render(SelfTest, { isRecording: false });
	await expect.element(page.getByText('仪器没有有效的校准')).toBeVisible();
	await expect.element(page.getByRole('link', { name: /实验室/ })).toBeVisible();
	await page.getByRole('button', { name: '开始自检' }).click();
	await expect.element(page.getByText('有通道无信号')).toBeVisible();
	await expect.element(page.getByText(/998.4 \/ 1000 Hz/)).toBeVisible();
	await expect.element(page.getByText(/EDA\s+91 %/)).toBeVisible();
	expect(asked).toEqual(['readiness', 'self-test {}', 'readiness']);
	expect(await violations()).toEqual([]);
});

test('asks which instrument it is where the port does not tell', async () => {
	overwriteGetLocale(() => 'en');
	const candidates = ['i1', 'i2'].map((instrumentId) => ({
		...{ instrumentId, model: 'BITalino', serialNumber: `N-${instrumentId}` }
	}));
	const unclear = { ...before, instrument: null, candidates };
	serve(unclear, unclear);
	void render(SelfTest, { isRecording: false });
	const button = page.getByRole('button', { name: 'Run the self-test' });
	await expect.element(button).toBeDisabled();
	await page.getByLabelText(/^Which instrument it is/).selectOptions('i2');
	await button.click();
	await expect.poll(() => asked).toContain('self-test {"instrument":"i2"}');
});

test('is quiet about the virtual instrument, and waits while a chart runs', async () => {
	overwriteGetLocale(() => 'en');
	serve({ ...before, obstacles: [], virtual: true }, before);
	void render(SelfTest, { isRecording: true });
	await expect.element(page.getByText(/neither calibration nor self-test/)).toBeVisible();
	await expect.element(page.getByRole('button', { name: 'Run the self-test' })).toBeDisabled();
});
