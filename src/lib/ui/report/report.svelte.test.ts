import { describe, expect, test } from 'vitest';
import { showPage, violations } from '../../../../tests/fixtures/session-lab.ts';
import Guide from '../guide/Guide.svelte';
import Report from './Report.svelte';

const props = { people: { 'tester-1': '测试员' } };

/** What the report says itself: the law and the points read to the person are quoted. */
function ownWords(): string {
	const copy = document.querySelector('main')?.cloneNode(true) as HTMLElement;
	for (const quoted of copy.querySelectorAll('[data-quoted]')) quoted.remove();
	return copy.textContent.toLowerCase();
}

describe.each(['zh-CN', 'en'] as const)('in %s', (locale) => {
	test('the report of a sealed session shows without barriers and without a forbidden word', async () => {
		const { texts } = await showPage(Report, { progress: 'sealed', locale, props });
		expect(await violations()).toEqual([]);
		const words = texts.wording.forbidden.flatMap(({ words: { zh, en } }) => [...zh, ...en]);
		const said = ownWords();
		expect(words.filter((word) => said.includes(word.toLowerCase()))).toEqual([]);
		expect(said).toContain('999.9871');
		expect(said).toContain('a'.repeat(64));
	});

	test('it says that it is not evidence, first of all', async () => {
		const { screen, texts } = await showPage(Report, { progress: 'sealed', locale, props });
		const notice = texts.legal.notices.find(({ id }) => id === 'reply-1999');
		const text = screen.container.textContent;
		const place = text.indexOf((locale === 'en' ? notice?.text.en : notice?.text.zh) ?? '?');
		expect(place).toBeGreaterThan(-1);
		const outcome = texts.wording.outcomes.find(({ id }) => id === 'responds');
		const said = (locale === 'en' ? outcome?.label.en : outcome?.label.zh) ?? '?';
		expect(text.indexOf(said)).toBeGreaterThan(place);
	});

	test('an empty session has a report too', async () => {
		await showPage(Report, { progress: 0, locale, props });
		expect(await violations()).toEqual([]);
	});

	test('the guide shows without barriers', async () => {
		await showPage(Guide, { progress: 0, locale });
		expect(await violations()).toEqual([]);
	});
});

test('before sealing it is marked as not final, and only those who conduct the test see a result', async () => {
	const tester = await showPage(Report, { progress: 6, locale: 'en', props });
	await expect
		.element(
			tester.screen.getByText('Only the report of a sealed session is final', { exact: false })
		)
		.toBeVisible();
	await expect.element(tester.screen.getByText('Responds to the detail').first()).toBeVisible();
	await tester.screen.unmount();
	for (const role of ['interviewer', 'reviewer'] as const) {
		const { screen } = await showPage(Report, { progress: 6, locale: 'en', role, props });
		await expect.element(screen.getByText('No result before sealing')).toBeVisible();
		expect(screen.container.textContent).not.toMatch(/Responds to the detail|Lykken|p = /);
		await screen.unmount();
	}
});

test('channels that say different things are pointed out, and what was left out is counted', async () => {
	const { screen } = await showPage(Report, { progress: 'sealed', locale: 'en', props });
	await expect.element(screen.getByText('The channels differ', { exact: false })).toBeVisible();
	await expect.element(screen.getByText('artifact mark DB 1').first()).toBeVisible();
	await expect.element(screen.getByText('记录中有走动声', { exact: false })).toBeVisible();
});
