/**
 * Indicators that a laboratory adds to cells of the grid: files protocols/grid/indicators/*.yaml.
 *
 * @module
 */
import { z } from 'zod';
import { bilingualText } from '../text.ts';
import { cellId, indicator, type GridCell } from './cell.ts';
import { forbiddenIn, type GridLaboratory } from './laboratory.ts';
import { dimensions, stages } from './model.ts';

const cells = stages.flatMap((stage) =>
	dimensions.map((dimension) => cellId({ stage, dimension }))
);

/** Additions to one cell. They are coded from the recording only, until the laboratory has its own agreement on them. */
export const gridIndicators = z
	.strictObject({
		id: z.string().regex(/^grid-indicators-[A-Za-z0-9-]{1,40}$/),
		version: z.number().int().positive(),
		cell: z.enum(cells),
		source: z.string().min(1),
		/** What else they may mean. */
		caveats: bilingualText,
		indicators: z
			.array(
				indicator.omit({ live: true }).extend({
					id: z
						.string()
						.regex(/^S[123][CEV]-L\d{1,3}$/, 'expected the cell, -L and a number, e.g. S1C-L1')
				})
			)
			.min(1)
			.max(10)
	})
	.refine(({ cell, indicators }) => indicators.every(({ id }) => id.startsWith(`${cell}-L`)), {
		message: 'expected ids that begin with the cell',
		path: ['indicators']
	});
/** Additions of a laboratory to a cell. */
export type GridIndicators = z.infer<typeof gridIndicators>;

/** Something wrong with additions, and where. */
export interface IndicatorProblem {
	readonly path: string;
	readonly message: string;
}

/** Words they may not contain, and ids that are there already. */
export function indicatorProblems(
	{ indicators }: GridIndicators,
	rules: Pick<GridLaboratory, 'forbidden'>,
	taken: ReadonlySet<string>
): IndicatorProblem[] {
	const ids = indicators.map(({ id }) => id);
	return indicators.flatMap(({ id, text }, index) => [
		...forbiddenIn(text, rules).map(({ word, reason }) => ({
			path: `indicators.${index}.text`,
			message: `expected a text without “${word}”: ${reason}`
		})),
		...(taken.has(id) || ids.indexOf(id) < index
			? [{ path: `indicators.${index}.id`, message: `expected another id, ${id} is taken` }]
			: [])
	]);
}

/**
 * The cells with a laboratory's own indicators after their own.
 *
 * @param local indicators with agreement of their own, by id; the others are shown as uncalibrated
 */
export function withIndicators(
	given: readonly GridCell[],
	additions: readonly GridIndicators[],
	local: ReadonlySet<string>
): GridCell[] {
	return given.map((cell) => {
		const own = additions.filter((one) => one.cell === cellId(cell));
		if (own.length === 0) return cell;
		const added = own.flatMap(({ indicators }) =>
			indicators.map((one) => ({
				...one,
				live: false,
				laboratory: local.has(one.id) ? ('calibrated' as const) : ('uncalibrated' as const)
			}))
		);
		return { ...cell, indicators: [...cell.indicators, ...added] };
	});
}
