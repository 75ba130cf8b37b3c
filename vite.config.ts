import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import type { Plugin, PluginOption } from 'vite';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { compileMessages, messageOptions } from './messages.mjs';
import config from './svelte.config.js';

const BROWSER_TESTS = ['src/**/*.svelte.test.ts', 'src/**/*.browser.test.ts'];
const BROWSER_BENCHMARKS = ['tests/bench/**/*.browser.bench.ts'];

/** Packages of many small files: finding and reading each of them took a third of a second of every start. */
const BUNDLED = ['kysely', 'zod', 'yaml', 'prom-client'];

const nodeProject: TestProjectInlineConfiguration = {
	extends: true,
	test: {
		name: 'node',
		environment: 'node',
		include: [
			'src/**/*.test.ts',
			'tests/{assurance,bench,cli,contracts,database,architecture,integration,faults,validation}/**/*.test.ts'
		],
		exclude: BROWSER_TESTS,
		benchmark: { include: ['tests/bench/**/*.bench.ts'], exclude: BROWSER_BENCHMARKS }
	}
};

/** What a component asks of a server is not there, unless its test answers: without this a whole laboratory would start. */
const noServer: Plugin = {
	name: 'jingwei-no-server',
	configureServer: ({ middlewares }) =>
		void middlewares.use('/api', (_request, response) => {
			response.statusCode = 404;
			response.end();
		})
};

/** Tests of components and of browser storage, in a real Chromium. Loaded only when vitest runs. */
async function browserProject(): Promise<TestProjectInlineConfiguration> {
	const { playwright } = await import('@vitest/browser-playwright');
	const { launchOptions } = await import('./tests/browser.ts');
	return {
		extends: true,
		plugins: [noServer],
		// a package found only while tests run would reload the page under them
		optimizeDeps: {
			include: [
				...[
					'axe-core',
					'bits-ui',
					'canonicalize',
					'chart.js',
					'dexie',
					'diff',
					'jstat',
					'minisearch',
					'yaml',
					'zod'
				],
				...['@marcbachmann/cel-js', '@noble/hashes/sha2.js', '@noble/hashes/utils.js']
			]
		},
		test: {
			name: 'browser',
			include: BROWSER_TESTS,
			benchmark: { include: BROWSER_BENCHMARKS },
			setupFiles: ['./tests/browser-setup.ts'],
			browser: {
				enabled: true,
				headless: true,
				screenshotFailures: false,
				provider: playwright({ launchOptions: await launchOptions() }),
				instances: [{ browser: 'chromium' }]
			}
		}
	};
}

/**
 * SvelteKit's plugins, with the configuration kept in `svelte.config.js`, the place the customer named.
 *
 * Kit 3 takes its configuration from here and refuses to start beside a file of that name, because it would
 * otherwise be silently ignored. Ours is not ignored: it is what is handed over, so that one refusal is let pass.
 */
async function kitPlugins(): Promise<unknown[]> {
	const plugins = (await sveltekit(config)) as unknown as CheckingPlugin[];
	for (const { name, config: hook } of plugins) {
		if (name !== 'vite-plugin-sveltekit-resolve-root' || hook === undefined) continue;
		const original = hook.handler;
		hook.handler = function (...given) {
			try {
				return original.apply(this, given);
			} catch (error) {
				if (error instanceof Error && error.message.includes('svelte.config.js')) return undefined;
				throw error;
			}
		};
	}
	return plugins;
}

/** The part of Kit's plugin that is looked at here. */
interface CheckingPlugin {
	readonly name: string;
	readonly config?: { handler: (this: unknown, ...given: unknown[]) => unknown };
}

/** The words as code: anew at every edit while pages are developed, otherwise once before. */
async function messagePlugins(command: 'build' | 'serve'): Promise<PluginOption[]> {
	if (command === 'serve' && !process.env.VITEST) return [paraglideVitePlugin(messageOptions)];
	await compileMessages();
	return [];
}

export default defineConfig(async ({ command }) => ({
	plugins: [await messagePlugins(command), tailwindcss(), (await kitPlugins()) as PluginOption],
	ssr: {
		external: ['serialport', '@lydell/node-pty'],
		noExternal: command === 'build' ? BUNDLED : []
	},
	// an inlined font or worker would be a data: address, which the content security policy refuses
	build: { assetsInlineLimit: 0 },
	test: process.env.VITEST ? { projects: [nodeProject, await browserProject()] } : {}
}));
