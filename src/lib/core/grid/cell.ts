/**
 * The schemas of protocols/grid/cells and protocols/grid/frame.yaml: what is observed, how it is rated, and what
 * guidance a cell gives.
 *
 * @module
 */
import { z } from 'zod';
import { bilingualText } from '../text.ts';
import { dimensions, gridStates, indicatorChannels, stages } from './model.ts';

/** How a rating of 0…3 is meant. */
export const ratingScales = ['frequency', 'share', 'duration', 'strength'] as const;
/** One of them. */
export type RatingScale = (typeof ratingScales)[number];

/** Something that can be observed in ten minutes, against the person's own baseline. */
export const indicator = z.strictObject({
	id: z.string().regex(/^[A-Za-z0-9-]{2,40}$/),
	channel: z.enum(indicatorChannels),
	scale: z.enum(ratingScales),
	/** Of the short form that is filled in while somebody speaks; the others are coded from the recording. */
	live: z.boolean(),
	text: bilingualText
});
/** One indicator; one that a laboratory added says whether it has agreement of its own yet. */
export type Indicator = z.infer<typeof indicator> & {
	readonly laboratory?: 'calibrated' | 'uncalibrated';
};

/** One cell of the grid. */
export const gridCell = z.strictObject({
	id: z.string().min(1),
	version: z.number().int().positive(),
	stage: z.enum(stages),
	dimension: z.enum(dimensions),
	name: bilingualText,
	source: z.string().min(1),
	definition: bilingualText,
	psychology: bilingualText,
	indicators: z.array(indicator).min(1),
	/** What else the indicators may mean. */
	caveats: bilingualText,
	objective: bilingualText,
	approach: bilingualText,
	/** Open questions as examples. */
	questions: z.array(bilingualText).min(1),
	forbidden: bilingualText,
	risks: bilingualText,
	/** Signs that another cell fits better. */
	transition: bilingualText,
	/** When to stop and what then. */
	exit: bilingualText
});
/** One cell. */
export type GridCell = Omit<z.infer<typeof gridCell>, 'indicators'> & {
	readonly indicators: readonly Indicator[];
};

const from = z.strictObject({ value: z.number().int().min(1).max(3), source: z.string().min(1) });
const weights = z.strictObject({ C: z.number(), E: z.number(), V: z.number() });

/** What the cells stand in. */
export const gridFrame = z.strictObject({
	id: z.literal('grid-frame'),
	version: z.number().int().positive(),
	title: bilingualText,
	source: z.string().min(1),
	/** `label` is what a page shows of somebody; `name` is the word of the method. */
	stages: z.record(
		z.enum(gridStates),
		z.strictObject({ name: bilingualText, label: bilingualText })
	),
	dimensions: z.record(z.enum(dimensions), bilingualText),
	/** Words for 0, 1, 2 and 3. */
	scales: z.record(
		z.enum(ratingScales),
		z.tuple([bilingualText, bilingualText, bilingualText, bilingualText])
	),
	offGrid: z.array(
		z.strictObject({ id: z.string(), name: bilingualText, guidance: bilingualText })
	),
	/** Signs that outrank all guidance, 0…3. */
	safeguards: z.strictObject({
		pauseFrom: from,
		stopFrom: from,
		items: z.array(
			z.strictObject({
				id: z.string(),
				/** Any sign of it is a 3. */
				anySignStops: z.boolean(),
				text: bilingualText
			})
		)
	}),
	interviewer: z.array(
		z.strictObject({ id: z.string(), text: bilingualText, target: bilingualText })
	),
	/** Order of guidance cards by role hypothesis. The model never sees it. */
	emphasis: z.strictObject({
		source: z.string().min(1),
		principal: weights,
		accessory: weights,
		unknown: weights
	})
});
/** The frame. */
export type GridFrame = z.infer<typeof gridFrame>;
/** Part somebody may have had, as a hypothesis; sorts cards only. */
export type RoleHypothesis = Exclude<keyof GridFrame['emphasis'], 'source'>;

/** Name of a cell, e.g. `S2C`. */
export type CellId = `${GridCell['stage']}${GridCell['dimension']}`;

/** The name of a cell. */
export function cellId({ stage, dimension }: Pick<GridCell, 'stage' | 'dimension'>): CellId {
	return `${stage}${dimension}`;
}
