/**
 * Numbers of a protocol with where they come from; inside the program only the number is kept.
 *
 * @module
 */
import { z } from 'zod';

/** `{ value, source }` → the number. */
export const sourced = z
	.strictObject({ value: z.number().min(0).max(86_400), source: z.string().trim().min(3) })
	.transform(({ value }) => value);
/** The same, above 0. */
export const positive = sourced.pipe(z.number().positive());
