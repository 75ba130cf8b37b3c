import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { userEvent, type Locator as Place } from 'vitest/browser';
import { reduce } from '#lib/core/session/reduce.ts';
import type { CaliperPlace } from '#lib/core/sheet/exchange.ts';
import type { Locale } from '#lib/core/text.ts';
import type { Then } from '../../../../tests/fixtures/coin-club.ts';
import { committed, keysStrong } from '../../../../tests/fixtures/score-sheets.ts';
import { serveRecording } from '../../../../tests/fixtures/served-recording.ts';
import { showPage, violations } from '../../../../tests/fixtures/session-lab.ts';
import ChartAnalysis from './ChartAnalysis.svelte';

const RATE = 1000;
/** Effective rate of the fixture's chart. */
const EFFECTIVE = 999.9871;
const row = (presentation: number, value: number | null) => ({
	...{ chart: 1, presentation, channel: 'EDA', feature: 'scr-amplitude', quality: 1, value },
	exclusion: value === null ? 'artifact-DB' : '',
	window: { from: 30_000 * presentation + 500, to: 30_000 * presentation + 10_000 },
	...(value !== null && {
		rise: { from: 30_000 * presentation + 2000, to: 30_000 * presentation + 4000 }
	})
});

/** Three values, one not scorable; the first sheet is sealed unless values shall be hidden. */
const measured =
	(isSealed = true): Then =>
	(log) => {
		const { charts } = reduce(log.events, 'x');
		const order = charts[0]!.started.order;
		const measurements = [row(1, 0.5), row(2, null), row(3, 0.25)].map((one) => ({
			...one,
			questionId: order[one.presentation - 1]!.questionId,
			itemId: order[one.presentation - 1]!.itemId
		}));
		log.add('chart-measured', { software: 'x', measurements });
		if (isSealed)
			log.add('sheet-committed', committed('first', keysStrong(reduce(log.events, 'x'))));
	};

/** Requests for a value between two points. */
let asked: URL[] = [];
let recorded: object[] = [];
beforeEach(() => {
	sessionStorage.clear();
	[asked, recorded] = [[], []];
});
afterEach(() => {
	vi.restoreAllMocks();
});

/** What the page orders when a value shall be measured anew. */
type Order = CaliperPlace & { readonly reason: string };

async function show({
	isSealed = true,
	locale = 'en'
}: { isSealed?: boolean; locale?: Locale } = {}) {
	const counts = Int32Array.from(
		{ length: 150 * RATE },
		(_, i) => 4000 * Math.sin(i / 4000) + (i % 60_000) / 20
	);
	serveRecording([{ name: 'EDA', unit: 'uS', counts }], RATE);
	const served = vi.mocked(fetch).getMockImplementation()!;
	const given: { override?: (order: Order) => Promise<Response> } = {};
	vi.mocked(fetch).mockImplementation(async (input, init) => {
		const url = new URL(input instanceof Request ? input.url : String(input), location.href);
		if (url.pathname.endsWith('/score')) return Response.json({ seq: 1 });
		if (!url.pathname.endsWith('/caliper')) return served(input, init);
		if (init?.method === 'POST') return given.override!(JSON.parse(init.body as string) as Order);
		asked.push(url);
		return Response.json({ value: 0.111 });
	});
	const shown = await showPage(ChartAnalysis, { progress: 4, locale, then: measured(isSealed) });
	given.override = async (order) => {
		recorded.push(order);
		const { from, to, ...place } = order;
		const answer = await shown.view.propose('measurement-overridden', {
			...{ ...place, fromSample: from, toSample: to },
			...{ value: 0.111, automatic: 0.5 }
		});
		return answer.ok ? Response.json({ seq: answer.seq }) : Response.json(answer, { status: 409 });
	};
	await vi.waitFor(() => expect(document.querySelectorAll('canvas')).toHaveLength(3));
	const rowOf = (presentation: number) =>
		document.querySelector<HTMLElement>(`tr[data-presentation="${presentation}"]`)!;
	return { ...shown, rowOf };
}
const review = () => document.querySelector<HTMLElement>('[role=application]')!;
const slider = (name: string) =>
	document.querySelector<HTMLElement>(`[role=slider][aria-label="${name}"]`);
