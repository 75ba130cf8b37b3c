/**
 * This project's picture as the pages make it: three canvases, question bands and answers as in a test.
 *
 * @module
 */
import type { Run } from '#lib/core/recording/tiles.ts';
import { paletteOf } from '#lib/ui/trace/palette.ts';
import type { Span } from '#lib/ui/trace/scales.ts';
import type { TraceMode, TraceSource } from '#lib/ui/trace/strip.ts';
import { clock } from '#lib/ui/trace/time.ts';
import { TraceEngine } from '#lib/ui/trace/trace-engine.ts';
import { CHANNELS, RATE_HZ } from './signals.ts';
import { HEIGHT, WIDTH } from './size.ts';

/** Between two questions, and how long one is read [s]. */
const [QUESTION_EVERY_S, READING_S] = [25, 4];

/** What is shown of a recording. */
export interface View {
	readonly mode: TraceMode;
	/** Left edge of a review [s]. */
	readonly fromS: number;
	readonly secondsPerScreen: number;
	readonly spans: readonly Span[];
}

/** One picture on the page. */
export class OurPicture {
	readonly engine: TraceEngine;
	readonly canvases: readonly HTMLCanvasElement[];
	readonly #palette = paletteOf(document.body);

	constructor(source: TraceSource, markedS: number) {
		this.canvases = [0, 1, 2].map(() => {
			const canvas = document.createElement('canvas');
			canvas.className = 'layer';
			document.body.append(canvas);
			return canvas;
		});
		this.engine = new TraceEngine(this.canvases[0]!, this.canvases[1]!, this.canvases[2]!);
		this.engine.resize(WIDTH, HEIGHT, devicePixelRatio);
		this.engine.setSource(source);
		this.engine.setMarked({ ...marksOf(markedS), missing: [] as Run[], missingText: 'no data' });
	}

	/** The canvas of the traces. */
	get traces(): HTMLCanvasElement {
		return this.canvases[2]!;
	}

	/** Shows another part or other scales. */
	show(view: View): void {
		this.engine.configure({
			...{ channels: CHANNELS, sourceIndex: CHANNELS.map((_, index) => index) },
			...{ rateHz: RATE_HZ, palette: this.#palette, fontFamily: 'sans-serif', timeText: clock },
			...view
		});
	}

	/** Takes it off the page. */
	destroy(): void {
		this.engine.destroy();
		this.canvases.forEach((canvas) => {
			canvas.remove();
		});
	}
}

function marksOf(seconds: number) {
	const questions = Array.from({ length: Math.floor(seconds / QUESTION_EVERY_S) }, (_, i) => i);
	const at = (question: number): number => question * QUESTION_EVERY_S * RATE_HZ;
	return {
		bands: questions.map((question) => ({
			...{ from: at(question), to: at(question) + READING_S * RATE_HZ, isPending: false },
			...{ label: `1 · ${String(question)}`, kind: 'question' as const }
		})),
		marks: questions.map((question) => ({
			...{ sample: at(question) + 5 * RATE_HZ, label: 'no', kind: 'answer' as const },
			isPending: false
		}))
	};
}
