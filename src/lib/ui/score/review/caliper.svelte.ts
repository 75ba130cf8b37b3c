/**
 * Two points on the trace between which a value is measured: at first where the automatic value was measured, then
 * where a person puts them.
 *
 * @module
 */
import type { FeatureId } from '#lib/core/signal/features.ts';
import { LEAST_WIDTH_S } from '#lib/core/signal/measure/between.ts';
import type { Points } from '#lib/core/signal/measure/channel-measure.ts';
import type { ReviewFocus } from './reviewed-chart.ts';

/** Which of the two points. */
export type CaliperEnd = keyof Points;

/** How far a key moves a point, and with Shift [s]. */
export const CALIPER_STEPS_S = { fine: 0.05, coarse: 0.5 } as const;

/** What a caliper is made from. */
export interface CaliperPlaces {
	readonly focus: ReviewFocus;
	readonly feature: FeatureId;
	/** Effective rate of the recording [Hz]. */
	readonly rateHz: number;
	readonly automatic: Points;
	/** Points stay inside: onset of the question to that of the next one, or the last sample. */
	readonly bounds: Points;
	/** Where the points stand already; null = at the automatic ones. */
	readonly points: Points | null;
}

/** One caliper on one presentation of one channel. */
export class Caliper {
	readonly places: CaliperPlaces;
	/** The point that keys move. */
	active = $state<CaliperEnd>('from');
	#points = $state.raw<Points>({ from: 0, to: 0 });

	constructor(places: CaliperPlaces) {
		this.places = places;
		this.#points = places.points ?? places.automatic;
	}

	/** The two samples. */
	get points(): Points {
		return this.#points;
	}
	/** Whether they stand somewhere else than the automatic ones. */
	get isMoved(): boolean {
		const { automatic } = this.places;
		return this.points.from !== automatic.from || this.points.to !== automatic.to;
	}
	/** Time between the points [s]. */
	get widthS(): number {
		return (this.points.to - this.points.from) / this.places.rateHz;
	}
	/** Least time between the points that is measured [s]. */
	get leastS(): number {
		return LEAST_WIDTH_S[this.places.feature];
	}
	/** Too close for a value. */
	get isTooNarrow(): boolean {
		return this.widthS < this.leastS;
	}

	/** Puts a point on a sample; it neither leaves its question nor passes the other point. */
	put(end: CaliperEnd, sample: number): void {
		const { bounds } = this.places;
		const [least, most] =
			end === 'from' ? [bounds.from, this.points.to - 1] : [this.points.from + 1, bounds.to];
		const at = Math.min(most, Math.max(least, Math.round(sample)));
		this.active = end;
		if (at !== this.points[end]) this.#points = { ...this.points, [end]: at };
	}

	/** Moves a point by a key. */
	step(direction: 1 | -1, isCoarse: boolean, end: CaliperEnd = this.active): void {
		const seconds = isCoarse ? CALIPER_STEPS_S.coarse : CALIPER_STEPS_S.fine;
		this.put(end, this.points[end] + direction * seconds * this.places.rateHz);
	}

	/** Back to the automatic points. */
	reset(): void {
		this.#points = this.places.automatic;
	}

	/** Seconds of a point from the onset of the question. */
	secondsOf(end: CaliperEnd): number {
		return (this.points[end] - this.places.bounds.from) / this.places.rateHz;
	}

	/** What a key does; undefined = nothing. Shift makes [ and ] into { and }. */
	actionOf(key: string, isShifted: boolean): (() => void) | undefined {
		return {
			'[': () => this.step(-1, isShifted),
			']': () => this.step(1, isShifted),
			'{': () => this.step(-1, true),
			'}': () => this.step(1, true),
			s: () => (this.active = 'from'),
			e: () => (this.active = 'to'),
			r: () => this.reset()
		}[key.toLowerCase()];
	}
}
