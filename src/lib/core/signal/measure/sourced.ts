/**
 * Numbers of protocol files.
 *
 * @module
 */
import { z } from 'zod';

/** A number with where it comes from; inside the program only the number is kept. */
export const sourced = z
	.strictObject({ value: z.number(), source: z.string().min(1) })
	.transform(({ value }) => value);
