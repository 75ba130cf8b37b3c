import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cdp, page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { serveRecording } from '../../../../../tests/fixtures/served-recording.ts';
import { violations } from '../../../../../tests/fixtures/session-lab.ts';
import { parseMeasurementSettings } from '#lib/core/signal/measure/settings.ts';
import measures from '../../../../../protocols/scoring/cit-measures.yaml?raw';
import RecordingReview from './RecordingReview.svelte';
import { ReviewPlace } from './review-place.svelte.ts';
import type { ReviewedChart } from './reviewed-chart.ts';

const RATE = 1000;
const SECONDS = 400;
/** Reading all of it, on a machine that does other things too. */
const READ = { timeout: 20_000 };
const eda = Int32Array.from(
	{ length: SECONDS * RATE },
	(_, i) => 4000 * Math.sin(i / 9000) + ((i * 7919) % 301)
);
const rsp = Int32Array.from(
	{ length: SECONDS * RATE },
	(_, i) => 9000 * Math.sin(i / 640) - ((i * 104_729) % 97)
);
const question = (presentation: number, askedS: number) => ({
	...{ presentation, label: `${presentation} · Q1`, askedSample: askedS * RATE },
	...{ endedSample: (askedS + 4) * RATE, answerSample: (askedS + 5) * RATE, answerLabel: 'no' }
});
const chart: ReviewedChart = {
	...{ chart: 1, rateHz: RATE, artifacts: [], announcedStart: 5 * RATE, announcedEnd: 390 * RATE },
	columns: [
		{ name: 'EDA', kind: 'eda', unit: 'uS' },
		{ name: 'RSP', kind: 'rsp', unit: 'counts' }
	],
	gaps: [{ firstSample: 100 * RATE, samples: 20 * RATE }],
	presentations: [question(1, 30), question(2, 60), question(3, 130)]
};

beforeEach(() => {
	sessionStorage.clear();
	overwriteGetLocale(() => 'en');
	serveRecording(
		[
			{ name: 'EDA', unit: 'uS', counts: eda },
			{ name: 'RSP', unit: 'counts', counts: rsp }
		],
		RATE
	);
});
afterEach(() => void vi.restoreAllMocks());

async function shown() {
	await page.viewport(1200, 800);
	const at = new ReviewPlace();
	const screen = await render(RecordingReview, { place: '/x', label: 'Chart 1', chart, at });
	await vi.waitFor(() => expect(document.querySelector('[data-surface]')).not.toBeNull(), READ);
	await vi.waitFor(() => expect(document.querySelector('progress')).toBeNull(), READ);
	const surface = document.querySelector<HTMLElement>('[data-surface]')!;
	const review = document.querySelector<HTMLElement>('[role=application]')!;
	return { at, screen, surface, review };
}
const tags = () =>
	[...document.querySelectorAll('[data-readout] p')].map((tag) =>
		tag.textContent.replaceAll(/\s+/g, ' ').trim()
	);
const valueOf = (count: number) => ((count + 32_768) * 25) / 65_535;

test('what stands below it is in its place before the recording comes', async () => {
	await page.viewport(1200, 800);
	const served = vi.mocked(fetch).getMockImplementation()!;
	let answer = (): void => undefined;
	const asked = new Promise<void>((resolve) => (answer = resolve));
	vi.mocked(fetch).mockImplementation(async (...request) => {
		await asked;
		return served(...request);
	});
	await render(RecordingReview, { place: '/x', label: 'Chart 1', chart });
	// the toolbar above may still change with its font
	const height = () => document.querySelector('section > :last-child')!.clientHeight;
	await vi.waitFor(() => expect(document.body.textContent).toContain('Reading the recording'));
	const before = height();
	answer();
	await vi.waitFor(() => expect(document.querySelector('[data-surface]')).not.toBeNull(), READ);
	expect(before).toBeGreaterThan(400);
	expect(Math.abs(height() - before)).toBeLessThan(2);
});

