import { expect, test } from '@playwright/test';

test('the home page answers and comes alive', async ({ page }) => {
	const refused: string[] = [];
	page.on('console', (message) => {
		if (message.text().includes('Content Security Policy')) refused.push(message.text());
	});
	const response = await page.goto('/');
	expect(response?.status()).toBe(200);
	await expect(page.locator('html[data-hydrated]')).toBeAttached();
	await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
	expect(refused).toEqual([]);
});
