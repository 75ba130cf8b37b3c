import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { serveRecording } from '../../../../tests/fixtures/served-recording.ts';
import { showPage, violations } from '../../../../tests/fixtures/session-lab.ts';
import PrintPage from './PrintPage.svelte';

const RATE = 1000;
const SAMPLES = 250_000;
const SPIKE = 154_321;
const soon = { timeout: 20_000 };

beforeEach(() => {
	const counts = Int32Array.from({ length: SAMPLES }, (_, i) =>
		i === SPIKE ? 9000 : Math.round(2000 * Math.sin(i / 30_000))
	);
	counts.fill(32_767, 220_000, 221_000);
	serveRecording([{ name: 'EDA', unit: 'uS', counts }], RATE);
});
afterEach(() => {
	vi.restoreAllMocks();
});

const props = { number: 1, software: 'jingwei test' };
const shown = async (more: Partial<Parameters<typeof showPage>[1]> = {}) => {
	const found = await showPage(PrintPage, { progress: 'sealed', locale: 'en', props, ...more });
	await vi.waitFor(() => expect(sheets().length).toBeGreaterThan(0), soon);
	return found;
};
const sheets = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.sheet')];
/** CSS pixels per millimetre. */
const PX = 96 / 25.4;

describe.each(['zh-CN', 'en'] as const)('in %s', (locale) => {
	test('every sheet says what it is of, fits on A4, and shows without barriers', async () => {
		await shown({ locale });
		expect(sheets()).toHaveLength(3);
		for (const [index, sheet] of sheets().entries()) {
			const said = sheet.textContent;
			for (const text of ['DEMO-0001', 'DEMO-S1', 'a'.repeat(64), 'chart-01.bdf', '999.9871'])
				expect(said).toContain(text);
			expect(said).toContain('2026-11-24 00:00:20 UTC');
			expect(said).toContain('jingwei test');
			expect(said).toContain('1 cm = 4 s');
			expect(said).toMatch(new RegExp(`${index + 1}\\D+3`));
			expect(sheet.scrollHeight - sheet.clientHeight).toBeLessThanOrEqual(1);
			expect(sheet.scrollWidth).toBeLessThanOrEqual(sheet.clientWidth + 1);
		}
		expect(await violations()).toEqual([]);
	});

	test('the law and the words of the laboratory: nothing forbidden is printed', async () => {
		const { texts } = await shown({ locale });
		const notice = texts.legal.notices.find(({ id }) => id === 'reply-1999');
		expect(sheets()[0]?.textContent).toContain(locale === 'en' ? notice?.text.en : notice?.text.zh);
		const own = sheets()[0]!.cloneNode(true) as HTMLElement;
		own.querySelector('[data-quoted]')?.remove();
		const words = texts.wording.forbidden.flatMap(({ words: { zh, en } }) => [...zh, ...en]);
		expect(words.filter((word) => own.textContent.toLowerCase().includes(word))).toEqual([]);
	});
});

test('a centimetre on the sheet is a centimetre, and holds the seconds that are stated', async () => {
	await shown();
	const ruler = sheets()[0]!.querySelector('[data-ruler]')!.getBoundingClientRect();
	expect(ruler.width / PX).toBeCloseTo(10, 0);
	const onsets = [...sheets()[0]!.querySelectorAll('[data-onset]')].map(
		(line) => line.getBoundingClientRect().left
	);
	// questions every 30 s by the nominal rate: 7.5 cm
	expect(onsets).toHaveLength(3);
	expect((onsets[1]! - onsets[0]!) / PX).toBeCloseTo(75, 0);
});

test('another scale is another number of sheets; the whole chart stands on one', async () => {
	const { screen } = await shown();
	const scale = screen.getByLabelText('Time scale');
	await userEvent.selectOptions(scale, '10');
	await vi.waitFor(() => expect(sheets()).toHaveLength(2), soon);
	expect(sheets()[0]?.textContent).toContain('1 cm = 10 s');
	await userEvent.selectOptions(scale, 'whole');
	await vi.waitFor(() => expect(sheets()).toHaveLength(1), soon);
	expect(sheets()[0]?.textContent).toContain('1 cm = 10.01 s');
});

test('which item is the key is printed only when that is asked for', async () => {
	const { screen } = await shown();
	expect(sheets()[0]?.textContent).toContain('Q1·1');
	expect(sheets()[0]?.textContent).not.toMatch(/\b(key|foil|buffer)\b/);
	await userEvent.click(screen.getByLabelText('Print the kind of each item'));
	await vi.waitFor(
		() => expect(sheets().some((sheet) => /Q1·\d+ key/.test(sheet.textContent))).toBe(true),
		soon
	);
});

test('before their own sheet is sealed nobody can print the kinds of the items', async () => {
	const { screen } = await shown({ progress: 4 });
	await expect.element(screen.getByLabelText('Time scale')).toBeVisible();
	expect(document.body.textContent).not.toContain('Print the kind of each item');
});

test('lost samples are hatched, a clipped stretch is marked, a spike stands on its sheet', async () => {
	await shown();
	const all = sheets();
	expect(all[0]?.querySelector('[data-hole]')?.getAttribute('data-hole')).toBe('12');
	expect(all.filter((sheet) => sheet.querySelector('[data-clipped]') !== null)).toEqual([all[2]]);
	expect(all[2]?.querySelector('[data-clipped]')?.getAttribute('data-clipped')).toBe('maximum');
	expect(all[2]?.querySelector('[data-flaws]')?.textContent).toContain('clipped');
	const tops = all.map(
		(sheet) => (sheet.querySelector('[data-trace]') as SVGPathElement).getBBox().y
	);
	// nothing else on the second sheet comes near it
	expect(tops[1]).toBeLessThan(tops[0]! - 3);
});
