/**
 * One measured value of a score table, and the sensors values come from.
 *
 * @module
 */
import { z } from 'zod';

/** A value, null = nothing measured, or a value a person took out with the reason. */
export const cellSchema = z.union(
	[
		z.number(),
		z.null(),
		z.strictObject({
			value: z.number(),
			excluded: z.string().min(1).describe('why a person took the value out')
		})
	],
	{ error: 'expected a number, null or {"value": number, "excluded": "reason"}' }
);
export type Cell = z.infer<typeof cellSchema>;

/** What a channel measures; decides sign, weight and thresholds where a method has them. */
export const sensorSchema = z.enum(['eda', 'respiration', 'cardio', 'pulse', 'other']);
export type Sensor = z.infer<typeof sensorSchema>;

/** The value to score with; null when there is none or it was taken out. */
export function usable(cell: Cell | undefined): number | null {
	return typeof cell === 'number' ? cell : null;
}

/** The measured value, taken out or not. */
export function restored(cell: Cell): number | null {
	return typeof cell === 'object' ? (cell?.value ?? null) : cell;
}

/** Why a cell has no value to score with; null when it has one. */
export function exclusionReason(cell: Cell): string | null {
	if (typeof cell === 'number') return null;
	return cell === null ? 'not-measured' : cell.excluded;
}
