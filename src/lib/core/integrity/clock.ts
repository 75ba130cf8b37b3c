/**
 * Clocks of a log: heads are as old as they say, unless the log says that the clock went back.
 *
 * @module
 */

/** Action of the audit entry that says so. */
export const CLOCK_WENT_BACK = 'clock/went-back';
