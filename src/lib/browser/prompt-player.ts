/**
 * Spoken prompts with their true times: a recording is scheduled on the audio clock, and its onset is where the
 * output really was, not where a timer of the page fired.
 *
 * @module
 */
import { languageOf, localVoices } from './speech.ts';

/** When a prompt was heard, on the tab's steady clock [ms]. */
export interface HeardPrompt {
	readonly startedMs: number;
	/** Settles when it is over; null = it was broken off. */
	readonly ended: Promise<number | null>;
}

/** What of an audio context is needed; tests give their own. */
export type AudioClock = Pick<AudioContext, 'currentTime' | 'getOutputTimestamp' | 'resume'> & {
	play(buffer: AudioBuffer, at: number): void;
};

/** How often the audio clock is looked at [ms]. How exact a mark is does not depend on it. */
const LOOK_MS = 10;
/** A device that puts nothing out for this long is given up [ms]. */
const GIVE_UP_MS = 3000;

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** An audio context as the player wants it. */
export function audioClock(context: AudioContext): AudioClock {
	return {
		get currentTime() {
			return context.currentTime;
		},
		getOutputTimestamp: () => context.getOutputTimestamp(),
		resume: () => context.resume(),
		play(buffer, at) {
			const source = context.createBufferSource();
			source.buffer = buffer;
			source.connect(context.destination);
			source.start(at);
		}
	};
}

/**
 * Plays a recording.
 *
 * @param leadS how far ahead it is scheduled [s]
 * @returns null when the device puts nothing out
 */
export async function playRecording(
	clock: AudioClock,
	buffer: AudioBuffer,
	leadS: number
): Promise<HeardPrompt | null> {
	await clock.resume();
	const from = clock.currentTime + leadS;
	clock.play(buffer, from);
	const startedMs = await heardAt(clock, from, GIVE_UP_MS + leadS * 1000);
	if (startedMs === null) return null;
	const ended = heardAt(clock, from + buffer.duration, GIVE_UP_MS + buffer.duration * 1000);
	return { startedMs, ended };
}

/** When a moment of the audio clock left the device, on the steady clock [ms]; null = it never did. */
async function heardAt(clock: AudioClock, at: number, mostMs: number): Promise<number | null> {
	for (let waited = 0; waited <= mostMs; waited += LOOK_MS) {
		const { contextTime = 0, performanceTime = 0 } = clock.getOutputTimestamp();
		// both times are of the same sample: the one that is asked for lies a known time before it
		if (contextTime >= at && performanceTime > 0)
			return performanceTime + (at - contextTime) * 1000;
		await wait(LOOK_MS);
	}
	return null;
}

/**
 * Speaks a text with a voice of this computer; times are those of the speech engine's own events.
 *
 * @returns null when no voice speaks the language, or nothing was heard
 */
export async function speakPrompt(text: string): Promise<HeardPrompt | null> {
	const [voice] = await localVoices(languageOf(text));
	if (voice === undefined) return null;
	const utterance = new SpeechSynthesisUtterance(text);
	utterance.voice = voice;
	utterance.lang = voice.lang;
	return new Promise((resolve) => {
		const timer = setTimeout(() => {
			speechSynthesis.cancel();
			resolve(null);
		}, GIVE_UP_MS);
		const ended = new Promise<number | null>((over) => {
			utterance.onend = () => over(performance.now());
			utterance.onerror = () => {
				clearTimeout(timer);
				over(null);
				resolve(null);
			};
		});
		utterance.onstart = () => {
			clearTimeout(timer);
			resolve({ startedMs: performance.now(), ended });
		};
		speechSynthesis.speak(utterance);
	});
}
