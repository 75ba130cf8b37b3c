/**
 * Carries out the conversations that a driver describes as data.
 *
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { LabError } from '#lib/core/errors.ts';
import type { HandshakeStep } from '#lib/devices/types.ts';

/** How often a reply is looked for when nothing arrives [ms]. */
const LONGEST_WAIT_MS = 50;

/** What came of a conversation. */
export interface Outcome {
	/** In step order; empty where none was expected or an optional one did not come. */
	readonly replies: readonly Uint8Array[];
	/** Bytes after the last reply: the stream has begun. */
	readonly rest: Uint8Array;
}

/** One conversation over one connection. */
export class Conversation {
	readonly #write: (bytes: Uint8Array) => Promise<void>;
	#held: Uint8Array = new Uint8Array(0);
	#wake = (): void => undefined;
	#over: string | null = null;

	/** @param write sends bytes to the port */
	constructor(write: (bytes: Uint8Array) => Promise<void>) {
		this.#write = write;
	}

	/** Takes bytes from the port. */
	heard(chunk: Uint8Array): void {
		const joined = new Uint8Array(this.#held.length + chunk.length);
		joined.set(this.#held);
		joined.set(chunk, this.#held.length);
		this.#held = joined;
		this.#wake();
	}

	/** The port is gone: whoever waits for a reply waits in vain. */
	ended(reason: string): void {
		this.#over = reason;
		this.#wake();
	}

	/**
	 * Carries out the steps.
	 *
	 * @param longestMs no reply is waited for longer than this [ms]
	 * @throws {LabError} `device/no-reply` when a step that is not optional gets no reply, `device/lost` when
	 * the port goes away
	 */
	async run(steps: readonly HandshakeStep[], longestMs = Infinity): Promise<Outcome> {
		const replies: Uint8Array[] = [];
		for (const [index, step] of steps.entries()) {
			const timeoutMs = Math.min(step.timeoutMs, longestMs);
			replies.push(await this.#step({ ...step, timeoutMs }, index + 1));
		}
		return { replies, rest: this.#held };
	}

	async #step(step: HandshakeStep, number: number): Promise<Uint8Array> {
		const heardBefore = step.drain ? 0 : this.#held.length;
		if (step.waitMs > 0) await sleep(step.waitMs);
		if (step.drain) this.#held = new Uint8Array(0);
		this.#refuseWhenOver();
		if (step.send.length > 0) await this.#write(step.send);
		const reply = step.reply ? await this.#reply(step, number, heardBefore) : new Uint8Array(0);
		if (!step.reply && step.drain) this.#held = new Uint8Array(0);
		return reply;
	}

	async #reply(step: HandshakeStep, number: number, from: number): Promise<Uint8Array> {
		const deadline = performance.now() + step.timeoutMs;
		for (;;) {
			const end = step.reply?.(this.#held.subarray(from)) ?? null;
			if (end !== null) {
				const reply = this.#held.slice(from, from + end);
				this.#held = this.#held.slice(from + end);
				return reply;
			}
			this.#refuseWhenOver();
			const leftMs = deadline - performance.now();
			if (leftMs <= 0) break;
			const arrival = new Promise<void>((resolve) => (this.#wake = resolve));
			await Promise.race([arrival, sleep(Math.max(1, Math.min(LONGEST_WAIT_MS, leftMs)))]);
		}
		if (step.optional) return new Uint8Array(0);
		const got = this.#held.length - from;
		throw new LabError(
			'device/no-reply',
			`expected a reply to step ${number} within ${step.timeoutMs} ms, got ${got} other bytes`
		);
	}

	#refuseWhenOver(): void {
		if (this.#over !== null) throw new LabError('device/lost', this.#over);
	}
}

/** Says the closing words. Replies are not waited for: what still comes is data. */
export async function sendAll(
	steps: readonly HandshakeStep[],
	write: (bytes: Uint8Array) => Promise<void>
): Promise<void> {
	for (const step of steps) {
		await sleep(step.waitMs);
		if (step.send.length > 0) await write(step.send);
	}
}
