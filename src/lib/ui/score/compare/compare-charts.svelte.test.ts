import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { reduce } from '#lib/core/session/reduce.ts';
import type { Locale } from '#lib/core/text.ts';
import type { Then } from '../../../../../tests/fixtures/coin-club.ts';
import { serveRecording } from '../../../../../tests/fixtures/served-recording.ts';
import { showPage, violations } from '../../../../../tests/fixtures/session-lab.ts';
import ChartAnalysis from '../ChartAnalysis.svelte';

const RATE = 1000;
const SECONDS = 400;
const STARTS = [10, 25] as const;

/** A second chart: the questions the other way round, its start 15 s later in the recording. */
const twoCharts: Then = (log) => {
	const [one] = reduce(log.events, 'x').charts;
	const order = one!.started.order
		.toReversed()
		.map((place, index) => ({ ...place, presentation: index + 1 }));
	log.add('chart-started', { ...one!.started, chart: 2, order, file: 'chart-02.bdf' });
	STARTS.forEach((startS, i) =>
		log.add('chart-announced', { chart: i + 1, what: 'X', sample: startS * RATE })
	);
	for (const place of order.slice(0, 10))
		log.add('question-asked', { chart: 2, ...place, sample: 20_000 * (place.presentation + 1) });
	log.add('chart-stopped', { chart: 2, reason: 'complete', note: '' });
	log.add('chart-sealed', {
		...{ chart: 2, file: 'chart-02.bdf', bytes: 400_000, sha256: 'b'.repeat(64) },
		...{ samples: SECONDS * RATE, lost: 0, rateHz: RATE, effectiveRateHz: RATE }
	});
};

beforeEach(() => sessionStorage.clear());
afterEach(() => void vi.restoreAllMocks());

async function show(locale: Locale = 'en', width = 1366, height = 768) {
	await page.viewport(width, height);
	const counts = Int32Array.from(
		{ length: SECONDS * RATE },
		(_, i) => 4000 * Math.sin(i / 4000) + 500 * Math.sin(i / 300)
	);
	serveRecording([{ name: 'EDA', unit: 'uS', counts }], RATE);
	const shown = await showPage(ChartAnalysis, { progress: 4, locale, then: twoCharts });
	const name = locale === 'en' ? 'Two charts' : '两图对照';
	const button = shown.screen.getByRole('button', { name });
	button.element().focus();
	await userEvent.keyboard('{Enter}');
	await vi.waitFor(() => expect(document.querySelectorAll('[data-surface]')).toHaveLength(2));
	await vi.waitFor(() => expect(document.querySelector('progress')).toBeNull());
	return { ...shown, button };
}
const reviews = () => [...document.querySelectorAll<HTMLElement>('[role=application]')];
/** Left edges, to a second: times are shown without tenths. */
const begin = (a: number, b: number) =>
	vi.waitFor(() =>
		edges().forEach(([from], i) => expect(Math.abs(from! - [a, b][i]!)).toBeLessThanOrEqual(1))
	);
/** Left and right edge of what each review says it shows [s]. */
const edges = () =>
	reviews().map((review) =>
		[...review.getAttribute('aria-label')!.matchAll(/(−?)(\d+):(\d\d)/g)].map(
			([, sign, minutes, seconds]) =>
				(sign === '' ? 1 : -1) * (60 * Number(minutes) + Number(seconds))
		)
	);
const autos = () =>
	[...document.querySelectorAll('button[aria-label="EDA: auto scale"]')].map((button) =>
		button.getAttribute('aria-pressed')
	);

