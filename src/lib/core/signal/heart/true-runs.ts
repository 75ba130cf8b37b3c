/**
 * Stretches in which a condition holds.
 *
 * @module
 */

/** `begin` is the last sample before the stretch, `end` its last sample. */
export interface TrueRun {
	readonly begin: number;
	readonly end: number;
}

/** Runs of true over samples 0 … count − 1. Those cut off by an end are left out. */
export function trueRuns(count: number, holds: (sample: number) => boolean): TrueRun[] {
	const found: TrueRun[] = [];
	let begin = -1;
	let held = count > 0 && holds(0);
	for (let i = 1; i < count; i++) {
		const now = holds(i);
		if (now && !held) begin = i - 1;
		if (!now && held && begin !== -1) {
			found.push({ begin, end: i - 1 });
			begin = -1;
		}
		held = now;
	}
	return found;
}
