/**
 * The workstation's monotonic clock as this tab sees it.
 *
 * Several quick exchanges, the one with the shortest round trip counts: its error is at most half of that trip.
 *
 * @module
 */
import { clockReading } from '../core/session/exchange.ts';
import type { EventTime } from '../core/session/event.ts';

/** What a clock needs of the world; tests give their own. */
export interface ClockWorld {
	/** Steady clock of this tab [ms]. */
	steadyMs(): number;
	/** Wall clock [ms since 1970]. */
	wallMs(): number;
	/** Asks the workstation; rejects when it is away. */
	ask(): Promise<unknown>;
	/** Waits [ms]. */
	wait(ms: number): Promise<void>;
}

interface Exchange {
	/** Workstation monotonic clock in the middle of the trip [s]. */
	readonly thereS: number;
	/** The tab's steady clock in the middle of the trip [s]. */
	readonly hereS: number;
	/** Round trip [s]. */
	readonly tripS: number;
}

/** Exchanges of one synchronisation. */
const EXCHANGES = 8;
/** Between two exchanges [ms]. */
const PAUSE_MS = 12;
/** Between two synchronisations [ms]. */
export const RESYNC_MS = 30_000;
/** How fast two quartz clocks may drift apart, to compare an old exchange with a new one. Unit: s per s. */
const DRIFT = 50e-6;

/** A connection that hangs is asked anew [ms]. */
const LONGEST_ANSWER_MS = 10_000;

const browserWorld: ClockWorld = {
	steadyMs: () => performance.now(),
	wallMs: () => Date.now(),
	ask: async () => {
		const signal = AbortSignal.timeout(LONGEST_ANSWER_MS);
		const answer = await fetch('/api/clock', { cache: 'no-store', signal });
		if (!answer.ok) throw new Error(`clock answered ${answer.status}`);
		return (await answer.json()) as unknown;
	},
	wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms))
};

/** Keeps the offset between this tab and the workstation. */
export class LabClock {
	readonly #world: ClockWorld;
	#best: Exchange | null = null;
	/** Largest of `server time − arrival`: nearest to the truth among messages that came one way. */
	#oneWayS: number | null = null;
	/** Workstation seconds per second here, as it says: 1, or more when a test lets its clock run faster. */
	#rate = 1;

	constructor(world: ClockWorld = browserWorld) {
		this.#world = world;
	}

	/** Half of the shortest round trip [s]: how wrong the offset can be; null = never asked. */
	get uncertaintyS(): number | null {
		return this.#best === null ? null : this.#best.tripS / 2;
	}

	/** Asks a few times; keeps what it had when the workstation does not answer. */
	async synchronise(): Promise<void> {
		const exchanges: Exchange[] = [];
		for (let i = 0; i < EXCHANGES; i++) {
			const exchange = await this.#exchange();
			// away: the offset known so far stays valid, the stream shows the cut
			if (exchange === null) break;
			exchanges.push(exchange);
			await this.#world.wait(PAUSE_MS);
		}
		for (const exchange of exchanges) this.#take(exchange);
	}

	/** Learns from a message that came on the stream; used only until an exchange succeeded. */
	hear(monotonicS: number): void {
		const offsetS = monotonicS - this.#world.steadyMs() / 1000;
		this.#oneWayS = Math.max(this.#oneWayS ?? -Infinity, offsetS);
	}

	/** Now, on both clocks. `monotonicS` is null only before anything came from the workstation. */
	now(): EventTime {
		return { utc: new Date(this.#world.wallMs()).toISOString(), monotonicS: this.monotonicS() };
	}

	/**
	 * A moment of this tab's steady clock on both clocks: of a painted frame, of a sound that was heard.
	 *
	 * @param steadyMs as `performance.now()` counts [ms]
	 */
	at(steadyMs: number): EventTime {
		const agoMs = this.#world.steadyMs() - steadyMs;
		const utc = new Date(this.#world.wallMs() - agoMs).toISOString();
		return { utc, monotonicS: this.#thereS(steadyMs / 1000) };
	}

	/** Workstation monotonic clock now [s]. */
	monotonicS(): number | null {
		return this.#thereS(this.#world.steadyMs() / 1000);
	}

	#thereS(hereS: number): number | null {
		if (this.#best !== null) return this.#best.thereS + (hereS - this.#best.hereS) * this.#rate;
		return this.#oneWayS === null ? null : this.#oneWayS + hereS;
	}

	async #exchange(): Promise<Exchange | null> {
		const sentMs = this.#world.steadyMs();
		let answer: unknown;
		try {
			answer = await this.#world.ask();
		} catch {
			return null;
		}
		const gotMs = this.#world.steadyMs();
		const reading = clockReading.safeParse(answer);
		if (!reading.success) return null;
		const thereS = reading.data.monotonicS;
		this.#rate = reading.data.rate;
		return { thereS, hereS: (sentMs + gotMs) / 2000, tripS: (gotMs - sentMs) / 1000 };
	}

	/** An old exchange gets worse by the drift since; a new one wins when it is better than that. */
	#take(exchange: Exchange): void {
		const best = this.#best;
		const worsened =
			best === null ? Infinity : best.tripS + 2 * DRIFT * (exchange.hereS - best.hereS);
		if (exchange.tripS <= worsened) this.#best = exchange;
	}
}
