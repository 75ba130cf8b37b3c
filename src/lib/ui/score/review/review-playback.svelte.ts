/**
 * Playback of a recorded chart: a head that moves through it in time, and the picture that follows.
 *
 * @module
 */
import type { ReviewPlace } from './review-place.svelte.ts';
import type { ReviewWindow } from './review-window.ts';

/** How many seconds of the recording pass in one. */
export const playbackSpeeds = [1, 2, 4, 8] as const;
export type PlaybackSpeed = (typeof playbackSpeeds)[number];

/** Where the head stays while the picture moves below it, as a share of the width: what led there is seen. */
const STAYS = 0.75;
/** Where the head is after the picture turned over, as a share of the width. */
const TURNED = 0.1;
/** A frame that took longer, e.g. in a tab that was not seen, counts for this much [s]. */
const LONGEST_S = 0.25;

/** Calls back at every frame until the returned function is called. */
export type Frames = (tell: (nowMs: number) => void) => () => void;

interface World {
	/** Effective rate of the recording [Hz]. */
	readonly rateHz: () => number;
	readonly frames?: Frames;
	/** Whether nothing may move on the screen for long: the picture turns over page by page. */
	readonly isCalm?: () => boolean;
}

/** The playback of one review. */
export class ReviewPlayback {
	isPlaying = $state(false);
	speed = $state<PlaybackSpeed>(1);
	/** Where the head is [s]; null = it was never played. */
	headS = $state<number | null>(null);
	readonly #at: () => ReviewPlace;
	readonly #world: Required<World>;
	#end: (() => void) | null = null;
	/** What this last showed: anything else was shown by a person. */
	#shown: ReviewWindow | null = null;
	/** The cursor when it last began: one that was put since says where to begin. */
	#cursor: number | null = null;
	#frameMs: number | null = null;

	constructor(at: () => ReviewPlace, world: World) {
		this.#at = at;
		this.#world = { frames: animationFrames, isCalm: wantsCalm, ...world };
	}

	/** Plays from the cursor where it was put anew, else from where the head is, else from the left edge. */
	play(): void {
		if (this.isPlaying) return;
		const at = this.#at();
		const cursorS =
			at.cursor === null || at.cursor === this.#cursor ? null : at.cursor / this.#world.rateHz();
		this.#cursor = at.cursor;
		const beginS = [cursorS, this.headS].find((one) => one !== null && this.#isSeen(one));
		this.headS = beginS ?? Math.max(0, at.shown.fromS);
		this.#shown = at.shown;
		this.#frameMs = null;
		this.isPlaying = true;
		this.#end = this.#world.frames((nowMs) => this.#pass(nowMs));
	}

	/** Stands still; the head stays where it is. */
	pause(): void {
		this.isPlaying = false;
		this.#end?.();
		this.#end = null;
	}

	/** Plays, or pauses. */
	toggle(): void {
		if (this.isPlaying) this.pause();
		else this.play();
	}

	/** The next speed; after the fastest the slowest. */
	faster(): void {
		const next = playbackSpeeds.indexOf(this.speed) + 1;
		this.speed = playbackSpeeds[next % playbackSpeeds.length] ?? 1;
	}

	/** What a key does; undefined = nothing. */
	actionOf(key: string): (() => void) | undefined {
		return { p: () => this.toggle(), ';': () => this.faster() }[key.toLowerCase()];
	}

	#isSeen(seconds: number): boolean {
		const { shown, lengthS } = this.#at();
		return seconds >= shown.fromS && seconds < Math.min(lengthS, shown.fromS + shown.spanS);
	}

	#pass(nowMs: number): void {
		const at = this.#at();
		if (at.shown !== this.#shown) {
			this.pause();
			return;
		}
		const passedS = this.#frameMs === null ? 0 : (nowMs - this.#frameMs) / 1000;
		this.#frameMs = nowMs;
		const headS = (this.headS ?? 0) + this.speed * Math.min(passedS, LONGEST_S);
		this.headS = Math.min(headS, at.lengthS);
		this.#follow(at, this.headS);
		this.#shown = at.shown;
		if (headS >= at.lengthS) this.pause();
	}

	#follow(at: ReviewPlace, headS: number): void {
		const { fromS, spanS } = at.shown;
		const isCalm = this.#world.isCalm();
		const wantedS = Math.min(headS - (isCalm ? TURNED : STAYS) * spanS, at.lengthS - spanS);
		if (isCalm ? headS >= fromS + spanS : wantedS > fromS) at.slide(wantedS);
	}
}

function animationFrames(tell: (nowMs: number) => void): () => void {
	let request = requestAnimationFrame(function frame(nowMs) {
		request = requestAnimationFrame(frame);
		tell(nowMs);
	});
	return () => cancelAnimationFrame(request);
}

/** What the person chose, or the system wishes, stands on the page. */
function wantsCalm(): boolean {
	const { motion } = document.documentElement.dataset;
	if (motion !== undefined) return motion === 'reduced';
	return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
