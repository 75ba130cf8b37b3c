import axe from 'axe-core';
import { expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import type { OwnSignIn } from '#lib/core/access/own-sign-in.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import SignIns from './SignIns.svelte';

const here: OwnSignIn = {
	...{ id: 'a', sinceMs: Date.UTC(2026, 10, 30, 1), activeMs: Date.UTC(2026, 10, 30, 2) },
	...{ agent: 'chrome/windows', address: '10.0.0.4', isThis: true }
};
const elsewhere: OwnSignIn = {
	...{ id: 'b', sinceMs: Date.UTC(2026, 10, 29, 1), activeMs: null },
	...{ agent: 'firefox/linux', address: '10.0.0.9', isThis: false }
};

test.each(['zh-CN', 'en'] as const)(
	'where one is signed in is a table; only those elsewhere can be chosen (%s)',
	async (locale) => {
		overwriteGetLocale(() => locale);
		await render(SignIns, { signIns: [here, elsewhere], hasSecondFactor: true });
		await expect.element(page.getByText('Chrome · Windows')).toBeVisible();
		const radios = page.getByRole('radio').elements() as HTMLInputElement[];
		expect(radios.map(({ value }) => value)).toEqual(['b', 'others']);
		expect(radios[0]!.getAttribute('aria-label')).toContain('Firefox · Linux 10.0.0.9');
		const asked = [...document.querySelectorAll('form input:not([type="radio"])')];
		expect(asked.map((one) => one.getAttribute('name'))).toEqual(['password', 'code']);
		const { violations } = await axe.run(document.body, {
			rules: { region: { enabled: false }, 'document-title': { enabled: false } }
		});
		expect(violations.map(({ id }) => id)).toEqual([]);
	}
);

test('somebody who is signed in here only is asked for nothing', async () => {
	overwriteGetLocale(() => 'en');
	await render(SignIns, { signIns: [here], hasSecondFactor: false });
	await expect.element(page.getByText('You are signed in here only.')).toBeVisible();
	expect(page.getByRole('button').elements()).toHaveLength(0);
});
