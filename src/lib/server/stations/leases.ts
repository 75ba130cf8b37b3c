/**
 * The leases of this station, and the fence they make: events that command a recording are written only by the station
 * that holds the session's newest token, facts of a recording only by the station that made it.
 *
 * @module
 */
import type { Kysely, Transaction } from 'kysely';
import type { Refusal } from '#lib/core/session/checking/check.ts';
import type { ProposedEvent, SessionEvent } from '#lib/core/session/event.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import type { ChartStationTable, SessionLeaseTable } from '../database/archive-tables.ts';
import type { Schema } from '../database/schema.ts';
import type { Station } from './station.ts';
import { leaseOf, renewLease, takeLease, type Lease } from './session-lease.ts';

/** Command a recording that runs. */
const COMMANDS: ReadonlySet<string> = new Set([
	...['chart-started', 'chart-announced', 'chart-paused', 'chart-resumed'],
	...['question-asked', 'question-ended', 'answer-marked']
]);
/** The same while the chart runs; later they are made wherever the chart is looked at. */
const WHILE_RUNNING: ReadonlySet<string> = new Set(['artifact-marked', 'remark-made']);
/** What only the recorder of the chart knows. */
const FACTS: ReadonlySet<string> = new Set(['gap-declared', 'clock-paired', 'chart-sealed']);
const STOP = 'chart-stopped';

/** What a batch of events meets, within its transaction. */
export interface Fence {
	/** What speaks against an event; null = nothing. */
	refusal(state: SessionState, proposed: ProposedEvent): Refusal | null;
	/** Keeps what follows from events that were written. */
	follow(written: readonly SessionEvent[]): Promise<void>;
}

/** Opens the fence for a batch; null = nothing of it is about a recording. */
export type OpenFence = (
	transaction: Transaction<Schema>,
	sessionId: string,
	proposals: readonly ProposedEvent[]
) => Promise<Fence | null>;

/** Renewed this often while a chart runs [ms]. */
const RENEW_EVERY_MS = 15_000;

/** One per web process. */
export class Leases {
	readonly #db: Kysely<Schema>;
	readonly #station: Station;
	readonly #now: () => number;
	readonly #held = new Map<string, Lease>();
	#renewedMs = -Infinity;

	constructor(db: Kysely<Schema>, station: Station, now: () => number) {
		this.#db = db;
		this.#station = station;
		this.#now = now;
	}

	/**
	 * Takes the lease of a session for this station.
	 *
	 * @throws {LabError} `lease/held`
	 */
	async take(sessionId: string, userId: string, takeOver: boolean): Promise<void> {
		const stationId = this.#station.id;
		const wish = { sessionId, stationId, userId, takeOver, nowMs: this.#now() };
		this.#held.set(sessionId, await takeLease(this.#db, wish));
	}

	/** Goes on holding the lease of a session that is recorded here; asked often, it writes now and then. */
	async renew(sessionId: string): Promise<void> {
		const held = this.#held.get(sessionId);
		if (held === undefined || this.#now() - this.#renewedMs < RENEW_EVERY_MS) return;
		this.#renewedMs = this.#now();
		await renewLease(this.#db, held, this.#renewedMs);
	}

	/** See `OpenFence`. */
	readonly fence: OpenFence = async (transaction, sessionId, proposals) => {
		if (!proposals.some(({ type }) => isFenced(type))) return null;
		const lease = await leaseOf(transaction, sessionId);
		const charts = await transaction
			.selectFrom('chart_station')
			.selectAll()
			.where('session_id', '=', sessionId)
			.execute();
		return {
			refusal: (state, proposed) => this.#refusal({ lease, charts }, state, proposed),
			follow: (written) => this.#follow(transaction, written, lease)
		};
	};

	/** Whether the newest token of a session is this station's. A session never recorded is nobody's. */
	#isMine(lease: SessionLeaseTable | undefined): boolean {
		if (lease === undefined) return true;
		if (lease.station_id !== this.#station.id) return false;
		const held = this.#held.get(lease.session_id);
		// a process that was started anew goes on with what its station has
		return held === undefined || held.token === lease.token;
	}

	#refusal(
		{
			lease,
			charts
		}: {
			readonly lease: SessionLeaseTable | undefined;
			readonly charts: readonly ChartStationTable[];
		},
		state: SessionState,
		proposed: ProposedEvent
	): Refusal | null {
		if (!isFenced(proposed.type)) return null;
		const number = chartOf(proposed);
		const chart = charts.find((one) => one.chart === number);
		// recorded before there were stations
		const isOwnChart = chart === undefined || chart.station_id === this.#station.id;
		if (FACTS.has(proposed.type))
			return isOwnChart ? null : refused('lease/other-station', 'the station that recorded it');
		if (proposed.type === STOP && chart !== undefined && isOwnChart) return null;
		if (WHILE_RUNNING.has(proposed.type)) {
			const status = state.charts.find((one) => one.chart === number)?.status;
			if (status !== 'running' && status !== 'paused') return null;
		}
		return this.#isMine(lease) ? null : refused('lease/lost', 'the station that holds the session');
	}

	async #follow(
		transaction: Transaction<Schema>,
		written: readonly SessionEvent[],
		lease: SessionLeaseTable | undefined
	): Promise<void> {
		for (const event of written)
			if (event.type === 'chart-started')
				await transaction
					.insertInto('chart_station')
					.values({
						...{ session_id: event.sessionId, chart: event.data.chart },
						...{ station_id: this.#station.id, token: lease?.token ?? 0 }
					})
					.execute();
	}
}

function isFenced(type: string): boolean {
	return COMMANDS.has(type) || WHILE_RUNNING.has(type) || FACTS.has(type) || type === STOP;
}

function chartOf({ data }: ProposedEvent): number | null {
	return 'chart' in data && typeof data.chart === 'number' ? data.chart : null;
}

function refused(code: Refusal['code'], expected: string): Refusal {
	return { ok: false, code, message: `expected ${expected}, got another one` };
}