const secondsOf = (name: string) => Number(slider(name)?.getAttribute('aria-valuenow'));

/** Waits until an element's text, with single spaces, holds this. */
const reads = (locator: Place, text: RegExp): Promise<void> =>
	vi.waitFor(() => expect(locator.element().textContent.replaceAll(/\s+/g, ' ')).toMatch(text));

test('overlays are switched by button and by digit, and the tab remembers them', async () => {
	const { screen } = await show();
	const onset = screen.getByRole('button', { name: /onset window 0.5–5 s/ });
	await expect.element(onset).toHaveAttribute('aria-pressed', 'true');
	await onset.click();
	await expect.element(onset).toHaveAttribute('aria-pressed', 'false');
	review().focus();
	await userEvent.keyboard('3');
	const evaluation = screen.getByRole('button', { name: /evaluation window/ });
	await expect.element(evaluation).toHaveAttribute('aria-pressed', 'false');
	expect(sessionStorage.getItem('jingwei-overlays')).toBe('latency answer measured');
});

test('the arrow keys of the table move the trace and the calipers', async () => {
	const { rowOf } = await show();
	rowOf(1).click();
	await vi.waitFor(() => expect(slider('Caliper start')).not.toBeNull());
	expect(document.activeElement).toBe(rowOf(1));
	expect(secondsOf('Caliper start')).toBeCloseTo(2000 / EFFECTIVE, 3);
	expect(secondsOf('Caliper end')).toBeCloseTo(4000 / EFFECTIVE, 3);
	await userEvent.keyboard('{ArrowDown}');
	expect(rowOf(2).getAttribute('aria-current')).toBe('true');
	// nothing was measured there: the points stand at the window it was looked for in
	await vi.waitFor(() => expect(secondsOf('Caliper start')).toBeCloseTo(0.5, 3));
	expect(secondsOf('Caliper end')).toBeCloseTo(10, 3);
	await userEvent.keyboard('{ArrowUp}{Enter}');
	await vi.waitFor(() => expect(document.activeElement).toBe(review()));
	await userEvent.keyboard(']');
	await vi.waitFor(() => expect(secondsOf('Caliper start')).toBeCloseTo(2050 / EFFECTIVE, 3));
});

test('calipers are moved by keyboard, read by the server, and never by the gain of the picture', async () => {
	const { screen, rowOf } = await show();
	rowOf(1).click();
	await vi.waitFor(() => expect(asked).toHaveLength(1));
	expect(Object.fromEntries(asked[0]!.searchParams)).toMatchObject({
		...{ presentation: '1', channel: 'EDA', from: '32000', to: '34000' }
	});
	review().focus();
	await userEvent.keyboard(']]');
	await userEvent.keyboard('e{Shift>}[[{/Shift}');
	await vi.waitFor(() => expect(asked).toHaveLength(2));
	expect(Object.fromEntries(asked[1]!.searchParams)).toMatchObject({ from: '32100', to: '33500' });
	const panel = screen.getByRole('group', { name: 'Calipers' });
	await reads(panel, /automatic 0\.500 µS/);
	await reads(panel, /between the points 0\.111 µS/);
	const before = [secondsOf('Caliper start'), secondsOf('Caliper end')];
	await screen.getByRole('button', { name: 'EDA: show larger' }).click();
	await screen.getByRole('button', { name: 'EDA: show larger' }).click();
	await reads(panel, /between the points 0\.111 µS/);
	expect([secondsOf('Caliper start'), secondsOf('Caliper end')]).toEqual(before);
	expect(asked).toHaveLength(2);
});

test('points too close are explained and cannot be used', async () => {
	const { screen, rowOf } = await show();
	rowOf(1).click();
	await vi.waitFor(() => expect(asked).toHaveLength(1));
	slider('Caliper end')!.focus();
	await userEvent.keyboard('{Shift>}{ArrowLeft}{ArrowLeft}{ArrowLeft}{ArrowLeft}{/Shift}');
	await reads(
		screen.getByRole('group', { name: 'Calipers' }),
		/the points must be 0\.5 s apart or more/
	);
	await expect.element(screen.getByRole('button', { name: 'Use this value…' })).toBeDisabled();
});

