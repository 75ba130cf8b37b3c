/**
 * What an analysis takes and gives, channel by channel.
 *
 * @module
 */
import { FLAT_S, PLAUSIBLE_US, STEEPEST_US_PER_S } from '../quality/limits.ts';
import {
	badStretches,
	secondQuality,
	type SecondLimits,
	type SecondQuality
} from '../quality/per-second.ts';

/** Kinds of sensors that are analysed. */
export const analysedKinds = ['eda', 'ecg', 'ppg', 'rsp', 'cardio', 'movement'] as const;
/** One of them. */
export type AnalysedKind = (typeof analysedKinds)[number];

/** Whether a word is a kind. */
export function isAnalysedKind(word: string): word is AnalysedKind {
	return (analysedKinds as readonly string[]).includes(word);
}

/** One channel to be analysed. */
export interface RecordingChannel {
	readonly name: string;
	readonly kind: AnalysedKind;
	/** Unit of the values; empty = not known. */
	readonly unit: string;
	/** [Hz], need not be whole. */
	readonly rateHz: number;
	/** NaN where nothing was recorded, shape [samples]. */
	readonly values: Float64Array;
	/** Lowest and highest value of the converter; null = not known. */
	readonly limits: readonly [number, number] | null;
}

/** Something that happened, such as a question [s from the first sample]. */
export interface RecordingEvent {
	readonly time: number;
	/** When it was answered; null = not known. */
	readonly answer: number | null;
}

/** The jump that is none, by kind. Lab decision 2026-11 */
const JUMP = { eda: null, ecg: null, ppg: 8, rsp: 8, cardio: 8, movement: null } as const;

/** Quality of each second of a channel. */
export function channelQuality({
	kind,
	unit,
	values,
	rateHz,
	limits
}: RecordingChannel): SecondQuality {
	const isCalibrated = kind === 'eda' && unit === 'uS';
	const judged: SecondLimits = {
		range: limits,
		plausible: isCalibrated ? PLAUSIBLE_US : null,
		steepest: isCalibrated ? STEEPEST_US_PER_S : null,
		flatS: FLAT_S[kind],
		jump: JUMP[kind]
	};
	return secondQuality(values, rateHz, judged);
}

/** Quality of a channel as a whole. */
export function qualitySummary(quality: SecondQuality, values: Float64Array) {
	let present = 0;
	for (const value of values) if (!Number.isNaN(value)) present++;
	const mean = quality.scores.reduce((sum, score) => sum + score, 0) / quality.scores.length;
	return {
		/** Mean of the seconds' scores, 0…1. */
		score: Number.isNaN(mean) ? 0 : mean,
		/** Share of samples that were recorded, 0…1. */
		coverage: values.length === 0 ? 0 : present / values.length,
		bad: badStretches(quality)
	};
}
