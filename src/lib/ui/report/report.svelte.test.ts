import { describe, expect, test } from 'vitest';
import { reduce } from '#lib/core/session/reduce.ts';
import type { Then } from '../../../../tests/fixtures/coin-club.ts';
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
	const { screen } = await showPage(Report, {
		...{ progress: 6, locale: 'en', role: 'interviewer', props }
	});
	await expect.element(screen.getByText('No result before sealing')).toBeVisible();
	expect(screen.container.textContent).not.toMatch(/Responds to the detail|Lykken|p = /);
});

test('nobody gets a result before chart analysis is completed', async () => {
	const reopened: Then = ({ add }) =>
		void add('step-reopened', { step: 'chart-analysis', reason: 'a mark was misplaced' });
	for (const role of ['tester', 'supervisor', 'reviewer'] as const) {
		const { screen } = await showPage(Report, {
			...{ progress: 5, locale: 'en', role, props, then: reopened }
		});
		await expect.element(screen.getByText('Result not released yet')).toBeVisible();
		expect(screen.container.textContent).not.toMatch(/Responds to the detail|Lykken|p = /);
		await screen.unmount();
	}
});

test('both scorers, their agreement and what the sheets came to are printed', async () => {
	const { screen } = await showPage(Report, {
		...{ progress: 'sealed', locale: 'en' },
		props: { people: { 'tester-1': 'Zhang Ce', 'reviewer-1': 'Wang Fu' } }
	});
	const text = screen.container.textContent.replaceAll(/\s+/g, ' ');
	expect(text).toContain('tester Zhang Ce, sealed');
	expect(text).toContain('second scorer Wang Fu, sealed');
	expect(text).toContain('Responds to the detail (the sheets agree)');
	await expect.element(screen.getByRole('heading', { name: 'Agreement' })).toBeVisible();
	await expect.element(screen.getByText('Examiner and an independent second scorer')).toBeVisible();
});

test('an opinion that differs from the sheets says so', async () => {
	const other: Then = ({ add, events }) => {
		const { conclusion } = reduce(events);
		add('conclusion-recorded', { ...conclusion!, outcome: 'inconclusive' });
	};
	const { screen } = await showPage(Report, { progress: 6, locale: 'en', props, then: other });
	await expect
		.element(screen.getByText('differs from the outcome of the score sheets', { exact: false }))
		.toBeVisible();
});

test('a value measured anew is printed with the automatic one, the points, the reason and who it was', async () => {
	const anew: Then = ({ add }) =>
		void add('measurement-overridden', {
			...{ chart: 1, presentation: 10, channel: 'EDA', fromSample: 302_500, toSample: 305_000 },
			...{ value: 0.4567, automatic: null, reason: 'the deep breath came later' }
		});
	const { screen } = await showPage(Report, { progress: 6, locale: 'en', props, then: anew });
	const row = screen.getByRole('row').filter({ hasText: 'the deep breath came later' });
	await expect.element(row).toBeVisible();
	const cells = [...row.element().querySelectorAll('td')].map((cell) => cell.textContent.trim());
	expect(cells).toEqual([
		'Chart 1, presentation 10, EDA',
		...['–', '0.457 µS', '302.50 – 305.00 s', 'the deep breath came later', '测试员']
	]);
});

test('channels that say different things are pointed out, and what was left out is counted', async () => {
	const { screen } = await showPage(Report, { progress: 'sealed', locale: 'en', props });
	await expect.element(screen.getByText('The channels differ', { exact: false })).toBeVisible();
	await expect.element(screen.getByText('artifact mark DB 1').first()).toBeVisible();
	await expect.element(screen.getByText('记录中有走动声', { exact: false })).toBeVisible();
});
