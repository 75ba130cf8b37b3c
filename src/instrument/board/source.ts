/**
 * Where the instrument's samples come from.
 *
 * @module
 */
import type { Hearing } from '#lib/core/virtual/hearing.ts';

/** Number of analogue inputs of the board. */
export const INPUTS = 6;

/** Six converters with something attached to them. */
export interface SampleSource {
	/**
	 * Counts of the inputs A1…A6 at a time [s] that never goes back, 0…1023 each.
	 *
	 * @returns the same array at every call, overwritten
	 */
	counts(timeS: number): readonly number[];
	/** Something is heard or done at a time [s]. */
	hear(heard: Hearing, timeS: number): void;
}
