import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { flawedRecording, SECONDS, RATE } from '../../../../tests/fixtures/flawed-recording.ts';
import { serveRecording } from '../../../../tests/fixtures/served-recording.ts';
import { showPage, violations } from '../../../../tests/fixtures/session-lab.ts';
import LiveTraces from '../live/LiveTraces.svelte';
import RecordingReview from '../score/review/RecordingReview.svelte';
import { ReviewPlace } from '../score/review/review-place.svelte.ts';

const { channels, gap } = flawedRecording();
const soon = { timeout: 10_000 };

beforeEach(async () => {
	overwriteGetLocale(() => 'en');
	await page.viewport(1280, 900);
});
afterEach(() => void vi.restoreAllMocks());

async function review(locale: 'zh-CN' | 'en' = 'en') {
	overwriteGetLocale(() => locale);
	serveRecording(channels, RATE);
	const columns = channels.map(({ name, kind, unit }) => ({ name, kind, unit }));
	const chart = {
		...{ chart: 1, rateHz: RATE, artifacts: [], announcedStart: null, announcedEnd: null },
		...{ columns, presentations: [], gaps: [{ firstSample: gap.from, samples: gap.to - gap.from }] }
	};
	const at = new ReviewPlace();
	await render(RecordingReview, { place: '/x', label: 'Chart 1', chart, at });
	await vi.waitFor(() => expect(at.lengthS).toBe(SECONDS), soon);
	at.whole();
	return at;
}

function tableRows(): string[] {
	for (const details of document.querySelectorAll('details')) details.open = true;
	return [...document.querySelectorAll('[data-flaws] tbody tr')].map((row) =>
		[...row.querySelectorAll('th, td')]
			.map((cell) => cell.textContent.trim())
			.slice(0, 3)
			.join(' | ')
	);
}

describe('a recording under review', () => {
	test.each([
		['en', ['poor signal', 'flat', 'clipped', 'no data', 'all channels']],
		['zh-CN', ['信号差', '无变化', '超量程', '无数据', '全部通道']]
	] as const)(
		'lists in %s what the strips mark: channel, from, to, kind',
		async (locale, words) => {
			await review(locale);
			const [poor, flat, clipped, none, all] = words;
			await vi.waitFor(
				() =>
					expect(tableRows().map((row) => row.replaceAll('−', '-'))).toEqual([
						`${all} | 0:10.0 – 0:13.0 | ${none}`,
						`EDA | 0:19.9 – 0:20.1 | ${poor}`,
						`EDA | 0:20.0 – 0:24.0 | ${clipped}`,
						`EDA | 0:23.9 – 0:24.1 | ${poor}`,
						`PPG | 0:33.0 – 0:43.0 | ${poor}`,
						`EDA | 0:44.9 – 0:45.1 | ${poor}`,
						`EDA | 0:45.0 – 0:48.0 | ${poor}`,
						`EDA | 0:47.9 – 0:48.1 | ${poor}`,
						`RSP | 0:50.0 – 0:58.0 | ${flat}`
					]),
				soon
			);
			expect(await violations()).toEqual([]);
		}
	);

	test('each flaw is drawn on its own strip only, a gap over all of them', async () => {
		await review();
		const marks = await vi.waitFor(() => document.querySelectorAll('canvas')[1]!, soon);
		const strips = [...document.querySelectorAll('[role=group][aria-label]')].filter((group) =>
			['RSP', 'EDA', 'PPG'].includes(group.getAttribute('aria-label')!)
		);
		/** Share of drawn pixels of a strip between two times. */
		const ink = (name: string, fromS: number, toS: number): number => {
			const strip = strips.find((one) => one.getAttribute('aria-label') === name)!;
			const box = strip.getBoundingClientRect();
			const [left, right] = [57, marks.clientWidth - 1];
			const x = (s: number) => (left + ((right - left) * s) / SECONDS) * devicePixelRatio;
			const width = x(toS) - x(fromS);
			const height = box.height * devicePixelRatio;
			const y = (box.top - marks.getBoundingClientRect().top) * devicePixelRatio;
			const { data } = marks.getContext('2d')!.getImageData(x(fromS), y, width, height);
			let drawn = 0;
			for (let i = 3; i < data.length; i += 4) if (data[i]! > 0) drawn++;
			return drawn / (data.length / 4);
		};
		// once the whole recording was laid out and looked through
		await vi.waitFor(() => {
			expect(ink('RSP', 51, 57)).toBeGreaterThan(0.005);
			for (const name of ['RSP', 'EDA', 'PPG']) expect(ink(name, 10.5, 12.5)).toBeGreaterThan(0.1);
			expect(ink('EDA', 20.5, 23.5)).toBeGreaterThan(0.04);
			expect(ink('PPG', 34, 42)).toBeGreaterThan(0.05);
			expect(ink('EDA', 45.3, 47.7)).toBeGreaterThan(0.05);
			for (const [name, from, to] of [
				...([
					['RSP', 20.5, 23.5],
					['PPG', 20.5, 23.5],
					['EDA', 34, 42],
					['RSP', 34, 42]
				] as const),
				...([
					['PPG', 51, 57],
					['EDA', 51, 57],
					['RSP', 1, 9],
					['EDA', 1, 9],
					['PPG', 1, 9]
				] as const)
			])
				expect(ink(name, from, to)).toBe(0);
		}, soon);
	});

	test('through the filter the same stretches are marked, and its name stands on the strip', async () => {
		await review();
		await vi.waitFor(() => expect(tableRows()).toHaveLength(9), soon);
		const before = tableRows();
		const strip = () => document.querySelector('[role=group][aria-label=EDA]')!.textContent;
		expect(strip()).not.toContain('Lafayette');
		document.querySelector<HTMLElement>('[role=application]')!.focus();
		await userEvent.keyboard('f');
		await vi.waitFor(() => expect(strip()).toContain('Lafayette'), soon);
		expect(tableRows()).toEqual(before);
		await userEvent.keyboard('f');
		await vi.waitFor(() => expect(strip()).not.toContain('Lafayette'), soon);
	});
});

