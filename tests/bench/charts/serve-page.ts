/**
 * Bundles the page of the chart benchmark from the project's own modules, without the application, and serves it.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { build } from 'vite';

/** A page being served. */
export interface ServedPage {
	readonly url: string;
	readonly close: () => void;
}

/** Isolated, so that the clock of the page has steps of 5 µs instead of 100. */
const ISOLATED = {
	'cross-origin-opener-policy': 'same-origin',
	'cross-origin-embedder-policy': 'require-corp'
};

/** Bundles and serves until closed. */
export async function servePage(): Promise<ServedPage> {
	const script = await bundled();
	const style = await readFile(
		createRequire(import.meta.url).resolve('uplot/dist/uPlot.min.css'),
		'utf8'
	);
	const html = `<!doctype html><meta charset="utf-8"><title>charts</title>
<style>${style} body { margin: 0; background: #fff } .layer, .uplot { position: absolute; inset: 0 } .layer { width: 1600px; height: 900px }</style>
<body><script src="/page.js"></script>`;
	const server: Server = createServer((request, response) => {
		const isScript = request.url === '/page.js';
		const type = isScript ? 'text/javascript' : 'text/html';
		response.writeHead(200, { ...ISOLATED, 'content-type': `${type}; charset=utf-8` });
		response.end(isScript ? script : html);
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	const address = server.address();
	if (address === null || typeof address === 'string') throw new Error('the server has no port');
	return {
		url: `http://127.0.0.1:${String(address.port)}/`,
		close: () => {
			server.closeAllConnections();
			server.close();
		}
	};
}

async function bundled(): Promise<string> {
	const built = await build({
		...{ configFile: false, logLevel: 'error', root: resolve(import.meta.dirname, '../../..') },
		build: {
			...{ write: false, target: 'esnext' },
			rolldownOptions: {
				input: join(import.meta.dirname, 'page.ts'),
				output: { format: 'iife' }
			}
		}
	});
	const outputs = [built].flat().flatMap((part) => ('output' in part ? part.output : []));
	const chunk = outputs.find((output) => output.type === 'chunk');
	if (chunk === undefined) throw new Error('the page was bundled into nothing');
	return chunk.code;
}
