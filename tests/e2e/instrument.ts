/** The instrument in the hands of an examiner, on the page of the formal test or a step before it. */
import { expect, type Page } from '@playwright/test';
import type { wordsOf } from './words.ts';

type Words = ReturnType<typeof wordsOf>;

/** By the whole name: "Disconnect" has "Connect" in it. */
const named = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Opens the instrument, unless it is open from a session before, and accepts its signals. */
export async function connectInstrument(page: Page, w: Words): Promise<void> {
	const connect = named(page, w('live_connect'));
	await expect(connect.or(named(page, w('live_disconnect'))).first()).toBeVisible();
	if (await connect.isVisible()) await connect.click();
	const accept = page.getByRole('button', { name: w('live_accept_sensors') }).first();
	await expect(accept).toBeEnabled();
	await accept.click();
}

/** Closes it between tests: an open one sends, in a lapse of time many times over. */
export async function disconnectInstrument(page: Page, w: Words): Promise<void> {
	const close = named(page, w('live_disconnect'));
	await close.click();
	await expect(close).toBeHidden();
}