test('under the pointer stand the extremes of the drawn column, in units where there are any; nothing is drawn again', async () => {
	const { surface } = await shown();
	await userEvent.hover(surface, { position: { x: 300, y: 40 } });
	await vi.waitFor(() => expect(tags()).toHaveLength(3));
	// let everything that was on its way be drawn
	await new Promise((settled) => setTimeout(settled, 700));
	const strokes = vi.spyOn(CanvasRenderingContext2D.prototype, 'stroke');
	for (const x of [200, 340, 451]) {
		await userEvent.hover(surface, { position: { x, y: 40 } });
		const [time, ...values] = await vi.waitFor(() => {
			const now = tags();
			expect(now).toHaveLength(3);
			return now;
		});
		const [, from = 0, to = 0] = /#(\d+)–(\d+)/.exec(time!)!.map(Number);
		expect(time).toContain(`0:${(from / RATE).toFixed(1).padStart(4, '0')}`);
		const own = [eda, rsp].map((counts) => counts.slice(from, to + 1));
		expect(own[0]!.length).toBeGreaterThan(50);
		// channels are named by the strips themselves: here in the order of the recording
		const [low, high] = [Math.min(...own[0]!), Math.max(...own[0]!)].map(valueOf);
		expect(values[0]).toBe(`${low!.toFixed(3)} … ${high!.toFixed(3)} µS`);
		const minus = (count: number) => String(count).replace('-', '−');
		expect(values[1]).toBe(
			`${minus(Math.min(...own[1]!))} … ${minus(Math.max(...own[1]!))} uncalibrated`
		);
	}
	expect(strokes).not.toHaveBeenCalled();
});

test('in a gap there is no data, and a filtered trace is read with the name of the filter', async () => {
	const { at, surface, review } = await shown();
	at.shown = { fromS: 90, spanS: 40 };
	const box = surface.getBoundingClientRect();
	await userEvent.hover(surface, { position: { x: box.width / 2, y: 40 } });
	await vi.waitFor(() => expect(tags().slice(1)).toEqual(['no data', 'no data']));
	at.shown = { fromS: 0, spanS: 40 };
	review.focus();
	await userEvent.keyboard('f');
	await userEvent.hover(surface, { position: { x: box.width / 3, y: 40 } });
	await vi.waitFor(() => expect(tags()[1]).toMatch(/µS Lafayette/));
	expect(tags()[2]).toMatch(/^−?\d+ … −?\d+ uncalibrated$/);
});

test('the cursor that keys move is read out aloud, the pointer is not', async () => {
	const { at, screen, surface, review } = await shown();
	const said = () => screen.container.querySelector('[data-said]')?.textContent ?? '';
	await userEvent.hover(surface, { position: { x: 300, y: 40 } });
	await vi.waitFor(() => expect(tags()).toHaveLength(3));
	review.focus();
	await userEvent.keyboard('.');
	expect(at.cursor).toBe(60_000);
	// the mouse was left where it was: what is shown is at the cursor
	await vi.waitFor(() => expect(tags()[0]).toMatch(/^1:00\.0 /));
	await vi.waitFor(() => expect(said()).toMatch(/^1:00\.0; EDA .*µS; RSP .* uncalibrated$/));
	const before = said();
	await userEvent.keyboard('>>,');
	await vi.waitFor(() => expect(said()).toMatch(/^1:01\.[89]; /));
	await userEvent.hover(surface, { position: { x: 200, y: 40 } });
	await new Promise((settled) => setTimeout(settled, 500));
	expect(said()).toMatch(/^1:01\.[89]; /);
	expect(before).not.toBe(said());
	expect(await violations()).toEqual([]);
});

test('one finger drags along, up and down it scrolls the page, two zoom; a drag puts no cursor', async () => {
	const { at, surface } = await shown();
	document.body.style.minHeight = '3000px';
	const frame = window.frameElement!.getBoundingClientRect();
	const box = surface.getBoundingClientRect();
	const touch = (type: string, ...points: readonly (readonly [number, number])[]) =>
		cdp().send('Input.dispatchTouchEvent', {
			type: type as 'touchStart',
			touchPoints: points.map(([x, y], id) => ({
				...{ id, x: frame.left + box.left + x, y: frame.top + box.top + y }
			}))
		});
	await cdp().send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 2 });
	at.shown = { fromS: 100, spanS: 100 };
	await touch('touchStart', [400, 60]);
	for (const x of [380, 340, 300, 250]) await touch('touchMove', [x, 60]);
	await touch('touchEnd');
	await vi.waitFor(() => expect(at.shown.fromS).toBeGreaterThan(110));
	expect(at.shown.spanS).toBe(100);
	expect(at.cursor).toBeNull();

	const { fromS } = at.shown;
	await touch('touchStart', [300, 60], [400, 60]);
	for (const by of [10, 20, 40, 50]) await touch('touchMove', [300 - by, 60], [400 + by, 60]);
	await touch('touchEnd');
	await vi.waitFor(() => expect(at.shown.spanS).toBeCloseTo(50, 0));
	expect(at.shown.fromS).toBeGreaterThan(fromS);

	const before = at.shown;
	await touch('touchStart', [300, 150]);
	for (const y of [130, 100, 60, 20]) await touch('touchMove', [300, y]);
	await touch('touchEnd');
	await vi.waitFor(() => expect(document.scrollingElement!.scrollTop).toBeGreaterThan(20));
	expect(at.shown).toEqual(before);
	document.scrollingElement!.scrollTop = 0;
	await touch('touchStart', [300, 20]);
	await touch('touchEnd');
	await vi.waitFor(() => expect(at.cursor).not.toBeNull());
	document.body.style.minHeight = '';
	await cdp().send('Emulation.setTouchEmulationEnabled', { enabled: false });
});

