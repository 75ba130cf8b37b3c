/**
 * Pictures of one page in every look and size that is wanted, named `STATE/LANGUAGE-LOOK-WIDTH.png`.
 *
 * @module
 */
import type { Page } from '@playwright/test';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pictureUrl } from '#lib/ui/guide/guide-pictures.ts';

/** How a page looks: what `static/display.js` reads from cookies. */
interface Look {
	readonly name: string;
	readonly choices: Readonly<Record<string, string>>;
	/** Colours of the system in place of all of ours. */
	readonly isForced?: boolean;
}

const plain: readonly Look[] = ['light', 'dark'].map((theme) => ({
	...{ name: theme, choices: { theme, contrast: 'normal' } }
}));
const more: readonly Look[] = [
	...['light', 'dark'].flatMap((theme) => [
		{ name: `${theme}-high`, choices: { theme, contrast: 'high' } },
		{ name: `${theme}-safe`, choices: { theme, contrast: 'normal', traces: 'safe' } }
	]),
	{ name: 'forced', choices: {}, isForced: true }
];

/** Sizes of screens in laboratories [CSS px]; the further looks are taken in the first. */
const sizes = [
	{ width: 1366, height: 768 },
	{ width: 1920, height: 1080 }
] as const;

/** What is wanted of a state. */
export interface Shot {
	/** High contrast, colour-blind-safe traces and forced colours as well. */
	readonly allLooks?: boolean;
	/** The whole page, not what fits on the screen. */
	readonly isWhole?: boolean;
}

/** Takes the pictures of one language. */
export class Camera {
	readonly #folder: string;
	readonly #locale: 'zh-CN' | 'en';
	readonly #isWanted: (state: string) => boolean;
	readonly #isForGuide: boolean;
	taken = 0;

	/** @param isForGuide one picture of a state instead, small enough to be kept, where the guide looks for it */
	constructor(
		folder: string,
		locale: 'zh-CN' | 'en',
		isWanted: (state: string) => boolean,
		isForGuide = false
	) {
		this.#folder = folder;
		this.#locale = locale;
		this.#isWanted = isWanted;
		this.#isForGuide = isForGuide;
	}

	/** All pictures of a state; the page is left in its first look and size. */
	async shoot(page: Page, state: string, shot: Shot = {}): Promise<void> {
		for (const take of this.takes(page, state, shot)) await take();
	}

	async #forGuide(page: Page, state: string, isWhole: boolean): Promise<void> {
		await page.setViewportSize(sizes[0]);
		if (plain[0] !== undefined) await show(page, plain[0]);
		if (isWhole) await page.evaluate(() => scrollTo(0, 0));
		const png = await page.screenshot({ animations: 'disabled' });
		const name = pictureUrl(state, this.#locale).split('/').at(-1) ?? state;
		mkdirSync(this.#folder, { recursive: true });
		writeFileSync(join(this.#folder, name), await toWebp(page, png));
		this.taken++;
	}

	/** The same one by one, for a state that moves on meanwhile. */
	takes(page: Page, state: string, { allLooks = false, isWhole = false }: Shot = {}) {
		if (!this.#isWanted(state)) return [];
		if (this.#isForGuide) return [() => this.#forGuide(page, state, isWhole)];
		const folder = join(this.#folder, state);
		mkdirSync(folder, { recursive: true });
		return sizes.flatMap((size, index) =>
			(allLooks && index === 0 ? [...plain, ...more] : plain).map((look) => async () => {
				await page.setViewportSize(size);
				await show(page, look);
				// what sticks to the edge of the window would lie across the picture
				if (isWhole) await page.evaluate(() => scrollTo(0, 0));
				await page.screenshot({
					path: join(folder, `${this.#locale}-${look.name}-${size.width}.png`),
					...{ fullPage: isWhole, animations: 'disabled' }
				});
				this.taken++;
				await page.setViewportSize(sizes[0]);
				if (plain[0] !== undefined) await show(page, plain[0]);
			})
		);
	}
}

/** A PNG as WebP, which Chromium makes itself: a quarter of the size, and nothing to be seen of it. */
async function toWebp(page: Page, png: Buffer): Promise<Buffer> {
	// a page of its own: those of the application refuse data: addresses
	const blank = await page.context().browser()?.newPage();
	if (blank === undefined) throw new Error('expected a browser of its own, got a kept context');
	const url = await blank.evaluate(
		async ({ data, quality }) => {
			const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
			const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
			const canvas = document.createElement('canvas');
			canvas.width = picture.width;
			canvas.height = picture.height;
			canvas.getContext('2d')?.drawImage(picture, 0, 0);
			return canvas.toDataURL('image/webp', quality);
		},
		{ data: png.toString('base64'), quality: 0.85 }
	);
	await blank.close();
	return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

/** Shows the page in a look, and waits until it is drawn. */
async function show(page: Page, { choices, isForced = false }: Look): Promise<void> {
	await page.emulateMedia({ forcedColors: isForced ? 'active' : 'none' });
	await page.evaluate(async (wanted) => {
		for (const part of ['theme', 'contrast', 'traces', 'motion'])
			document.cookie = `jingwei-${part}=${wanted[part] ?? ''}; path=/; max-age=${wanted[part] === undefined ? 0 : 86_400}`;
		document.dispatchEvent(new CustomEvent('jingwei-display'));
		await document.fonts.ready;
		for (let frame = 0; frame < 4; frame++)
			await new Promise((drawn) => requestAnimationFrame(drawn));
	}, choices);
}
