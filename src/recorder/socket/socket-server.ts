/**
 * The recorder's local socket: any number of clients, each at its own pace.
 *
 * @module
 */
import { createServer, type Server, type Socket } from 'node:net';
import { chmod } from 'node:fs/promises';
import { encodeJson } from '#lib/core/recording/packet.ts';
import type { BlockRing } from './block-ring.ts';
import { ClientLink, type CommandHandler } from './client-link.ts';

/** What the server asks of the recorder. */
export interface SocketHost {
	readonly ring: BlockRing;
	/** Messages for a client that has just connected. */
	greet(): readonly unknown[];
	readonly handle: CommandHandler;
}

/** Serves the socket. */
export class SocketServer {
	readonly #server: Server;
	readonly #host: SocketHost;
	readonly #clients = new Map<Socket, ClientLink>();

	constructor(host: SocketHost) {
		this.#host = host;
		this.#server = createServer((socket) => {
			this.#welcome(socket);
		});
	}

	/** Listens at a path that nobody else uses; only this user may connect. */
	async listen(path: string): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			this.#server.once('error', reject);
			this.#server.listen(path, resolve);
		});
		if (process.platform !== 'win32') await chmod(path, 0o600);
	}

	/** Tells every client. */
	broadcast(message: unknown): void {
		const packet = encodeJson(message);
		for (const client of this.#clients.values()) client.sendPacket(packet);
	}

	/** Tells every subscriber that the ring has new blocks. */
	blocksAdded(): void {
		for (const client of this.#clients.values()) client.sendBlocks();
	}

	/** Sends what is on its way and closes. */
	async close(): Promise<void> {
		for (const socket of this.#clients.keys()) socket.destroySoon();
		const cut = setTimeout(() => {
			for (const socket of this.#clients.keys()) socket.destroy();
		}, 500);
		await new Promise<void>((resolve) => {
			this.#server.close(() => {
				resolve();
			});
		});
		clearTimeout(cut);
	}

	#welcome(socket: Socket): void {
		const client = new ClientLink(socket, this.#host.ring, this.#host.handle);
		this.#clients.set(socket, client);
		socket.on('error', () => {
			// a client that went away is no news: 'close' follows
		});
		socket.on('close', () => {
			this.#clients.delete(socket);
		});
		for (const message of this.#host.greet()) client.send(message);
	}
}
