/**
 * The tables of measurements that scoring methods take: one form per kind of test, with its JSON schema.
 *
 * @module
 */
import { z } from 'zod';
import { cellSchema, sensorSchema } from './cell.ts';

/** Decision rules of comparison-question tests by id; see core/comparison/decision-rules.ts. */
export const decisionRules = [
	...(['grand-total', 'subtotal', 'two-stage', 'two-stage-early'] as const),
	...(['federal-zct', 'you-phase', 'tes', 'utah-4', 'screening', 'auto'] as const)
] as const;

const name = z.string().min(1);
const chart = z.int().min(1);
const count = z.int().min(0);

const channel = {
	channel: name.describe('name of the channel, unique'),
	sensor: sensorSchema.default('other'),
	stronger: z
		.enum(['larger', 'smaller'])
		.describe('larger: a larger value is a stronger response (EDA); smaller: the reverse (RLL, HR)')
};

/** Concealed-information test: the key is known. */
const details = z.strictObject({
	form: z.literal('details'),
	channels: z
		.array(
			z.strictObject({
				...channel,
				questions: z
					.array(
						z.strictObject({
							questionId: name,
							chart: chart.default(1),
							values: z
								.array(cellSchema)
								.min(2)
								.describe('scored items in the order of the list, buffer left out'),
							keyIndex: z.int().min(0).describe('index of the key among the values')
						})
					)
					.min(1)
			})
		)
		.min(1)
});

/** Searching test: the key is not known. */
const search = z.strictObject({
	form: z.literal('search'),
	items: z.array(name).min(2).describe('the items, in the order of the values'),
	channels: z
		.array(
			z.strictObject({
				...channel,
				repetitions: z.array(z.strictObject({ chart, values: z.array(cellSchema).min(2) })).min(1)
			})
		)
		.min(1)
});

/** Comparison-question test: relevant questions against comparison questions. */
const comparison = z.strictObject({
	form: z.literal('comparison'),
	issue: z
		.enum(['single', 'multiple'])
		.default('single')
		.describe('whether all relevant questions are about one act'),
	sensors: z
		.array(z.strictObject({ channel: name, sensor: sensorSchema.exclude(['other']) }))
		.min(1)
		.describe(
			'eda and cardio: rise; respiration: line length; pulse: pulse height before ÷ after the response'
		),
	charts: z
		.array(
			z.strictObject({
				chart,
				presentations: z
					.array(
						z.strictObject({
							questionId: name,
							role: z.enum(['relevant', 'comparison', 'neutral', 'sacrifice', 'instruction']),
							values: z
								.record(name, cellSchema)
								.default({})
								.describe('by channel, ≥ 0; an absent channel is not measured')
						})
					)
					.min(1)
					.describe('in the order of asking')
			})
		)
		.min(1),
	rule: z
		.enum(decisionRules)
		.optional()
		.describe(
			'decision rule; the default is that of the method (screening: OSS-3 only, auto: ESS-M only)'
		),
	prior: z
		.number()
		.gt(0)
		.lt(1)
		.default(0.5)
		.describe('prior probability of ESS-M: an assumption of whoever asks, ½ = none'),
	alpha: z.number().gt(0).lt(0.5).default(0.05)
});

/** Segments marked as artifact among the presentations of each type. */
const artifacts = z.strictObject({
	form: z.literal('artifacts'),
	comparison: z.strictObject({ artifacts: count, presentations: z.int().min(1) }),
	relevant: z.strictObject({ artifacts: count, presentations: z.int().min(1) })
});

/** Scores standardised on people without knowledge, measured in this laboratory. */
const standardised = z.strictObject({
	form: z.literal('standardised'),
	scores: z
		.array(
			z.strictObject({
				channel: name,
				measure: z.enum(['scr', 'rll', 'hr', 'p300']),
				score: z.number().describe('detection score: mean 0, SD 1 in the norm sample')
			})
		)
		.min(1),
	normSample: z
		.strictObject({ source: name, people: z.int().min(2) })
		.nullable()
		.describe('the laboratory’s own norm sample; null: no likelihood ratio is given')
});

/** A table of any form. */
export const tableSchema = z.discriminatedUnion(
	'form',
	[details, search, comparison, artifacts, standardised],
	{ error: 'expected a table with "form": details, search, comparison, artifacts or standardised' }
);
/** A table of measurements. */
export type ScoreTable = z.infer<typeof tableSchema>;
/** The name of a form. */
export type FormId = ScoreTable['form'];
/** The table of one form. */
export type TableOf<Form extends FormId> = Extract<ScoreTable, { form: Form }>;

/** The JSON schema of what parse-table.ts takes, for documents and other programs. */
export function tableJsonSchema(): object {
	return z.toJSONSchema(tableSchema, { io: 'input' });
}
