/**
 * Whether the machine is still in the same start, whatever its wall clock was set to meanwhile.
 *
 * @module
 */
import { readFileSync } from 'node:fs';

/** Where Linux says which start this is. */
const BOOT_ID = '/proc/sys/kernel/random/boot_id';
/** Where nobody says it, the monotonic clock began when the machine did, to this accuracy [ms]. */
const ACCURACY_MS = 10_000;

/** A name of this start of the machine. */
export function machineStart(): string {
	try {
		return readFileSync(BOOT_ID, 'utf8').trim();
	} catch {
		// not Linux: a wall clock that was set makes it look like another start, which is the safe side
		return `began ${Date.now() - Number(process.hrtime.bigint()) / 1e6}`;
	}
}

/** Whether two names are of the same start. */
export function isSameStart(one: string, other: string): boolean {
	const [a, b] = [one, other].map((name) => /^began (-?[\d.]+)$/.exec(name)?.[1]);
	if (a === undefined || b === undefined) return one === other;
	return Math.abs(Number(a) - Number(b)) < ACCURACY_MS;
}
