import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cdp, userEvent } from 'vitest/browser';
import { createRawSnippet } from 'svelte';
import { render } from 'vitest-browser-svelte';
import { showPage, violations } from '../../../../tests/fixtures/session-lab.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import Button from '../kit/Button.svelte';
import LiveTraces from '../live/LiveTraces.svelte';
import { paletteOf } from '../trace/palette.ts';
import { traceColours } from '../trace/trace-colours.ts';
import { chooseDisplay, displayChoices, type DisplayPart } from './display.ts';
import DisplayMenu from './DisplayMenu.svelte';

const root = document.documentElement;
const word = createRawSnippet(() => ({ render: () => '<span>go</span>' }));
/** What the page shows now. */
const shown = () => ({ ...root.dataset });
const css = (name: string): string => getComputedStyle(document.body).getPropertyValue(name);

/** What the system wishes, as the browser tells pages. */
async function system(wishes: Readonly<Record<string, string>>): Promise<void> {
	const features = Object.entries(wishes).map(([name, value]) => ({ name, value }));
	await (cdp() as unknown as Cdp).send('Emulation.setEmulatedMedia', { features });
}
interface Cdp {
	send(method: string, params: object): Promise<unknown>;
}

/** Runs the script of the page's head, as a fresh page does. */
function begin(): Promise<void> {
	const script = document.createElement('script');
	script.src = '/display.js';
	return new Promise((resolve, reject) => {
		script.onload = () => {
			script.remove();
			resolve();
		};
		script.onerror = reject;
		document.head.append(script);
	});
}

beforeEach(async () => {
	vi.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json([]));
	overwriteGetLocale(() => 'en');
	await begin();
});
afterEach(async () => {
	for (const part of Object.keys(displayChoices) as DisplayPart[])
		chooseDisplay(part, displayChoices[part][0]);
	await system({});
	for (const name of ['theme', 'contrast', 'traces', 'motion']) delete root.dataset[name];
	vi.restoreAllMocks();
});

describe('without a choice', () => {
	test('the system decides, also while the page stands open', async () => {
		expect(shown()).toMatchObject({ theme: 'light', contrast: 'normal', motion: 'full' });
		await system({
			'prefers-color-scheme': 'dark',
			'prefers-contrast': 'more',
			'prefers-reduced-motion': 'reduce'
		});
		await vi.waitFor(() =>
			expect(shown()).toMatchObject({ theme: 'dark', contrast: 'high', motion: 'reduced' })
		);
		expect(shown()).toMatchObject({ traces: 'field' });
	});
});

describe('a choice', () => {
	test('is shown at once, holds against the system and on the next page', async () => {
		chooseDisplay('theme', 'light');
		chooseDisplay('contrast', 'normal');
		chooseDisplay('traces', 'safe');
		chooseDisplay('motion', 'reduced');
		const wanted = { theme: 'light', contrast: 'normal', traces: 'safe', motion: 'reduced' };
		expect(shown()).toMatchObject(wanted);
		await system({ 'prefers-color-scheme': 'dark', 'prefers-contrast': 'more' });
		root.removeAttribute('data-theme');
		await begin();
		expect(shown()).toMatchObject(wanted);
		chooseDisplay('theme', 'system');
		expect(shown()).toMatchObject({ theme: 'dark' });
	});

	test.each(['zh-CN', 'en'] as const)(
		'is made by keyboard, without barriers, %s',
		async (locale) => {
			overwriteGetLocale(() => locale);
			const { container } = await render(DisplayMenu);
			const button = container.querySelector('button')!;
			button.focus();
			await userEvent.keyboard('{Enter}');
			await vi.waitFor(() => expect(document.activeElement?.role).toBe('menuitemradio'));
			expect(document.querySelectorAll('[role=menu] [role=group]')).toHaveLength(4);
			expect(await violations()).toEqual([]);
			// the third of the first group: dark; the third of the second: high
			await userEvent.keyboard(
				'{ArrowDown}{ArrowDown}{Enter}{ArrowDown}{ArrowDown}{ArrowDown}{Enter}'
			);
			expect(shown()).toMatchObject({ theme: 'dark', contrast: 'high' });
			const marked = [...document.querySelectorAll('[role=menuitemradio][aria-checked=true]')];
			expect(marked).toHaveLength(4);
			await userEvent.keyboard('{Escape}');
			await vi.waitFor(() => expect(document.activeElement).toBe(button));
		}
	);
});

test('each look has colours of its own, and paper stays light', () => {
	const seen = (['light', 'dark'] as const).flatMap((theme) =>
		['normal', 'high'].map((contrast) => {
			chooseDisplay('theme', theme);
			chooseDisplay('contrast', contrast);
			return [css('--ink'), css('--line-strong'), css('--grid')].join();
		})
	);
	expect(new Set(seen).size).toBe(4);
	expect(getComputedStyle(root).colorScheme).toBe('dark');
	const paper = document.createElement('div');
	paper.style.colorScheme = 'light';
	document.body.append(paper);
	expect(paletteOf(paper).trace).toBe(traceColours.field.light);
	expect(paletteOf(document.body).trace).toBe(traceColours.field.dark);
	chooseDisplay('traces', 'safe');
	expect(paletteOf(document.body).trace).toBe(traceColours.safe.dark);
	paper.remove();
});

test('where the system forces its colours, drawings and traces take them', async () => {
	chooseDisplay('theme', 'dark');
	chooseDisplay('contrast', 'high');
	await system({ 'forced-colors': 'active' });
	expect(css('--ink')).toBe('CanvasText');
	const { text, trace } = paletteOf(document.body);
	expect(new Set([text, ...Object.values(trace)])).toEqual(new Set(['CanvasText']));
	// what is filled with the accent keeps words that differ from it
	const { container } = await render(Button, { look: 'primary', children: word });
	const style = getComputedStyle(container.querySelector('button')!);
	expect(style.forcedColorAdjust).toBe('none');
	expect(style.color).not.toBe(style.backgroundColor);
	// a canvas understands it: something opaque is drawn
	const context = document.createElement('canvas').getContext('2d')!;
	context.fillStyle = text;
	context.fillRect(0, 0, 1, 1);
	expect(context.getImageData(0, 0, 1, 1).data[3]).toBe(255);
});

test('with reduced motion nothing glides, and live pictures sweep', async () => {
	const gliding = document.createElement('div');
	gliding.style.cssText =
		'transition: opacity 1s; animation: spin 1s infinite; scroll-behavior: smooth';
	document.body.append(gliding);
	const style = getComputedStyle(gliding);
	expect(style.transitionDuration).toBe('1s');
	chooseDisplay('motion', 'reduced');
	expect([style.transitionDuration, style.animationName, style.scrollBehavior]).toEqual([
		...['0s', 'none', 'auto']
	]);
	gliding.remove();
	const transfer = { digitalMin: 0, digitalMax: 1023, physicalMin: 0, physicalMax: 25 };
	const channels = [{ name: 'EDA', kind: 'eda', unit: 'uS', view: null, transfer }];
	const { screen } = await showPage(LiveTraces, {
		...{ progress: 3, locale: 'en', props: { channels, rateHz: 100, chart: null } }
	});
	const [mode] = screen.container.querySelectorAll('select');
	expect(mode?.value).toBe('sweep');
});
