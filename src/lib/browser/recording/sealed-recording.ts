/**
 * A sealed recording as a page draws it: coarse as soon as there is anything, finer while it comes.
 *
 * @module
 */
import { presenceFor, RecordedTiles } from '../../core/recording/recorded-tiles.ts';
import { FRAME_SAMPLES } from '../../core/recording/tile-file.ts';
import { TILE_SIZES, type Run } from '../../core/recording/tile-levels.ts';
import type { KeptOf } from './kept-parts.ts';
import { PART_SIZES, partsOf, type Unpacked } from './parts.ts';
import type { SealedOrder } from './read-sealed.ts';

/** Whom copies are kept for, with the key of that account. */
export type CopyOwner = Pick<KeptOf, 'account' | 'key'>;

/** What the worker is told once, at first. */
export interface SealedCall {
	readonly is: 'read';
	readonly order: SealedOrder;
	/** Whom a copy is kept for, and what seals it; null = none is kept. */
	readonly owner: CopyOwner | null;
	/** Tests give their own: name of the database, and how much is kept at most [bytes]. */
	readonly database?: string;
	readonly most?: number;
}

/** What the worker is told. */
export type SealedWord = SealedCall | { readonly is: 'seen'; readonly run: Run };

/** What the worker says. */
export type SealedNews =
	| { readonly is: 'here'; readonly unpacked: Unpacked }
	| {
			readonly is: 'end';
			readonly isWhole: boolean;
			/** Why no copy is kept; null = one is, or none is wanted. */
			readonly notKept: string | null;
	  };

/** Samples of all channels, of which at any time only some may be here. */
export class SealedRecording {
	readonly first = 0;
	/** Index after the last sample. */
	readonly end: number;
	readonly tiles: readonly RecordedTiles[];
	/** Samples that never arrived. */
	readonly missing: readonly Run[];
	/** Grows whenever finer data came. */
	version = 0;
	/** Index after the last sample that is here with all before it. */
	known = 0;
	/** Samples that are here. */
	loaded = 0;
	readonly #presence: ReturnType<typeof presenceFor>;
	/** Parts of the coarsest kind that are not here yet: until then nothing can be drawn. */
	#lacking: number;

	constructor({ samples, channels, gaps }: Pick<SealedOrder, 'samples' | 'channels' | 'gaps'>) {
		this.end = samples;
		this.#presence = presenceFor(samples);
		this.#lacking = partsOf(PART_SIZES[0], samples).length;
		this.missing = joined(gaps, samples);
		this.tiles = Array.from({ length: channels }, () => new RecordedTiles(samples, this.#presence));
	}

	/** Whether the whole length can be drawn, however coarsely. */
	get isVisible(): boolean {
		return this.#lacking === 0;
	}

	/** Takes a part. */
	take({ part, level, channels }: Unpacked): void {
		const { first, frames, from, to } = part;
		const of = (channel: number): Int32Array => channels[channel] ?? new Int32Array(0);
		if (level === null) {
			this.tiles.forEach((own, channel) => own.putSamples(from, of(channel)));
			this.#presence.samples.fill(1, first, first + frames);
			this.loaded += to - from;
			const lacking = this.#presence.samples.indexOf(0);
			this.known = lacking < 0 ? this.end : lacking * FRAME_SAMPLES;
		} else {
			const size = TILE_SIZES[level] ?? FRAME_SAMPLES;
			const tile = (first * FRAME_SAMPLES) / size;
			this.tiles.forEach((own, channel) => own.putTiles(level, tile, of(channel)));
			this.#presence.tiles[level]?.fill(1, first, first + frames);
			if (size === PART_SIZES[0]) this.#lacking -= 1;
		}
		this.version += 1;
	}
}

/** Gaps of a recording as runs apart from each other, in order. */
export function joined(gaps: readonly Run[], samples: number): Run[] {
	const runs: Run[] = [];
	for (const gap of gaps.toSorted((a, b) => a.from - b.from)) {
		const [from, to] = [Math.max(0, gap.from), Math.min(samples, gap.to)];
		const last = runs.at(-1);
		if (to <= from) continue;
		if (last !== undefined && from <= last.to)
			runs[runs.length - 1] = { from: last.from, to: Math.max(last.to, to) };
		else runs.push({ from, to });
	}
	return runs;
}

/** What is said of a reading while it goes on. */
export interface ReadingListener {
	/** Something finer is here. */
	come(): void;
	/** Nothing more comes. */
	end(news: { readonly isWhole: boolean; readonly notKept: string | null }): void;
}

/** A reading that goes on. */
export interface GoingReading {
	/** These samples are looked at: they are wanted before others. */
	see(run: Run): void;
	/** Nothing more is wanted. */
	end(): void;
}

/** Makes the worker; tests give their own. */
export type MakeWorker = () => Worker;

const sealedWorker: MakeWorker = () =>
	new Worker(new URL('./sealed.worker.ts', import.meta.url), { type: 'module' });

/** Reads into a recording until all of it is here. */
export function readInWorker(
	call: SealedCall,
	into: SealedRecording,
	listener: ReadingListener,
	make: MakeWorker = sealedWorker
): GoingReading {
	const worker = make();
	const finish = (isWhole: boolean, notKept: string | null): void => {
		worker.terminate();
		listener.end({ isWhole, notKept });
	};
	worker.onmessage = ({ data }: MessageEvent<SealedNews>) => {
		if (data.is === 'end') return finish(data.isWhole, data.notKept);
		into.take(data.unpacked);
		listener.come();
	};
	worker.onerror = () => finish(false, null);
	const say = (word: SealedWord): void => worker.postMessage(word);
	say(call);
	return { see: (run) => say({ is: 'seen', run }), end: () => worker.terminate() };
}
