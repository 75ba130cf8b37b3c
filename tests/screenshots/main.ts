/**
 * `npm run screenshots -- [STATE…] [--out FOLDER] [--language zh-CN|en]`: pictures of the pages as they are, made by
 * going through the demonstration case in the built application. A name stands for every state that begins with it.
 * `--guide` makes those the user guide shows anew, in `static/guide`.
 *
 * The same subject sits in the virtual chair each time; the order of questions and the time of day are drawn anew.
 *
 * @module
 */
import { chromium } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chapters } from '#lib/ui/guide/guide-text.ts';
import { launchOptions } from '../browser.ts';
import { Examiner } from '../e2e/examiner.ts';
import { slowerInstrument } from '../e2e/quick-protocols.ts';
import { buildPages, WebProcess } from '../fixtures/web-process.ts';
import { Camera } from './camera.ts';
import { states, travel } from './journey.ts';

/** Recorded seconds per real second. */
const LAPSE = 8;

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { out: { type: 'string' }, language: { type: 'string' }, guide: { type: 'boolean' } }
});
const isForGuide = values.guide === true;
const guidePictures = chapters.flatMap(({ parts }) =>
	parts.flatMap((part) => (part.kind === 'picture' ? [part.name] : []))
);
const unknown = [...positionals, ...(isForGuide ? guidePictures : [])].filter(
	(name) => !states.some((state) => state.startsWith(name))
);
if (unknown.length > 0)
	throw new Error(`no state ${unknown.join(', ')}: there are ${states.join(', ')}`);
const isWanted = (state: string): boolean =>
	(!isForGuide || guidePictures.includes(state)) &&
	(positionals.length === 0 || positionals.some((name) => state.startsWith(name)));
const out = resolve(
	values.out ?? (isForGuide ? 'static/guide' : mkdtempSync(join(tmpdir(), 'jingwei-screenshots-')))
);

async function inLanguage(locale: 'zh-CN' | 'en'): Promise<void> {
	const protocols = slowerInstrument();
	const web = new WebProcess({ JINGWEI_TIME_LAPSE: String(LAPSE), JINGWEI_PROTOCOLS: protocols });
	const browser = await chromium.launch(await launchOptions());
	try {
		await web.start();
		const viewport = { width: 1366, height: 768 };
		const page = await browser.newPage({
			...{ baseURL: web.origin, locale, timezoneId: 'Asia/Shanghai', viewport }
		});
		const camera = new Camera(out, locale, isWanted, isForGuide);
		const tester = new Examiner(page, locale);
		await travel({ browser, web, locale, page, tester, camera }, isWanted);
		console.log(`${locale}: ${String(camera.taken)} pictures in ${out}`);
	} finally {
		await browser.close();
		await web.remove();
		rmSync(protocols, { recursive: true });
	}
}

await buildPages();
for (const locale of ['zh-CN', 'en'] as const)
	if (values.language === undefined || values.language === locale) await inLanguage(locale);