test('two charts move together, aligned at their start announcements, whichever is moved', async () => {
	const { screen } = await show();
	await begin(0, 15);
	reviews()[0]!.focus();
	await userEvent.keyboard('{ArrowRight}');
	await begin(24, 39);
	reviews()[1]!.focus();
	await userEvent.keyboard('+');
	await begin(24 + 20, 39 + 20);
	expect(edges().map(([from, to]) => to! - from!)).toEqual([80, 80]);
	const together = screen.getByRole('checkbox', { name: 'move together' });
	together.element().focus();
	await userEvent.keyboard(' ');
	const before = edges();
	reviews()[1]!.focus();
	await userEvent.keyboard('{Home}');
	await vi.waitFor(() => expect(edges()[1]![0]).toBe(0));
	expect(edges()[0]).toEqual(before[0]);
});

test('aligned at an item, both show its onset at the same place; charts can change sides', async () => {
	const { screen, view } = await show();
	const item = view.state.charts[1]!.started.order[1]!;
	const of = view.state.charts[0]!.presentations.find(({ itemId }) => itemId === item.itemId)!;
	const aligned = screen.getByRole('combobox', { name: 'aligned at' });
	const question = view.state.questions.findIndex(({ questionId }) => questionId === of.questionId);
	const text = view.state.questions[question]!.items.find(
		({ itemId }) => itemId === item.itemId
	)!.text;
	await userEvent.selectOptions(aligned, `Q${question + 1} · ${text}`);
	// on the first chart the item was asked at that sample, on the second one as its second question, at 60 s
	const askedS = of.asked!.sample! / 999.9871;
	await vi.waitFor(() => {
		const [[a0], [b0]] = edges() as [[number], [number]];
		expect(Math.abs(askedS - a0 - (60 - b0))).toBeLessThanOrEqual(1);
		expect(askedS).toBeGreaterThan(a0);
	});
	const labels = () => reviews().map((review) => review.closest('section')!.ariaLabel);
	expect(labels()).toEqual(['Chart 1', 'Chart 2']);
	await userEvent.selectOptions(screen.getByRole('combobox', { name: 'First' }), 'Chart 2');
	await vi.waitFor(() => expect(labels()).toEqual(['Chart 2', 'Chart 1']));
});

test('with the same gain a key of one strip holds for both charts, without it for its own', async () => {
	const { screen } = await show();
	await vi.waitFor(() => expect(autos()).toEqual(['true', 'true']));
	// strips scale themselves twice a second
	await new Promise((scaled) => setTimeout(scaled, 700));
	await screen.getByRole('button', { name: 'EDA: show larger' }).first().click();
	await vi.waitFor(() => expect(autos()).toEqual(['false', 'false']));
	await screen.getByRole('button', { name: 'EDA: auto scale' }).first().click();
	await vi.waitFor(() => expect(autos()).toEqual(['true', 'true']));
	await screen.getByRole('checkbox', { name: 'same gain' }).click();
	await screen.getByRole('button', { name: 'EDA: show larger' }).last().click();
	await vi.waitFor(() => expect(autos()).toEqual(['true', 'false']));
});

test.each([
	[1366, 768, true],
	[1920, 1080, false]
] as const)(
	'at %d × %d they stand below each other: %s, and can be put otherwise',
	async (...at) => {
		const [width, height, isBelow] = at;
		const { screen } = await show('en', width, height);
		const areBelow = () => {
			const [a, b] = reviews().map((review) => review.getBoundingClientRect());
			return b!.top >= a!.bottom;
		};
		await vi.waitFor(() => expect(areBelow()).toBe(isBelow));
		expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
		await screen
			.getByRole('button', { name: isBelow ? 'Put side by side' : 'Put below each other' })
			.click();
		await vi.waitFor(() => expect(areBelow()).toBe(!isBelow));
	}
);

test.each(['en', 'zh-CN'] as const)(
	'assistive technology stumbles over nothing: %s',
	async (locale) => {
		const { button } = await show(locale);
		expect(await violations()).toEqual([]);
		await button.click();
		await vi.waitFor(() => expect(reviews()).toHaveLength(1));
		await vi.waitFor(() => expect(document.querySelector('progress')).toBeNull());
	}
);
