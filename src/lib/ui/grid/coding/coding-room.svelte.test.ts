import { afterEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { grid, gridModelOfFiles as model } from '../../../../../tests/fixtures/grid-content.ts';
import { InterviewServer, quietWav } from '../../../../../tests/fixtures/interview-server.ts';
import { markOf, recording, sliceForm } from '../../../../../tests/fixtures/interviews.ts';
import { violations } from '../../../../../tests/fixtures/session-lab.ts';
import InterviewRoom from '../InterviewRoom.svelte';
import CodingRoom from './CodingRoom.svelte';

const coder = { id: 'coder', role: 'reviewer' } as const;
const names = { coder: '复核员乙', officer: '讯问员甲' };
const MINUTES = 21;

async function sha256(file: File): Promise<string> {
	const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
	return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function coding(server: InterviewServer, locale: 'zh-CN' | 'en' = 'en') {
	overwriteGetLocale(() => locale);
	const client = server.clientOf(coder);
	void render(CodingRoom, { client, grid, me: coder, names });
	return { client, marks: () => server.script.state.coding.marks };
}

const choose = (file: File): Promise<void> =>
	userEvent.upload(document.querySelector<HTMLInputElement>('input[type=file]')!, file);
const media = (): HTMLVideoElement => document.querySelector('video')!;

/** A server whose recording is this file: opened with the interview, first slice after a minute. */
async function named(file: File): Promise<InterviewServer> {
	const server = new InterviewServer();
	const times = { durationS: 60 * MINUTES, offsetS: 0, firstSliceS: 60 };
	server.tell('recording-named', {
		...{ ...recording, ...times, name: file.name, bytes: file.size },
		sha256: await sha256(file)
	});
	return server;
}

/** The file is open and is the one that was named. */
async function ready(): Promise<void> {
	await expect.element(page.getByText('The same recording', { exact: false })).toBeVisible();
	await vi.waitFor(() => expect(media().duration).toBeCloseTo(60 * MINUTES, 0));
	(document.activeElement as HTMLElement | null)?.blur();
}

afterEach(() => {
	overwriteGetLocale(() => 'zh-CN');
});

describe('a recording', () => {
	test('is named by its hash, computed where it lies, when its number is the one recorded', async () => {
		const server = new InterviewServer();
		coding(server);
		const file = quietWav(60 * MINUTES);
		await choose(file);
		const number = page.getByLabelText('Number on the recording', { exact: false });
		await number.fill('AV-2');
		await expect.element(page.getByText('Not the number “AV-1”', { exact: false })).toBeVisible();
		await number.fill('AV-1');
		await page.getByLabelText('Interview opened (time of the file)', { exact: false }).fill('0:30');
		await page.getByLabelText('Slice 1 begins (time of the file)', { exact: false }).fill('1:30');
		await page.getByRole('button', { name: 'Record', exact: true }).click();
		await ready();
		expect(server.script.state.coding.recording).toMatchObject({
			...{ sha256: await sha256(file), bytes: file.size, name: 'AV-1.wav', reference: 'AV-1' },
			...{ offsetS: -30, firstSliceS: 60, by: 'coder' }
		});
		expect(server.script.state.coding.recording?.durationS).toBeCloseTo(60 * MINUTES, 1);
	});

	test('is not another file: that is said, and nothing can be marked in it', async () => {
		const server = await named(quietWav(60 * MINUTES));
		const { marks } = coding(server);
		await choose(quietWav(60 * MINUTES, 1));
		await expect.element(page.getByText('This is not the same recording')).toBeVisible();
		await expect.element(page.getByRole('button', { name: 'Mark (M)' })).toBeDisabled();
		(document.activeElement as HTMLElement | null)?.blur();
		await userEvent.keyboard('m');
		expect(marks()).toEqual([]);
	});
});

describe('coding', () => {
	test('is done by keyboard alone: moving, rating, marking moments and lengths', async () => {
		const file = quietWav(60 * MINUTES);
		const { marks } = coding(await named(file));
		await choose(file);
		await ready();
		await userEvent.keyboard(']');
		await vi.waitFor(() => expect(media().currentTime).toBeCloseTo(60, 1));
		await userEvent.keyboard(']');
		await vi.waitFor(() => expect(media().currentTime).toBeCloseTo(660, 1));
		await userEvent.keyboard('[[');
		await vi.waitFor(() => expect(media().currentTime).toBeCloseTo(60, 1));
		await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}{ArrowRight}{ArrowLeft}');
		await vi.waitFor(() => expect(media().currentTime).toBeCloseTo(65, 1));
		// the second indicator, twice at this moment; then not seen
		await userEvent.keyboard('{ArrowDown}2m');
		await vi.waitFor(() => expect(marks()).toHaveLength(1));
		await userEvent.keyboard('nm');
		await vi.waitFor(() => expect(marks()).toHaveLength(2));
		// a length: begins and ends
		while (!document.querySelector('[aria-current=true]')?.textContent.includes('S1E-2'))
			await userEvent.keyboard('{ArrowDown}');
		await userEvent.keyboard('1m');
		await userEvent.keyboard('{Shift>}{ArrowRight}{ArrowRight}{/Shift}m');
		await vi.waitFor(() => expect(marks()).toHaveLength(3));
		expect(marks().map(({ item, value, coder: who }) => [item, value, who])).toEqual([
			...[['S1C-2', 2, 'coder'] as const, ['S1C-2', null, 'coder'] as const],
			['S1E-2', 1, 'coder']
		]);
		expect(marks()[0]?.atS).toBeCloseTo(65, 1);
		expect((marks()[2]?.untilS ?? 0) - (marks()[2]?.atS ?? 0)).toBeCloseTo(10, 1);
		// slower, faster, playing
		await userEvent.keyboard('-');
		await vi.waitFor(() => expect(media().playbackRate).toBe(0.75));
		await userEvent.keyboard('?');
		await expect.element(page.getByRole('dialog')).toBeVisible();
		await userEvent.keyboard('{Escape}');
	});

	test('asks what else a 3 may mean before it is recorded, at the time of the key', async () => {
		const file = quietWav(60 * MINUTES);
		const { marks } = coding(await named(file));
		await choose(file);
		await ready();
		await userEvent.keyboard(']3m');
		const words = page.getByRole('textbox', { name: 'Other explanation', exact: false });
		await expect.element(words).toHaveFocus();
		expect(marks()).toEqual([]);
		await userEvent.keyboard('hard of hearing{Enter}');
		await vi.waitFor(() => expect(marks()).toHaveLength(1));
		expect(marks()[0]).toMatchObject({ value: 3, alternative: 'hard of hearing' });
		expect(marks()[0]?.atS).toBeCloseTo(60, 1);
	});

	test('keeps a mark that could not be recorded, with its time, until it is', async () => {
		const file = quietWav(60 * MINUTES);
		const server = await named(file);
		const { marks } = coding(server);
		await choose(file);
		await ready();
		server.isAway = true;
		await userEvent.keyboard(']m');
		await expect.element(page.getByText('Not saved', { exact: false })).toBeVisible();
		server.isAway = false;
		await page.getByRole('button', { name: 'Record', exact: true }).click();
		await vi.waitFor(() => expect(marks()).toHaveLength(1));
		expect(marks()[0]?.atS).toBeCloseTo(60, 1);
	});

	test('plays, and goes where a mark on the time line is clicked', async () => {
		const file = quietWav(60 * MINUTES);
		const server = await named(file);
		const own = await sha256(file);
		server.tell('behaviour-marked', { ...markOf('W1', 1, 700), sha256: own }, coder);
		coding(server);
		await choose(file);
		await ready();
		document.querySelector<HTMLElement>('[data-mark="W1"]')!.click();
		await vi.waitFor(() => expect(media().currentTime).toBeCloseTo(700, 1));
		await userEvent.keyboard(' ');
		await vi.waitFor(() => expect(media().currentTime).toBeGreaterThan(700.1));
		await userEvent.keyboard(' ');
		await vi.waitFor(() => expect(media().paused).toBe(true));
	});

	test('hides the marks of others until the own form of that slice is handed in, and proposes it from marks', async () => {
		await page.viewport(1366, 900);
		const file = quietWav(60 * MINUTES);
		const server = await named(file);
		const own = { sha256: await sha256(file) };
		server.tell('behaviour-marked', markOf('S2C-1', 1, 100, own));
		server.tell('behaviour-marked', markOf('S2C-1', 1, 900, own));
		for (const atS of [70, 80])
			server.tell('behaviour-marked', markOf('S1C-2', 1, atS, own), coder);
		const { client } = coding(server);
		await choose(file);
		await ready();
		expect(client.state.coding.marks.map(({ atS }) => atS)).toEqual([70, 80]);
		await page.getByRole('tab', { name: 'Rating' }).click();
		await page.getByRole('button', { name: 'Take over the draft from marks (1 items)' }).click();
		await page.getByRole('button', { name: 'Rest 0 (none)' }).click();
		await page.getByRole('radio', { name: 'Yes, I know of some' }).click();
		await page.getByRole('button', { name: 'Hand in this slice' }).click();
		await vi.waitFor(() =>
			expect(client.state.coding.marks.map(({ atS }) => atS)).toEqual([100, 70, 80])
		);
		const [form] = server.script.state.slices;
		expect(form).toMatchObject({ rater: 'coder', slice: 1, unblinded: true });
		expect(form?.ratings.find(({ item }) => item === 'S1C-2')).toEqual({
			...{ item: 'S1C-2', value: 2, alternative: '', at: 70 }
		});
	});

	test.each(['zh-CN', 'en'] as const)('can be looked at, %s', async (locale) => {
		await page.viewport(1366, 768);
		const file = quietWav(60 * MINUTES);
		const server = await named(file);
		const own = { sha256: await sha256(file) };
		server.tell('baseline-recorded', {
			...{ minutes: 6, neutralQuestions: 6, notes: '' },
			levels: [{ item: 'S1E-2', value: 1 }]
		});
		for (const [item, at] of [
			...[['S1C-2', 90] as const, ['S1C-2', 300] as const, ['S2E-2', 420] as const],
			...[['S3C-2', 800] as const, ['W1', 640] as const, ['I3', 1000] as const]
		])
			server.tell('behaviour-marked', markOf(item, 1, at, own), coder);
		server.tell('behaviour-marked', markOf('S1E-2', 2, 500, { ...own, untilS: 590 }), coder);
		server.tell('behaviour-marked', markOf('S1C-2', 1, 320, own));
		server.tell('slice-rated', sliceForm(1, { 'S1C-1': 1 }), coder);
		coding(server, locale);
		await choose(file);
		await vi.waitFor(() => expect(document.querySelectorAll('[data-mark]')).toHaveLength(8));
		await vi.waitFor(() => expect(media().duration).toBeCloseTo(60 * MINUTES, 0));
		await vi.waitFor(() => expect(document.querySelectorAll('[role=tab]')).toHaveLength(2), 20_000);
		expect(await violations()).toEqual([]);
		const path = `../../../../../test-results/looks/coding-${locale}.png`;
		await page.screenshot({ path });
	});
});

describe('the board of a rater', () => {
	function room() {
		overwriteGetLocale(() => 'en');
		const server = new InterviewServer();
		const high = Object.fromEntries(
			grid.cells.flatMap(({ stage, indicators }) =>
				indicators.filter(({ live }) => live).map(({ id }) => [id, stage === 'S2' ? 3 : 0])
			)
		) as Record<string, 0 | 3>;
		server.tell('slice-rated', sliceForm(1, high));
		const client = server.clientOf(coder);
		void render(InterviewRoom, { client, grid, model, me: coder });
		return { server, client, high };
	}

	test('has nothing of a slice they have not handed in, until they hand it in', async () => {
		const { server, client, high } = room();
		await expect.element(page.getByText('Others have rated slice 1')).toBeVisible();
		expect(document.querySelectorAll('[data-cell]')).toHaveLength(0);
		server.tell('slice-rated', sliceForm(1, high), coder);
		await client.refresh();
		await expect.element(page.getByText('Others have rated slice 1')).not.toBeInTheDocument();
		expect(document.querySelectorAll('[data-cell]')).toHaveLength(9);
		await expect.element(page.getByText('2 raters', { exact: false })).toBeVisible();
	});

	test('shows it to whoever looks without rating; the slice is then not theirs to rate', async () => {
		const { server, client } = room();
		await page.getByRole('button', { name: 'Look without rating' }).click();
		await vi.waitFor(() => expect(document.querySelectorAll('[data-cell]')).toHaveLength(9));
		// the time of every 2 and 3 stands beside its contribution
		await expect.element(page.getByText('0:10:00').first()).toBeVisible();
		expect(server.script.events.at(-1)).toMatchObject({
			type: 'results-opened',
			actor: { id: 'coder' }
		});
		expect(await client.tell('slice-rated', sliceForm(1, { 'S1C-1': 0 }))).toBe(false);
		expect(client.refusal).toBe('interview/seen-first');
	});
});
