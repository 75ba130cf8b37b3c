/**
 * The shape of protocols/rules/naive-panel.yaml: when the choices of a panel say that an item stands out.
 *
 * @module
 */
import { z } from 'zod';
import { head, source } from './rules.ts';

const share = z.strictObject({ value: z.number().gt(0).lt(1), source });

/** rules/naive-panel.yaml. */
export const naivePanel = z.strictObject({
	...head,
	/** Fewer people say too little. */
	peopleAtLeast: z.strictObject({ value: z.number().int().min(1).max(500), source }),
	/** Upper-tail probability at or below which an item stands out. */
	doubtAtOrBelow: share,
	/** Share of the choices above which it does whatever its probability. */
	largestShare: share
});
/** rules/naive-panel.yaml. */
export type NaivePanel = z.infer<typeof naivePanel>;
