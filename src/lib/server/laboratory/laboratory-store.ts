/**
 * The laboratory's log in the database. Nothing is told before it is on disk.
 *
 * @module
 */
import type { Transaction } from 'kysely';
import { canonicalJson } from '#lib/core/audit/canonical.ts';
import { decideLaboratory } from '#lib/core/laboratory/decide-laboratory.ts';
import type { LaboratoryState } from '#lib/core/laboratory/laboratory.ts';
import type { Staff } from '#lib/core/laboratory/laboratory-decision.ts';
import {
	chainLaboratoryEvent,
	LABORATORY,
	type LaboratoryActor,
	type LaboratoryEvent,
	type ProposedLaboratoryEvent
} from '#lib/core/laboratory/laboratory-event.ts';
import { applyLaboratory, emptyLaboratory } from '#lib/core/laboratory/laboratory-state.ts';
import type { LabDatabase } from '../database/open.ts';
import type { Schema } from '../database/schema.ts';
import { addLeaves } from '../integrity/leaves.ts';
import { appendEach, type AppendAnswer } from '../events/append-each.ts';
import { Logs, type Turn } from '../events/logs.ts';
import { readBody } from '../keys/cell.ts';
import { cellSealer } from '../keys/seal-cells.ts';
import { readLaboratoryEvents } from './read-laboratory.ts';

/** What became of one event. */
export type LaboratoryAppendResult = AppendAnswer<LaboratoryEvent>;

/** Who proposes, and who is there to be named. */
export interface LaboratoryWriter {
	readonly actor: LaboratoryActor;
	readonly staff: Staff;
}

/** Appends events to the laboratory's log and reads them back. */
export class LaboratoryStore {
	readonly #now: () => Date;
	readonly #logs: Logs<LaboratoryState, LaboratoryEvent>;

	constructor(database: LabDatabase, now: () => Date = () => new Date()) {
		this.#now = now;
		this.#logs = new Logs(database, {
			...{ read: readLaboratoryEvents, empty: emptyLaboratory, apply: applyLaboratory }
		});
	}

	/**
	 * Appends those of the events that are allowed, in one transaction. The same event sent again is answered with the
	 * stored one.
	 *
	 * @param proposals their data checked by the schemas of `laboratory-payloads`
	 * @returns an answer to each, in order
	 * @throws {LabError} `database/…` when nothing could be written
	 */
	async append(
		proposals: readonly ProposedLaboratoryEvent[],
		writer: LaboratoryWriter
	): Promise<readonly LaboratoryAppendResult[]> {
		return this.#logs.inTurn(LABORATORY, (transaction) =>
			this.#appendLocked(transaction, proposals, writer)
		);
	}

	/** Every event, oldest first. */
	async allEvents(): Promise<LaboratoryEvent[]> {
		return this.#logs.allEvents(LABORATORY);
	}

	/** The laboratory with every event written so far. */
	async state(): Promise<LaboratoryState> {
		return this.#logs.stateOf(LABORATORY);
	}

	async #appendLocked(
		transaction: Transaction<Schema>,
		proposals: readonly ProposedLaboratoryEvent[],
		{ actor, staff }: LaboratoryWriter
	): Promise<Turn<LaboratoryState, LaboratoryEvent, readonly LaboratoryAppendResult[]>> {
		await transaction
			.insertInto('laboratory_log')
			.values({ log_id: LABORATORY })
			.onConflict((conflict) => conflict.column('log_id').doNothing())
			.execute();
		// a write that changes nothing: it locks the log against other processes until the commit
		await transaction
			.updateTable('laboratory_log')
			.set((expression) => ({ last_seq: expression.ref('last_seq') }))
			.where('log_id', '=', LABORATORY)
			.execute();
		const start = await this.#logs.upToDate(transaction, LABORATORY);
		const stored = await storedEvents(transaction, proposals);
		const done = appendEach(start, stored, proposals, {
			decide: (state, proposed) => decideLaboratory(state, proposed, actor, staff),
			chain: ({ seq, lastHash }, proposed) =>
				chainLaboratoryEvent(proposed, {
					...{ logId: LABORATORY, seq: seq + 1, actor },
					recordedAt: this.#now().toISOString(),
					previousHash: lastHash
				}),
			apply: applyLaboratory,
			actorId: actor.id,
			reusedCode: 'laboratory/id-reused'
		});
		await write(transaction, done.written);
		return { ...done, value: done.results };
	}
}

async function storedEvents(
	transaction: Transaction<Schema>,
	proposals: readonly ProposedLaboratoryEvent[]
): Promise<LaboratoryEvent[]> {
	if (proposals.length === 0) return [];
	const rows = await transaction
		.selectFrom('laboratory_event')
		.select('body')
		.where('log_id', '=', LABORATORY)
		.where(
			'id',
			'in',
			proposals.map(({ id }) => id)
		)
		.execute();
	return rows.map(({ body }) => readBody<LaboratoryEvent>(body));
}

async function write(
	transaction: Transaction<Schema>,
	written: readonly LaboratoryEvent[]
): Promise<void> {
	const seal = await cellSealer(transaction, 'laboratory');
	// one by one: the trigger looks at the row before
	for (const event of written)
		await transaction
			.insertInto('laboratory_event')
			.values({
				...{ log_id: LABORATORY, seq: event.seq, id: event.id, type: event.type },
				...{ previous_hash: event.previousHash, hash: event.hash, body: seal(canonicalJson(event)) }
			})
			.execute();
	await addLeaves(transaction, 'laboratory', LABORATORY, written);
	const last = written.at(-1);
	if (last === undefined) return;
	await transaction
		.updateTable('laboratory_log')
		.set({ last_seq: last.seq })
		.where('log_id', '=', LABORATORY)
		.execute();
}
