/**
 * One program connected to the recorder. It is sent what it can take; it never holds up the sampling.
 *
 * @module
 */
import type { Socket } from 'node:net';
import { isLabError } from '#lib/core/errors.ts';
import { encodeJson, PACKET_JSON, PacketReader, readJson } from '#lib/core/recording/packet.ts';
import { recorderCommand, type RecorderCommand } from '#lib/core/recording/recorder-messages.ts';
import type { BlockRing } from './block-ring.ts';

/** Blocks are handed to the socket up to this many unsent bytes; the rest waits in the ring. */
const BLOCKS_AHEAD = 256 * 1024;
/** A client that leaves this many bytes unread is dropped. */
const MOST_UNREAD = 4 * 1024 * 1024;

/** Carries out a command; the answer becomes the reply's result. */
export type CommandHandler = (command: RecorderCommand) => Promise<unknown>;

/** A connected client. */
export class ClientLink {
	readonly #socket: Socket;
	readonly #ring: BlockRing;
	readonly #handle: CommandHandler;
	/** Next block to send; null = not subscribed. */
	#cursor: number | null = null;

	constructor(socket: Socket, ring: BlockRing, handle: CommandHandler) {
		this.#socket = socket;
		this.#ring = ring;
		this.#handle = handle;
		const reader = new PacketReader();
		socket.on('data', (chunk) => {
			try {
				for (const packet of reader.push(chunk))
					if (packet.kind === PACKET_JSON) void this.#command(readJson(packet));
			} catch (error) {
				// not our language: say nothing more to this one
				socket.destroy(error instanceof Error ? error : undefined);
			}
		});
		socket.on('drain', () => {
			this.sendBlocks();
		});
	}

	/** Sends a JSON message, or drops the client when it does not read. */
	send(message: unknown): void {
		this.sendPacket(encodeJson(message));
	}

	/** Sends an encoded packet. */
	sendPacket(packet: Uint8Array): void {
		if (this.#socket.writableLength > MOST_UNREAD) this.#socket.destroy();
		else this.#socket.write(packet);
	}

	/** Sends the blocks that are new to this client, as far as it reads them. */
	sendBlocks(): void {
		if (this.#cursor === null || this.#socket.destroyed) return;
		if (this.#cursor < this.#ring.first) {
			// too slow: the blocks it waits for are forgotten; it may come back and be told so
			this.#socket.destroy();
			return;
		}
		this.#socket.cork();
		while (this.#socket.writableLength < BLOCKS_AHEAD) {
			const packet = this.#ring.packet(this.#cursor);
			if (!packet) break;
			this.#socket.write(packet);
			this.#cursor += 1;
		}
		this.#socket.uncork();
	}

	async #command(raw: unknown): Promise<void> {
		const parsed = recorderCommand.safeParse(raw);
		if (!parsed.success) {
			const number = (raw as { request?: unknown } | null)?.request;
			const request = typeof number === 'number' && number >= 1 ? Math.trunc(number) : 1;
			const message = parsed.error.issues.map((issue) => issue.message).join('; ');
			this.send({ type: 'reply', request, error: { code: 'recorder/command', message } });
			return;
		}
		const { request } = parsed.data;
		try {
			const result = await this.#answer(parsed.data);
			this.send({ type: 'reply', request, ...(result !== undefined && { result }) });
		} catch (error) {
			const code = isLabError(error) ? error.code : 'recorder/fault';
			const message = error instanceof Error ? error.message : String(error);
			if (!isLabError(error)) console.error('recorder: command failed', error);
			this.send({ type: 'reply', request, error: { code, message } });
		}
		this.sendBlocks();
	}

	async #answer(command: RecorderCommand): Promise<unknown> {
		if (command.command === 'subscribe') {
			this.#cursor = Math.min(Math.max(command.from, this.#ring.first, 1), this.#ring.last + 1);
			return { first: this.#cursor };
		}
		if (command.command === 'unsubscribe') {
			this.#cursor = null;
			return undefined;
		}
		return this.#handle(command);
	}
}
