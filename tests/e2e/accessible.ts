/** Whether assistive technology finds its way on a page. */
import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

/** Nothing that assistive technology stumbles over on the page as it stands. */
export async function isAccessible(page: Page): Promise<void> {
	await page.evaluate(axe.source);
	const violations = await page.evaluate(async () => {
		const { axe: engine } = window as unknown as { axe: typeof axe };
		const { violations: found } = await engine.run(document.body);
		return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
	});
	expect(violations).toEqual([]);
}
