/**
 * Time that passes only when a test says so.
 *
 * @module
 */
import type { WriterTime } from '#recorder/chart/record-writer.ts';

interface Waiting {
	readonly atMs: number;
	readonly call: () => void;
}

/** Everything that can go on without time passing has gone on; there is no real input or output in between. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A clock that starts at any time and stands still. */
export class VirtualTime implements WriterTime {
	#nowMs: number;
	readonly #waiting = new Set<Waiting>();

	constructor(startMs = 0) {
		this.#nowMs = startMs;
	}

	nowMs(): number {
		return this.#nowMs;
	}

	sleep(ms: number): Promise<void> {
		return new Promise((resolve) => void this.after(ms, resolve));
	}

	after(ms: number, call: () => void): () => void {
		const waiting = { atMs: this.#nowMs + ms, call };
		this.#waiting.add(waiting);
		return () => void this.#waiting.delete(waiting);
	}

	/** Lets time pass; what falls due is called in order, at its time. */
	async advance(ms: number): Promise<void> {
		const end = this.#nowMs + ms;
		await settled();
		for (;;) {
			const [next] = [...this.#waiting].sort((a, b) => a.atMs - b.atMs);
			if (next === undefined || next.atMs > end) break;
			this.#waiting.delete(next);
			this.#nowMs = Math.max(this.#nowMs, next.atMs);
			next.call();
			await settled();
		}
		this.#nowMs = end;
	}

	/** Lets time pass until something has ended. */
	async until<T>(work: Promise<T>, stepMs = 100): Promise<T> {
		const ended = work.then(
			() => true,
			() => true
		);
		const isOver = (): Promise<boolean> => Promise.race([ended, settled().then(() => false)]);
		for (let steps = 0; steps < 10_000 && !(await isOver()); steps++) await this.advance(stepMs);
		return work;
	}
}
