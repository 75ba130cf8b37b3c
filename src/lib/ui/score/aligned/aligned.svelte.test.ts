import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { userEvent } from 'vitest/browser';
import { serveRecording } from '../../../../../tests/fixtures/served-recording.ts';
import { showPage, violations } from '../../../../../tests/fixtures/session-lab.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import ChartAnalysis from '../ChartAnalysis.svelte';
import { alignedLine } from './aligned-lines.ts';
import { NO_FLAWS } from './aligned-flaws.ts';
import AlignedPictures from './AlignedPictures.svelte';
import type { DrawnLine } from './drawn-line.ts';

const RATE = 1000;
/** Highest count of the converter, as the recording says. */
const CONVERTER_MOST = 32_767;
const soon = { timeout: 20_000 };
/** The whole analysis page is opened and looked through. */
const slow = { timeout: 60_000 };

beforeEach(() => {
	// every question is followed by a rise, the second one by the largest
	const counts = new Int32Array(250_000);
	for (let at = 1; at <= 8; at++)
		for (let i = 0; i < 10_000; i++)
			counts[30_000 * at + 2000 + i] =
				(at === 2 ? 9000 : 1000 * at) * Math.sin((Math.PI * i) / 1e4);
	serveRecording([{ name: 'EDA', unit: 'uS', counts }], RATE);
});
afterEach(() => {
	vi.restoreAllMocks();
});

const all = (selector: string): Element[] => [...document.querySelectorAll(selector)];

async function opened(more: Partial<Parameters<typeof showPage>[1]> = {}) {
	const found = await showPage(ChartAnalysis, { progress: 5, locale: 'en', ...more });
	const name = more.locale === 'zh-CN' ? '对齐比较' : 'Aligned';
	await userEvent.click(found.screen.getByRole('tab', { name }));
	await vi.waitFor(() => expect(all('[data-line]').length).toBeGreaterThan(0), soon);
	return found;
}

describe.each(['zh-CN', 'en'] as const)('in %s', (locale) => {
	test(
		'all presentations of a question are laid over each other, without barriers',
		slow,
		async () => {
			await opened({ locale });
			expect(all('[data-line]').map((line) => line.getAttribute('data-line'))).toEqual([
				...['1', '2', '3', '4', '5', '6']
			]);
			expect(await violations()).toEqual([]);
		}
	);
});

test('after the own sheet is sealed the key stands against the mean and band of the foils', async () => {
	await opened();
	const roles = all('[data-line]').map((line) => line.getAttribute('data-role'));
	expect(roles.filter((role) => role === 'key')).toHaveLength(1);
	expect(all('[data-band]')).toHaveLength(1);
	const text = document.body.textContent;
	expect(text).toMatch(/mean ± 1 SD \(n − 1\) of [45] foil/);
	const widths = new Set(all('[data-line]').map((line) => line.getAttribute('stroke-width')));
	expect(widths.size).toBe(2);
});

test('before that all lines are the same and have numbers only', async () => {
	await opened({ progress: 4 });
	const looks = all('[data-line]').map((line) =>
		['class', 'stroke-width', 'stroke-dasharray', 'data-role'].map((name) =>
			line.getAttribute(name)
		)
	);
	expect(new Set(looks.map(String)).size).toBe(1);
	expect(all('[data-band], [data-mean]')).toEqual([]);
	const panel = document.querySelector('section[aria-label="Aligned"]')!;
	expect(panel.textContent).not.toMatch(/\b(foil|buffer)\b/);
	expect(panel.textContent).toContain('told apart by presentation number only');
});

