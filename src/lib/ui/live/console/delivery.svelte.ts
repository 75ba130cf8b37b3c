/**
 * How an item is put to the person: read out in the room, played, spoken by the computer, or shown on their screen.
 *
 * A mark is made only for what was really heard or seen, at the time it was.
 *
 * @module
 */
import { askScreen } from '#lib/browser/calls.ts';
import {
	audioClock,
	playRecording,
	speakPrompt,
	type HeardPrompt
} from '#lib/browser/prompt-player.ts';
import type { EventTime } from '#lib/core/session/event.ts';
import type { QuestionItem } from '#lib/core/session/question.ts';
import { m } from '#lib/paraglide/messages.js';
import { mediaUrl } from '../../kit/media-url.ts';
import { refusalText } from '../../session/refusal-text.ts';
import type { SessionView } from '../../session/session-view.svelte.ts';
import type { DeliveryChoice } from './delivery-way.ts';

/** Where an item stands. */
export interface DeliveredPlace {
	readonly chart: number;
	readonly presentation: number;
}

/** What was heard, as marks want it. */
export interface Heard {
	readonly started: EventTime;
	readonly ended: Promise<EventTime | null>;
	readonly by: 'recorded-voice' | 'synthetic-voice';
	readonly uncertaintyS: number | null;
}

/** The deliveries of one console. */
export class Delivery {
	readonly #view: SessionView;
	choice = $state<DeliveryChoice>('list');
	/** An item is on its way to the person. */
	isBusy = $state(false);
	/** Why the last one did not arrive; empty = it did. */
	fault = $state('');
	#context: AudioContext | null = null;
	readonly #buffers = new Map<string, AudioBuffer>();

	constructor(view: SessionView) {
		this.#view = view;
	}

	/** Shows an item on the person's screen; the server marks it. */
	async show(place: DeliveredPlace): Promise<void> {
		await this.#alone(async () => {
			const answer = await askScreen(this.#view.data.sessionId, { ask: 'present', ...place });
			return answer.ok ? '' : refusalText(answer.code);
		});
	}

	/** Plays or speaks an item; null when nothing was heard. */
	async say(item: QuestionItem, stem: string, way: 'recorded' | 'voice'): Promise<Heard | null> {
		let heard: Heard | null = null;
		await this.#alone(async () => {
			const prompt =
				way === 'recorded' ? await this.#play(item) : await speakPrompt(stem + item.text);
			if (typeof prompt === 'string') return prompt;
			if (prompt === null)
				return way === 'recorded' ? m.desk_delivery_no_sound() : m.desk_delivery_no_voice();
			heard = this.#heard(prompt, way);
			return '';
		});
		return heard;
	}

	#heard({ startedMs, ended }: HeardPrompt, way: 'recorded' | 'voice'): Heard {
		const { clock } = this.#view;
		return {
			started: clock.at(startedMs),
			ended: ended.then((ms) => (ms === null ? null : clock.at(ms))),
			by: way === 'recorded' ? 'recorded-voice' : 'synthetic-voice',
			uncertaintyS: clock.uncertaintyS
		};
	}

	async #play({ prompt }: QuestionItem): Promise<HeardPrompt | string | null> {
		const file = prompt?.file ?? null;
		if (file === null) return m.desk_delivery_no_file();
		this.#context ??= new AudioContext({ latencyHint: 'interactive' });
		const buffer = await this.#bufferOf(this.#context, file.sha256);
		if (buffer === null) return m.desk_delivery_no_file();
		const leadS = this.#view.data.texts.desk?.voice.leadS ?? 0.2;
		return playRecording(audioClock(this.#context), buffer, leadS);
	}

	async #bufferOf(context: AudioContext, sha256: string): Promise<AudioBuffer | null> {
		const known = this.#buffers.get(sha256);
		if (known) return known;
		try {
			const answer = await fetch(mediaUrl(this.#view.data.sessionId, { sha256 }));
			if (!answer.ok) return null;
			const buffer = await context.decodeAudioData(await answer.arrayBuffer());
			this.#buffers.set(sha256, buffer);
			return buffer;
		} catch (error) {
			// the server is away, or the bytes are no sound: the examiner is told and reads it out
			if (error instanceof TypeError || error instanceof DOMException) return null;
			throw error;
		}
	}

	/** @param work answers with what went wrong; empty = nothing */
	async #alone(work: () => Promise<string>): Promise<void> {
		if (this.isBusy) return;
		this.isBusy = true;
		this.fault = '';
		try {
			this.fault = await work();
		} finally {
			this.isBusy = false;
		}
	}
}
