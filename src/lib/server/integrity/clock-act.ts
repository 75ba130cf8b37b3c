/**
 * A wall clock that went back, as an entry of the audit trail: afterwards times of records are in doubt, their order is
 * not.
 *
 * @module
 */
import { CLOCK_WENT_BACK } from '#lib/core/integrity/clock.ts';
import type { TreeHead } from '#lib/core/integrity/tree-head.ts';
import type { AuditAct } from '../database/audit.ts';

/** Steps smaller than this are the work of a time server [ms]. */
const TOLERANCE_MS = 1000;

/** What is to be written down when a head would be older than the one before; null = nothing. */
export function clockAct(before: TreeHead | null, nowMs: number): AuditAct | null {
	if (before === null || nowMs >= Date.parse(before.at) - TOLERANCE_MS) return null;
	return backAct(Date.parse(before.at), nowMs);
}

/** The entry of a clock that stood at one time and then at an earlier one [ms]. */
export function backAct(stoodMs: number, nowMs: number): AuditAct {
	return {
		...{ actorId: 'log', action: CLOCK_WENT_BACK, object: 'server-clock' },
		details: {
			stood: new Date(stoodMs).toISOString(),
			now: new Date(nowMs).toISOString(),
			seconds: Math.round((stoodMs - nowMs) / 1000)
		}
	};
}

/** Watches the wall clock against one that only goes forward. */
export class ClockWatch {
	readonly #monotonicMs: () => number;
	readonly #wallMs: () => number;
	#last: { readonly monotonic: number; readonly wall: number };

	constructor(wallMs: () => number, monotonicMs: () => number) {
		this.#wallMs = wallMs;
		this.#monotonicMs = monotonicMs;
		this.#last = { wall: wallMs(), monotonic: monotonicMs() };
	}

	/** What is to be written down since the last look; null = the clock went on. */
	look(): AuditAct | null {
		const now = { wall: this.#wallMs(), monotonic: this.#monotonicMs() };
		const expected = this.#last.wall + (now.monotonic - this.#last.monotonic);
		this.#last = now;
		return now.wall >= expected - TOLERANCE_MS ? null : backAct(expected, now.wall);
	}
}
