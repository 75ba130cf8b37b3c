/**
 * Who may import whom: the architecture as one table. Type-only and dynamic imports count.
 *
 * `layers` names rows of this table, `packages` npm packages; `node:*` stands for Node's own modules.
 *
 * @module
 */

/** One row of the table. */
export interface Layer {
	/** Regular expression of the files that belong to it. */
	readonly path: string;
	readonly layers: readonly string[];
	readonly packages: readonly string[];
}

/** The table of design.md, kept by `layers.test.ts`. */
export const layers: Readonly<Record<string, Layer>> = {
	core: {
		path: '^src/lib/core/',
		layers: [],
		packages: [
			'zod',
			'yaml',
			'@noble/hashes',
			'canonicalize',
			'jstat',
			'@marcbachmann/cel-js',
			'diff',
			'sm-crypto-v2'
		]
	},
	devices: { path: '^src/lib/devices/', layers: ['core'], packages: [] },
	scoring: { path: '^src/lib/scoring/', layers: ['core'], packages: [] },
	disk: { path: '^src/lib/disk/', layers: [], packages: ['node:*'] },
	server: {
		path: '^src/lib/server/',
		layers: ['core', 'devices', 'scoring', 'disk'],
		packages: [
			'node:*',
			'kysely',
			'pg',
			'@types/pg',
			'better-auth',
			'zod',
			'yaml',
			'pdfkit',
			'@types/pdfkit',
			'docx',
			'uqr',
			'sm-crypto-v2',
			'pkijs',
			'asn1js',
			'shamir-secret-sharing',
			'age-encryption',
			'tar-stream',
			'@types/tar-stream',
			'prom-client',
			'@aws-sdk/client-s3',
			'@aws-sdk/lib-storage'
		]
	},
	browser: { path: '^src/lib/browser/', layers: ['core'], packages: ['dexie'] },
	messages: { path: '^src/lib/paraglide/', layers: [], packages: ['node:*'] },
	ui: {
		path: '^src/lib/ui/',
		layers: ['core', 'scoring', 'browser', 'messages'],
		packages: ['svelte', 'chart.js', 'bits-ui', 'uqr', 'minisearch']
	},
	recorder: {
		path: '^src/recorder/',
		layers: ['core', 'devices', 'disk'],
		packages: ['node:*', 'serialport', '@serialport/[^/]+', 'zod']
	},
	instrument: {
		path: '^src/instrument/',
		layers: ['core', 'devices'],
		packages: ['node:*', '@lydell/node-pty', 'zod', 'yaml']
	},
	cli: {
		path: '^src/cli/',
		layers: ['core', 'devices', 'scoring', 'server', 'recorder', 'instrument'],
		packages: ['node:*']
	},
	serve: { path: '^src/serve/', layers: ['core', 'server'], packages: ['node:*'] },
	endpoints: {
		path: '^src/(hooks[.]server[.]ts|routes/.*([+]server|[.]server)[.]ts)$',
		layers: ['core', 'server', 'messages'],
		packages: ['@sveltejs/kit', 'zod']
	},
	pages: {
		path: '^src/routes/(?!.*([+]server|[.]server)[.]ts$).*[.](svelte|ts)$',
		layers: ['core', 'browser', 'ui', 'messages'],
		packages: ['svelte', '@sveltejs/kit']
	}
};
