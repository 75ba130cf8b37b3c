/**
 * What measuring one channel of a chart takes and gives.
 *
 * @module
 */
import type { FeatureId } from '../features.ts';

/** One channel of a chart. */
export interface RecordedChannel {
	readonly name: string;
	/** Kind of sensor; only those with a feature are measured. */
	readonly kind: string;
	readonly unit: string;
	/** Physical values, NaN where nothing was recorded, shape [samples]. */
	readonly values: Float64Array;
	/** Physical values at the limits of the converter, in either order; null = not known. */
	readonly limits: readonly [number, number] | null;
}

/** One channel made ready to be measured at any time. */
export interface ChannelMeasure {
	readonly feature: FeatureId;
	/** The window the value rests on, from the question's onset [s]; `from` < 0 when it starts before. */
	readonly from: number;
	readonly to: number;
	/**
	 * The value for a question asked at this time [s from the first sample].
	 * The window lies inside the recording and holds no long gap.
	 *
	 * @param answer when it was answered [s]; null = not marked; matters to features of comparison tests only
	 */
	valueAt(time: number, answer: number | null): MeasuredValue | NoValue;
	/**
	 * The same feature between two points that a person chose, for a question asked at this time [s]. Between the ends
	 * of the automatic window (of the automatic rise) it is the automatic value.
	 *
	 * @param points samples, in order, inside the recording
	 */
	between(points: Points, time: number, answer: number | null): number | NoValue;
}

/** Two samples, `from` < `to`. */
export interface Points {
	readonly from: number;
	readonly to: number;
}

/** A value, and of a rise its low and its high point. */
export interface MeasuredValue {
	readonly value: number;
	readonly rise?: Points;
}

/** Why a value cannot be given: `exclusion` of a measurement. */
export interface NoValue {
	readonly exclusion: string;
}
