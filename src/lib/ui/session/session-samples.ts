/**
 * The samples of one session's charts as this tab heard them, kept over a reload.
 *
 * @module
 */
import { BlockStore } from '#lib/browser/block-store.ts';
import type { LabDatabase } from '#lib/browser/database.ts';
import { within } from '#lib/browser/within.ts';
import { LiveSamples, PREVIEW, type ChartSamples } from '#lib/browser/samples.ts';
import { readSamples, sessionPlace } from '#lib/browser/recordings.ts';
import type { Block } from '#lib/core/recording/block.ts';
import type { Chart } from '#lib/core/session/state.ts';
import type { StreamMessage } from '#lib/core/recording/stream-messages.ts';

/** The stream waits at most this long for what is in this browser, and for what is on the server's disk [ms]. */
const LONGEST_READ_MS = 6000;

/** Samples by chart; 0 = preview. */
export class SessionSamples {
	readonly #live = new LiveSamples();
	readonly #store: BlockStore;
	readonly #sessionId: string;
	/** Session whose chart the recorder is recording; null = not known or none. */
	#recordingOf: string | null = null;
	#profile: string | null = null;

	readonly #read: typeof readSamples;

	constructor(
		sessionId: string,
		userId: string,
		{ database, read = readSamples }: { database?: LabDatabase; read?: typeof readSamples } = {}
	) {
		this.#sessionId = sessionId;
		this.#read = read;
		this.#store = new BlockStore(sessionId, userId, database);
	}

	/** The samples of a chart (0 = preview); null = none came yet. */
	chart(number: number): ChartSamples | null {
		return this.#live.chart(number);
	}

	/**
	 * Takes up what an earlier page kept, then what the server's disk has of the running chart. What cannot be had
	 * is drawn as missing.
	 */
	async load(running: Chart | null): Promise<{ bootId: string; lastSequence: number } | null> {
		let kept: Awaited<ReturnType<BlockStore['load']>> = null;
		try {
			// a store that does not answer must not keep the stream closed
			kept = await within(this.#store.load(), LONGEST_READ_MS);
			kept?.blocks.forEach((block) => this.#live.take(block));
		} catch (error) {
			this.#store.problem = error instanceof Error ? error.message : String(error);
		}
		if (running === null) return kept;
		const { columns, rateHz } = running.started;
		const samples = this.#live.open(running.chart, columns.length, rateHz);
		// away or slow: the stream must not wait for it, and brings what comes from now on
		const place = sessionPlace(this.#sessionId);
		const read = this.#read(place, running.chart, samples, running.gaps).catch(() => false);
		await within(read, LONGEST_READ_MS);
		return kept;
	}

	/** Takes a block of the stream; a preview is drawn but not kept. */
	take(block: Block, bytes: Uint8Array): void {
		const isOther = this.#recordingOf !== null && this.#recordingOf !== this.#sessionId;
		if (block.chart !== PREVIEW && isOther) return;
		this.#live.take(block);
		if (block.chart !== PREVIEW) this.#store.keep(block, bytes);
	}

	/** Learns rate, recorder run and end of a chart from the stream. */
	hear(message: StreamMessage): void {
		switch (message.type) {
			case 'opened':
				if (message.recorderBootId !== null) this.#store.setBoot(message.recorderBootId);
				break;
			case 'recorder-boot':
				this.#store.setBoot(message.bootId);
				this.#live.forgetPreview();
				break;
			case 'health':
				this.#recordingOf = message.recording?.sessionId ?? null;
				if (message.profile !== this.#profile) this.#live.forgetPreview();
				this.#profile = message.profile;
				if (message.rateHz > 0) this.#live.setRate(message.rateHz);
				break;
			case 'event':
				if (message.event.type === 'chart-sealed') void this.#store.forget();
				break;
		}
	}

	/** Writes what is held. */
	async flush(): Promise<void> {
		await this.#store.flush();
	}
}
