import { defineConfig } from '@playwright/test';
import { mkdtempSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodePath } from './src/serve/prepare.mjs';
import { launchOptions } from './tests/browser.ts';

// the configuration is read again in every worker: the first reading decides for all
const port = (process.env['JINGWEI_E2E_PORT'] ??= String(await freePort()));
const data = (process.env['JINGWEI_E2E_DATA'] ??= mkdtempSync(join(tmpdir(), 'jingwei-e2e-')));
const baseURL = `http://127.0.0.1:${port}`;

export default defineConfig({
	testDir: 'tests/e2e',
	testMatch: '**/*.test.ts',
	outputDir: 'test-results/e2e',
	reporter: [['list'], ['json', { outputFile: 'test-results/reports/e2e.json' }]],
	// tests of one file share a laboratory; files have their own. One of them uses a processor nearly whole
	workers: 2,
	forbidOnly: process.env['CI'] !== undefined,
	use: {
		baseURL,
		locale: 'zh-CN',
		timezoneId: 'Asia/Shanghai',
		trace: 'retain-on-failure',
		permissions: ['camera', 'microphone'],
		launchOptions: await launchOptions()
	},
	webServer: {
		command: `"${nodePath()}" src/serve/main.ts`,
		url: baseURL,
		env: { JINGWEI_DATA: data, JINGWEI_PORT: port },
		gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
		stdout: 'pipe'
	}
});

/** A port nobody listens on at the moment. */
function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.on('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const { port: found } = probe.address() as AddressInfo;
			probe.close(() => {
				resolve(found);
			});
		});
	});
}
