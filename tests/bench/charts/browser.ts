/**
 * The browser of the chart benchmark: pages of one size, and what the browser spends.
 *
 * @module
 */
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import { launchOptions } from '../../browser.ts';
import { HEIGHT, WIDTH } from './page/size.ts';
import { cpuOfTree } from './process-cpu.ts';

/** What was spent so far [ms]. */
export interface Spent {
	/** By all processes of the browser. */
	readonly cpu: number;
	/** By scripts of the page. */
	readonly script: number;
	/** By the main thread of the page. */
	readonly task: number;
}

/** A page with the benchmark in it. */
export interface BenchPage {
	readonly page: Page;
	readonly protocol: CDPSession;
	readonly spent: () => Promise<Spent>;
	readonly close: () => Promise<void>;
}

/** Opens pages in one browser until closed. */
export interface BenchBrowser {
	readonly open: (density: number) => Promise<BenchPage>;
	readonly close: () => Promise<void>;
	readonly version: string;
}

/** Starts the browser. */
export async function startBrowser(url: string): Promise<BenchBrowser> {
	const server = await chromium.launchServer(await launchOptions());
	const { pid } = server.process();
	if (pid === undefined) throw new Error('the browser has no process');
	const browser = await chromium.connect(server.wsEndpoint());
	return {
		version: browser.version(),
		open: (density) => open(browser, pid, url, density),
		close: async () => {
			await browser.close();
			await server.close();
		}
	};
}

async function open(
	browser: Browser,
	pid: number,
	url: string,
	density: number
): Promise<BenchPage> {
	const context = await browser.newContext({
		viewport: { width: WIDTH, height: HEIGHT },
		deviceScaleFactor: density,
		// a bare system names a language that Intl refuses
		locale: 'en-GB'
	});
	const page = await context.newPage();
	page.on('pageerror', (error) => {
		throw error;
	});
	await page.goto(url);
	if (!(await page.evaluate(() => crossOriginIsolated)))
		throw new Error('the page is not isolated: its clock would be too coarse');
	const protocol = await context.newCDPSession(page);
	await protocol.send('Performance.enable', { timeDomain: 'threadTicks' });
	return {
		...{ page, protocol },
		close: () => context.close(),
		async spent() {
			const { metrics } = await protocol.send('Performance.getMetrics');
			const of = (name: string): number =>
				1000 * (metrics.find((metric) => metric.name === name)?.value ?? NaN);
			return { cpu: cpuOfTree(pid), script: of('ScriptDuration'), task: of('TaskDuration') };
		}
	};
}