test('the wheel belongs to the traces, except where all is shown: there it scrolls the page', async () => {
	const { at, surface } = await shown();
	const turn = (change: WheelEventInit): boolean => {
		const event = new WheelEvent('wheel', { bubbles: true, cancelable: true, ...change });
		surface.dispatchEvent(event);
		return event.defaultPrevented;
	};
	at.shown = { fromS: 100, spanS: 100 };
	expect(turn({ deltaX: 30 })).toBe(true);
	expect(at.shown.fromS).toBeGreaterThan(100);
	// a pinch on a trackpad: the page must not become larger instead
	expect(turn({ deltaY: -8, ctrlKey: true, clientX: 400 })).toBe(true);
	expect(at.shown.spanS).toBeLessThan(100);
	at.whole();
	expect(turn({ deltaY: 100 })).toBe(false);
});

test('playback by key: the head runs, the question at it is told, and moving the view pauses it', async () => {
	const { at, screen, surface, review } = await shown();
	at.shown = { fromS: 28, spanS: 60 };
	review.focus();
	await userEvent.keyboard(';;;p');
	const head = () =>
		Number.parseFloat(document.querySelector<HTMLElement>('[data-head]')!.style.left);
	await vi.waitFor(() => expect(document.querySelector('[data-head]')).not.toBeNull());
	const before = head();
	await expect.element(screen.getByText('asking 1 · Q1')).toBeVisible();
	await expect
		.element(screen.getByRole('button', { name: '8 times as fast' }))
		.toHaveAttribute('aria-pressed', 'true');
	await expect.element(screen.getByText('after 1 · Q1')).toBeVisible();
	expect(head()).toBeGreaterThan(before + 30);
	expect(await violations()).toEqual([]);
	await userEvent.wheel(surface, { delta: { y: -200 } });
	await expect.element(screen.getByRole('button', { name: /^▶?\s*Play/ })).toBeVisible();
	const { shown: stands } = at;
	await new Promise((passed) => setTimeout(passed, 300));
	expect(at.shown).toBe(stands);
});

test.each([
	['reduced', 2],
	['full', 10]
] as const)('who chose %s motion sees the picture turn over, or move', async (motion, least) => {
	document.documentElement.dataset['motion'] = motion;
	const { at, review } = await shown();
	at.shown = { fromS: 28, spanS: 10 };
	const seen = new Set<number>();
	review.focus();
	await userEvent.keyboard(';;;p');
	const watch = setInterval(() => seen.add(at.shown.fromS), 5);
	// ten seconds are played in little more than one
	await vi.waitFor(() => expect(at.shown.fromS).toBeGreaterThan(36), 5000);
	clearInterval(watch);
	await userEvent.keyboard('p');
	delete document.documentElement.dataset['motion'];
	if (motion === 'reduced') expect(seen.size).toBeLessThanOrEqual(least);
	else expect(seen.size).toBeGreaterThan(least);
});

test('L adds computed strips that are named so; raw strips stay, and nobody sees them who must not', async () => {
	const settings = parseMeasurementSettings(measures);
	await page.viewport(1200, 900);
	const given = { place: '/x', label: 'Chart 1', chart, settings };
	const screen = await render(RecordingReview, { ...given, at: new ReviewPlace(), measured: {} });
	const names = () =>
		[...document.querySelectorAll('[role=application] [role=group]')].map(
			(strip) => strip.getAttribute('aria-label') ?? ''
		);
	const isOffered = () => expect(screen.container.textContent).toContain('Computed strips');
	await vi.waitFor(isOffered, { timeout: 10_000 });
	await vi.waitFor(() => expect(names()).toHaveLength(2));
	document.querySelector<HTMLElement>('[role=application]')!.focus();
	await userEvent.keyboard('l');
	await vi.waitFor(() => expect(names()).toHaveLength(3));
	expect(names().some((name) => name.startsWith('EDA phasic'))).toBe(true);
	expect(screen.container.textContent).toContain('computed: low-passed');
	expect(await violations()).toEqual([]);
	await userEvent.keyboard('l');
	await vi.waitFor(() => expect(names()).toHaveLength(2));
	await screen.unmount();
	const blind = await render(RecordingReview, { ...given, at: new ReviewPlace() });
	await vi.waitFor(() => expect(document.querySelector('[data-surface]')).not.toBeNull());
	await vi.waitFor(() => expect(document.querySelector('progress')).toBeNull(), READ);
	expect(blind.container.textContent).not.toContain('Computed strips');
});