describe('a live picture', () => {
	async function live() {
		const transfer = { digitalMin: -32768, digitalMax: 32767, physicalMin: 0, physicalMax: 25 };
		const props = {
			channels: channels.map(({ name, kind, unit }) => ({
				name,
				kind,
				unit,
				view: null,
				transfer
			})),
			...{ rateHz: RATE, chart: null, height: '400px' }
		};
		const shown = await showPage(LiveTraces, { progress: 3, locale: 'en', props });
		let sequence = 0;
		const take = (from: number, to: number): void => {
			const isGap = from >= gap.from && to <= gap.to;
			const counts = channels.map((one) => one.counts.slice(from, to));
			const block = { sequence: sequence++, chart: 0, firstSample: from, gap: isGap };
			shown.view.samples.take({ ...block, channels: counts }, new Uint8Array(0));
		};
		for (let from = 0; from < 30 * RATE; from += 250) take(from, from + 250);
		return { ...shown, take };
	}

	test('marks what comes, and what is being recorded does not depend on the filter', async () => {
		const { screen, view, take } = await live();
		await vi.waitFor(() => expect(tableRows()).toHaveLength(4), soon);
		const strip = screen.getByRole('group', { name: 'EDA' });
		const filter = screen.getByRole('button', { name: /EDA filter/ });
		await expect.element(filter).toHaveAttribute('aria-pressed', 'false');
		expect(strip.element().textContent).not.toContain('Lafayette');
		const samples = view.samples.chart(0)!;
		const before = samples.tiles.map((tiles) => tiles.extent(0, 30 * RATE));
		await userEvent.keyboard('f');
		await expect.element(filter).toHaveAttribute('aria-pressed', 'true');
		await vi.waitFor(() => expect(strip.element().textContent).toContain('Lafayette'), soon);
		for (let from = 30 * RATE; from < 50 * RATE; from += 250) take(from, from + 250);
		await vi.waitFor(() => expect(tableRows().join()).toContain('0:45.0'), soon);
		expect(samples.tiles.map((tiles) => tiles.extent(0, 30 * RATE))).toEqual(before);
		expect(await violations()).toEqual([]);
		await userEvent.keyboard('F');
		await vi.waitFor(() => expect(strip.element().textContent).not.toContain('Lafayette'), soon);
	});

	test('the key does nothing while a field has the focus', async () => {
		const { screen } = await live();
		screen.container.querySelector('select')!.focus();
		await userEvent.keyboard('f');
		const filter = screen.getByRole('button', { name: /EDA filter/ });
		await expect.element(filter).toHaveAttribute('aria-pressed', 'false');
	});
});
