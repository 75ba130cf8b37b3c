/** Where the case lies that whoever is signed in works on. */
import type { Page } from '@playwright/test';

/** Address of the first case in the list; the work list above it leads into cases as well. */
export async function casePlace(page: Page): Promise<string> {
	const places = await page
		.locator('main a[href^="/cases/"]')
		.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
	const place = places.find((one) => /^\/cases\/[^/]+$/.test(one));
	if (place === undefined) throw new Error(`expected a link to a case, got ${places.join(', ')}`);
	return place;
}
