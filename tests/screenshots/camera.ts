/**
 * Pictures of one page in every look and size that is wanted, named `STATE/LANGUAGE-LOOK-WIDTH.png`.
 *
 * @module
 */
import type { Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

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
	readonly #locale: string;
	readonly #isWanted: (state: string) => boolean;
	taken = 0;

	constructor(folder: string, locale: string, isWanted: (state: string) => boolean) {
		this.#folder = folder;
		this.#locale = locale;
		this.#isWanted = isWanted;
	}

	/** All pictures of a state; the page is left in its first look and size. */
	async shoot(page: Page, state: string, shot: Shot = {}): Promise<void> {
		for (const take of this.takes(page, state, shot)) await take();
	}

	/** The same one by one, for a state that moves on meanwhile. */
	takes(page: Page, state: string, { allLooks = false, isWhole = false }: Shot = {}) {
		if (!this.#isWanted(state)) return [];
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
