/**
 * The order of interviews as somebody types it.
 *
 * @module
 */
import type { BoardData } from '#lib/core/board/board-event.ts';
import {
	ORDER_CONSTRAINTS,
	ORDER_INPUTS,
	type OrderConstraint,
	type OrderEntry,
	type OrderInput
} from '#lib/core/board/fact.ts';

/** What is typed of one subject: text as it stands in the fields. */
export interface OrderDraft {
	readonly subject: string;
	inputs: Record<OrderInput, string>;
	/** Empty = nothing against it. */
	constraints: Record<OrderConstraint, string>;
	basis: string;
}

/** One draft for each subject, filled with what was kept. */
export function orderDrafts(
	subjects: readonly string[],
	order: readonly OrderEntry[]
): OrderDraft[] {
	return subjects.map((subject) => {
		const kept = order.find((one) => one.subject === subject);
		const inputs = ORDER_INPUTS.map((name) => [name, kept ? String(kept.inputs[name]) : '']);
		const constraints = ORDER_CONSTRAINTS.map((name) => [name, kept?.constraints[name] ?? '']);
		return {
			...{ subject, basis: kept?.basis ?? '' },
			inputs: Object.fromEntries(inputs) as OrderDraft['inputs'],
			constraints: Object.fromEntries(constraints) as OrderDraft['constraints']
		};
	});
}

/** The drafts as an event carries them; subjects without a basis are left out. */
export function orderData(drafts: readonly OrderDraft[]): BoardData<'order-planned'> {
	const filled = drafts.filter(({ basis }) => basis.trim() !== '');
	return {
		entries: filled.map(({ subject, inputs, constraints, basis }) => ({
			...{ subject, basis },
			inputs: Object.fromEntries(ORDER_INPUTS.map((name) => [name, Number(inputs[name])])),
			constraints: Object.fromEntries(
				Object.entries(constraints).filter(([, value]) => value !== '')
			)
		}))
	};
}
