/**
 * The web process: the built pages behind our own small server.
 *
 * Loopback by default; with `JINGWEI_TLS_CERT` and `JINGWEI_TLS_KEY` (PEM files) HTTPS and HTTP/2 for a LAN.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createSecureServer } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { resolve } from 'node:path';
import { isOwnHost } from '../lib/server/accounts/origin.ts';
import { protectAnswer } from '../lib/server/answer-headers.ts';
import { endProcess } from '../lib/server/process-end.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** The pages see through this header whether they are reached over HTTPS; clients cannot set it. */
const PROTOCOL_HEADER = 'x-jingwei-protocol';
const root = resolve(import.meta.dirname, '../..');
const environment = process.env;

environment['JINGWEI_ROOT'] ??= root;
environment['JINGWEI_DATA'] = resolve(environment['JINGWEI_DATA'] ?? resolve(root, 'data'));
environment['PROTOCOL_HEADER'] = PROTOCOL_HEADER;
// libraries that look at it say less and ask more
environment['NODE_ENV'] ??= 'production';
// read once by the pages' handler: room for a picture or a sound; everything else has a limit of its own (hooks.server)
environment['BODY_SIZE_LIMIT'] ??= '21M';

const host = environment['JINGWEI_HOST'] ?? '127.0.0.1';
const port = Number(environment['JINGWEI_PORT'] ?? 5180);
const certificate = environment['JINGWEI_TLS_CERT'];
const key = environment['JINGWEI_TLS_KEY'];
const isSecure = certificate !== undefined && key !== undefined;
const hostNames = (environment['JINGWEI_HOSTS'] ?? '')
	.split(',')
	.map((name) => name.trim().toLowerCase())
	.filter((name) => name !== '');

const built = new URL('../../build/handler.js', import.meta.url).href;
const { handler } = await loadPages();

/** The pages; loading them opens the laboratory. A refusal (a faulty protocol file) ends the start in plain words. */
async function loadPages(): Promise<{ handler: Handler }> {
	try {
		return (await import(built)) as { handler: Handler };
	} catch (error) {
		console.error(isRefusal(error) ? error.message : error);
		process.exit(1);
	}
}

/** The built pages bring their own copy of the error class: told by its code. */
function isRefusal(error: unknown): error is Error {
	return error instanceof Error && 'code' in error && error.name === 'LabError';
}

// what is said may go to a file on a full disk: without a listener the second line without room would end the process
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

// a fault nobody waited for must not end every other person's work: it is logged, the recorder is a process of its own
process.on('unhandledRejection', (reason) => {
	console.error('fault outside a request', reason);
});

/** What pages and endpoints know. Others, like TRACE, which sends a request's cookies back, end here. */
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

function refuse(response: ServerResponse, status: number, words: string): void {
	response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
	response.end(`${words}\n`);
}

function answer(request: IncomingMessage, response: ServerResponse): void {
	protectAnswer(response, isSecure);
	// HTTP/2 names the host in a pseudo-header; the pages' handler only knows HTTP/1
	const authority = request.headers[':authority'];
	if (typeof authority === 'string') request.headers.host ??= authority;
	if (!isOwnHost(request.headers.host, hostNames)) {
		refuse(response, 421, 'Misdirected request: this host name is not in JINGWEI_HOSTS.');
		return;
	}
	if (!METHODS.has(request.method ?? '')) {
		refuse(response, 405, 'Method not allowed.');
		return;
	}
	request.headers[PROTOCOL_HEADER] = isSecure ? 'https' : 'http';
	handler(request, response);
}

/** With forward secrecy and authentication only, the strongest first; the last three are of TLS 1.3. */
const CIPHERS = [
	...['ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-GCM-SHA384'],
	...['ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-RSA-CHACHA20-POLY1305'],
	...['ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256'],
	...['TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256']
].join(':');

function createListener() {
	if (!isSecure) return createServer(answer);
	const options = {
		cert: readFileSync(certificate),
		key: readFileSync(key),
		allowHTTP1: true,
		minVersion: 'TLSv1.2' as const,
		ciphers: CIPHERS,
		honorCipherOrder: true
	};
	return createSecureServer(options, answer as unknown as Parameters<typeof createSecureServer>[1]);
}

const server = createListener();
// somebody who sends a byte now and then keeps no place for ever: seconds for a head, minutes for the largest file
Object.assign(server, { headersTimeout: 20_000, requestTimeout: 180_000 });
const sockets = new Set<Socket>();
server.on(isSecure ? 'secureConnection' : 'connection', (socket: Socket) => {
	sockets.add(socket);
	socket.once('close', () => sockets.delete(socket));
});

server.on('error', (error: NodeJS.ErrnoException) => {
	const taken = `端口 ${port} 已被占用 Port ${port} is in use. JINGWEI_PORT=…`;
	console.error(error.code === 'EADDRINUSE' ? taken : error);
	process.exit(1);
});

server.listen(port, host, () => {
	const { port: actual } = server.address() as AddressInfo;
	const shown = host.includes(':') ? `[${host}]` : host;
	const address = `${isSecure ? 'https' : 'http'}://${shown}:${actual}`;
	console.log(`经纬已启动，请用浏览器打开 Jingwei is running, open in a browser: ${address}`);
});

/** The longest the end may take [ms]; the recorder lives in its own process and loses nothing. */
const LONGEST_END_MS = 1_800;
let isEnding = false;

async function end(): Promise<void> {
	if (isEnding) return;
	isEnding = true;
	setTimeout(() => process.exit(0), LONGEST_END_MS).unref();
	server.close();
	for (const problem of await endProcess()) console.error(problem);
	// answers that are being written get a moment; then the sockets go
	setTimeout(() => {
		for (const socket of sockets) socket.destroy();
		process.exit(0);
	}, 100);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end());
