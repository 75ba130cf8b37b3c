/**
 * The samples of one session's charts as this tab heard them, kept over a reload.
 *
 * @module
 */
import { BlockStore } from '#lib/browser/block-store.ts';
import type { LabDatabase } from '#lib/browser/database.ts';
import { LiveSamples, PREVIEW, type ChartSamples } from '#lib/browser/samples.ts';
import type { Block } from '#lib/core/recording/block.ts';
import type { StreamMessage } from '#lib/core/recording/stream-messages.ts';

/** Samples by chart; 0 = preview. */
export class SessionSamples {
	readonly #live = new LiveSamples();
	readonly #store: BlockStore;
	readonly #sessionId: string;
	/** Session whose chart the recorder is recording; null = not known or none. */
	#recordingOf: string | null = null;
	#profile: string | null = null;

	constructor(sessionId: string, database?: LabDatabase) {
		this.#sessionId = sessionId;
		this.#store = new BlockStore(sessionId, database);
	}

	/** The samples of a chart (0 = preview); null = none came yet. */
	chart(number: number): ChartSamples | null {
		return this.#live.chart(number);
	}

	/** Takes up what an earlier page kept; a browser without storage begins with nothing. */
	async load(): Promise<{ bootId: string; lastSequence: number } | null> {
		try {
			const kept = await this.#store.load();
			kept?.blocks.forEach((block) => this.#live.take(block));
			return kept;
		} catch (error) {
			this.#store.problem = error instanceof Error ? error.message : String(error);
			return null;
		}
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