test('a value measured anew is recorded with its reason, and can be restored', async () => {
	const { screen, rowOf, log } = await show();
	rowOf(1).click();
	await vi.waitFor(() => expect(asked).toHaveLength(1));
	review().focus();
	await userEvent.keyboard(']');
	const use = screen.getByRole('button', { name: 'Use this value…' });
	await vi.waitFor(() => expect(asked).toHaveLength(2));
	await use.click();
	await screen.getByRole('textbox', { name: 'Reason' }).fill('two responses overlap');
	await screen.getByRole('button', { name: 'Use it' }).click();
	await vi.waitFor(() => expect(rowOf(1).textContent).toContain('two responses overlap'));
	expect(recorded).toEqual([
		{
			...{ chart: 1, presentation: 1, channel: 'EDA', from: 32_050, to: 34_000 },
			reason: 'two responses overlap'
		}
	]);
	expect(rowOf(1).querySelector('strong')?.textContent).toBe('0.111');
	expect(rowOf(1).textContent).toContain('0.500');
	await expect
		.element(screen.getByText(/2 values count \(1 of them measured by hand\)/))
		.toBeVisible();

	[...rowOf(1).querySelectorAll('button')]
		.find(({ textContent }) => /Restore/.test(textContent))!
		.click();
	await screen.getByRole('textbox', { name: 'Reason' }).fill('the first was right');
	await screen.getByRole('dialog').getByRole('button', { name: 'Restore' }).click();
	await vi.waitFor(() => expect(rowOf(1).querySelector('strong')).toBeNull());
	expect(log.at(-1)).toMatchObject({
		type: 'measurement-restored',
		data: { presentation: 1, channel: 'EDA', reason: 'the first was right' }
	});
});

test('before the first sheet is sealed neither values nor where they were measured are seen', async () => {
	const { screen, rowOf } = await show({ isSealed: false });
	rowOf(1).click();
	expect(rowOf(1).textContent).not.toContain('0.5');
	await expect.element(screen.getByRole('button', { name: /latency/ })).toBeVisible();
	expect(slider('Caliper start')).toBeNull();
	expect(document.body.textContent).not.toContain('where the chosen value was measured');
	expect(asked).toEqual([]);
});

test('an artifact added on the trace voids what was measured, and a mark can be moved and taken back', async () => {
	const { screen, log, view } = await show();
	review().focus();
	await userEvent.keyboard('a');
	await screen.getByRole('button', { name: /Cough/ }).click();
	await vi.waitFor(() => expect(log.at(-1)?.type).toBe('artifact-marked'));
	// no cursor and no calipers: the middle of the two minutes that are shown
	expect(log.at(-1)?.data).toMatchObject({ chart: 1, code: 'CT', sample: 60_000 });
	await expect.element(screen.getByText(/A mark changed/)).toBeVisible();
	await screen.getByText(/^Marks \(/).click();
	const mark = screen.getByRole('row', { name: /CT/ });
	await expect.element(mark.getByRole('button', { name: 'Move to the cursor' })).toBeDisabled();
	await userEvent.click(review(), { position: { x: 100, y: 60 } });
	await mark.getByRole('button', { name: 'Move to the cursor' }).click();
	await screen.getByRole('textbox', { name: 'Reason' }).fill('put too late');
	await screen.getByRole('dialog').getByRole('button', { name: 'Move to the cursor' }).click();
	await reads(mark, /first at 1:00\.0/);
	const moved = view.state.charts[0]!.artifacts.at(-1)!;
	expect(moved).toMatchObject({ firstSample: 60_000, voided: false });
	expect(moved.sample).toBeLessThan(60_000);
	await mark.getByRole('button', { name: 'Take back' }).click();
	await screen.getByRole('textbox', { name: 'Reason' }).fill('it was the door');
	await screen.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
	await reads(mark, /taken back/);
});

test.each(['en', 'zh-CN'] as const)(
	'assistive technology stumbles over nothing: %s',
	async (locale) => {
		const { rowOf } = await show({ locale });
		rowOf(1).click();
		await vi.waitFor(() => expect(asked).toHaveLength(1));
		expect(await violations()).toEqual([]);
	}
);
