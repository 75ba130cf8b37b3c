/**
 * The schema of protocols/grid/model.yaml, and what the model speaks of: states, dimensions, ratings.
 *
 * @module
 */
import { z } from 'zod';
import { bilingualText } from '../text.ts';

/** Stages of the grid: 抵抗戒备 guarded, 侥幸推诿 testing, 知罪畏罪 aware and fearful. */
export const stages = ['S1', 'S2', 'S3'] as const;
/** One of them. */
export type Stage = (typeof stages)[number];
/** What a person's conduct may be like: a stage, or none of them (O: open, calm, tired, unknown …). */
export const gridStates = [...stages, 'O'] as const;
/** One of them. */
export type GridState = (typeof gridStates)[number];
/** Dimensions of the grid: 认知 cognition, 情绪 emotion, 意志 volition. */
export const dimensions = ['C', 'E', 'V'] as const;
/** One of them. */
export type Dimension = (typeof dimensions)[number];
/** What an indicator is seen in. */
export const indicatorChannels = ['verbal', 'behaviour', 'paraverbal', 'nonverbal'] as const;
/** One of them. */
export type IndicatorChannel = (typeof indicatorChannels)[number];

/** One indicator rated in one slice. */
export interface Rating {
	readonly item: string;
	/** The cell the indicator belongs to. */
	readonly stage: Stage;
	readonly dimension: Dimension;
	readonly channel: IndicatorChannel;
	/** 0…3; null = could not be seen, which is not 0. */
	readonly value: 0 | 1 | 2 | 3 | null;
	/** Agreement of the laboratory's raters on this indicator, 0…1; null = not measured yet. */
	readonly reliability: number | null;
}

/** The ratings of ten minutes. */
export interface Slice {
	readonly ratings: readonly Rating[];
	/** Break before it [min]; 0 = none. */
	readonly breakMinutes: number;
	/** What all ratings of it count, 0…1; absent = whole. */
	readonly weight?: number;
}

/** A value with where it comes from; inside the program only the value is kept. */
const sourced = <T>(value: z.ZodType<T>) =>
	z
		.strictObject({ value, source: z.string().min(1) })
		.transform((one) => (one as { readonly value: T }).value);
const share = sourced(z.number().min(0).max(1));
const positive = sourced(z.number().positive());
const whole = sourced(z.number().int().positive());
const sumsToOne = (row: readonly number[]): boolean =>
	Math.abs(row.reduce((sum, value) => sum + value, 0) - 1) < 1e-9;
/** Four probabilities that sum to 1. */
export const probabilityRow = z
	.tuple([
		z.number().positive(),
		z.number().positive(),
		z.number().positive(),
		z.number().positive()
	])
	.refine(sumsToOne, 'expected probabilities that sum to 1');
/** Transition probabilities, shape [from][to]. */
export const stickyRows = z
	.tuple([probabilityRow, probabilityRow, probabilityRow, probabilityRow])
	.refine((rows) => rows.every((one, i) => (one[i] ?? 0) > 0.5), {
		message: 'expected each state to stay with more than .5 from one slice to the next'
	});

/** The whole file. */
export const gridModel = z.strictObject({
	id: z.literal('grid-model'),
	version: z.number().int().positive(),
	title: bilingualText,
	source: z.string().min(1),
	/** Probabilities of the states before the first slice, in the order of `gridStates`. */
	start: sourced(probabilityRow),
	/** Shape [from][to]. */
	transition: sourced(stickyRows),
	/** Probability of a rating 0…3. */
	emission: z.strictObject({
		match: sourced(probabilityRow),
		adjacent: sourced(probabilityRow),
		far: sourced(probabilityRow),
		off: sourced(probabilityRow)
	}),
	priorStrength: positive,
	/** What a slice counts whose rater was not blind. Files written before this was asked say nothing of it. */
	unblindedWeight: share.default(0.5),
	itemCorrelation: share,
	reliability: share,
	channelWeights: z.strictObject({
		verbal: share,
		behaviour: share,
		paraverbal: share,
		nonverbal: share
	}),
	nonverbalShare: share,
	breakMinutesPerSlice: positive,
	mostSlices: positive,
	dimensions: z.strictObject({ prior: positive, decay: share }),
	naming: z.strictObject({
		leastProbability: share,
		leastLead: share,
		leastItems: whole,
		leastVerbal: whole,
		leastDimensions: whole,
		mostDistance: share,
		mostAgeMinutes: positive,
		dimensionProbability: share
	})
});
/** What a laboratory's own ratings say beside the tables; absent = none. */
export interface LocalWeights {
	/** Observations each row counts for, priors included. */
	readonly strengths: {
		readonly start: number;
		readonly transition: readonly [number, number, number, number];
		readonly emission: Readonly<Record<'match' | 'adjacent' | 'far' | 'off', number>>;
	};
	/** What an indicator counts by its agreement, 0…1; the others have the default. */
	readonly reliabilities: Readonly<Record<string, number>>;
}

/** Parameters of the model. */
export type GridModel = z.infer<typeof gridModel> & { readonly local?: LocalWeights };

/** How the stage of an indicator relates to a state. */
export function relationOf(stage: Stage, state: GridState): keyof GridModel['emission'] {
	if (state === 'O') return 'off';
	const apart = Math.abs(stages.indexOf(stage) - stages.indexOf(state));
	return apart === 0 ? 'match' : apart === 1 ? 'adjacent' : 'far';
}