test('where the converter was at its limit the line is broad, and it is said which and when', async () => {
	const counts = new Int32Array(250_000).map((_, i) => 20 * Math.sin(i / 300));
	// 4.0 s after the onset of the second item, for half a second
	counts.fill(CONVERTER_MOST, 64_000, 64_500);
	serveRecording([{ name: 'EDA', unit: 'uS', counts }], RATE);
	await opened({ progress: 4 });
	await vi.waitFor(() => expect(all('[data-flaw="clipped"]')).toHaveLength(1), soon);
	const told = document.querySelector('[data-flaw-list]')!;
	expect(told.textContent).toMatch(/2: clipped 4 … 4[.]5 s/);
	const [broad, own] = ['[data-flaw="clipped"]', '[data-line="2"]'].map(
		(selector) => all(selector)[0]!
	);
	expect(Number(broad!.getAttribute('stroke-width'))).toBeGreaterThan(5);
	// on the line it belongs to, and under it
	expect(own!.getAttribute('d')).toContain(broad!.getAttribute('d')!.split('V')[1]!.split('L')[0]);
	expect(broad!.compareDocumentPosition(own!)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
	expect(await violations()).toEqual([]);
});

test('the baseline is a switch: with it every line is zero at the onset', async () => {
	const { screen } = await opened();
	await userEvent.click(screen.getByText('The same values as a table'));
	const cells = (): string[] =>
		all('section[aria-label=Aligned] details tbody tr').map(
			(row) => row.querySelectorAll('td')[5]?.textContent ?? ''
		);
	expect(new Set(cells().slice(0, 6))).toEqual(new Set(['0']));
	await userEvent.click(screen.getByLabelText('Baseline removed', { exact: false }));
	await vi.waitFor(() => expect(new Set(cells().slice(0, 6))).toEqual(new Set(['12.5'])));
});

test('the phasic part is named with its filter; another question brings its own presentations', async () => {
	const { screen } = await opened();
	expect(document.body.textContent).toContain('raw signals, no filter');
	await userEvent.click(screen.getByLabelText('Phasic part', { exact: false }));
	await vi.waitFor(() =>
		expect(document.body.textContent).toContain('below 0.05 Hz taken off, no')
	);
	const question = screen.getByLabelText('Question', { exact: true });
	await userEvent.selectOptions(question, /^Q2/.exec(optionOf('Q2'))?.input ?? '');
	// 7 and 8 lie in the recording of this test, the others behind its end
	await vi.waitFor(() =>
		expect(all('[data-line]').map((line) => line.getAttribute('data-line'))).toEqual(['7', '8'])
	);
	expect(document.body.textContent).toContain('Not drawn');
});

const optionOf = (start: string): string =>
	all('option').find((option) => option.textContent.startsWith(start))?.textContent ?? '';

test('a presentation is made to stand out by keyboard', async () => {
	const { screen } = await opened();
	const chip = screen.getByRole('group', { name: 'Stand out' }).getByRole('button').nth(2);
	(chip.element() as HTMLElement).focus();
	await userEvent.keyboard(' ');
	await expect.element(chip).toHaveAttribute('aria-pressed', 'true');
	const strong = all('[data-line]').filter((line) => Number(line.getAttribute('stroke-width')) > 2);
	expect(strong.map((line) => line.getAttribute('data-line'))).toEqual(['3']);
});

test('heart rate stands below as steps, and as text', async () => {
	overwriteGetLocale(() => 'en');
	const { texts } = await showPage(ChartAnalysis, { progress: 0, locale: 'en' });
	const lines = [1, 2, 3, 4].map((number): DrawnLine => {
		const change = Array.from({ length: 15 }, (_, i) => (i === 4 ? null : number - i / 3));
		return {
			...{
				name: String(number),
				role: number === 1 ? 'key' : 'foil',
				isLeftOut: false,
				flaws: NO_FLAWS
			},
			...{ answerS: 2, heart: { baseline: 70 + number, change } },
			line: alignedLine(new Float64Array(40_000), RATE, 10_000, true)!
		};
	});
	const { container } = await render(AlignedPictures, {
		...{ lines, kind: 'ppg', axis: 'PPG · counts, uncalibrated', isCalibrated: false },
		...{ showsRoles: true, isRaw: true, settings: texts.measurement }
	});
	const steps = [...container.querySelectorAll('[data-heart]')];
	expect(steps).toHaveLength(4);
	// a second without beats interrupts the steps
	expect(steps[0]?.getAttribute('d')?.match(/M/g)).toHaveLength(2);
	expect(container.querySelector('[data-heart-mean]')).not.toBeNull();
	const rows = [...container.querySelectorAll('table')][1]!.querySelectorAll('tbody tr');
	const cells = [...rows].map((row) => [...row.children].map((cell) => cell.textContent));
	expect(cells.map((row) => row.slice(0, 3))).toEqual([
		...[
			['1 key', '71', '1'],
			['2 foil', '72', '2'],
			['3 foil', '73', '3']
		],
		...[
			['4 foil', '74', '4'],
			['mean of foils', '–', '3']
		]
	]);
	expect(cells.map((row) => row[6])).toEqual(['–', '–', '–', '–', '–']);
	// pulse waves have no mean, the heart rate has
	expect(container.querySelector('[data-band]')).toBeNull();
	expect(container.textContent).toContain('mean of 3 foil');
	// no number is put on values without a unit
	const [first] = container.querySelectorAll('svg');
	expect(first?.querySelectorAll('text[text-anchor=end]')).toHaveLength(0);
});
