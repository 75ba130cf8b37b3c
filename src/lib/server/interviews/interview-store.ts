/**
 * The interview store: interviews' logs in the database. Nothing is told before it is on disk.
 *
 * @module
 */
import type { Transaction } from 'kysely';
import { sha256Hex } from '#lib/core/audit/hash.ts';
import { LabError, type ErrorCode } from '#lib/core/errors.ts';
import type {
	InterviewEvent,
	ProposedInterviewEvent
} from '#lib/core/interview/interview-event.ts';
import {
	applyInterview,
	emptyInterview,
	type InterviewState
} from '#lib/core/interview/interview-state.ts';
import { addAuditEntry } from '../database/audit.ts';
import type { LabDatabase } from '../database/open.ts';
import type { Schema } from '../database/schema.ts';
import type { AppendAnswer } from '../events/append-each.ts';
import { Logs, type Turn } from '../events/logs.ts';
import { storeProtocols, type ProtocolText } from '../events/session-protocols.ts';
import { appendToInterview, readInterviewEvents, type InterviewActor } from './append-interview.ts';
import { fileListText, readGrid, type InterviewGrid } from './grid-files.ts';

/** What became of one event of an interview. */
export type InterviewAppendResult = AppendAnswer<InterviewEvent>;

/** An interview as it is created: its row. */
export interface NewInterview {
	readonly id: string;
	readonly caseId: string;
	/** The grid's files it is held with. */
	readonly protocols: readonly ProtocolText[];
}

type InterviewTurn<T> = Turn<InterviewState, InterviewEvent, T>;

/** Appends events to interviews' logs and reads them back. */
export class InterviewStore {
	readonly #database: LabDatabase;
	readonly #now: () => Date;
	readonly #logs: Logs<InterviewState, InterviewEvent>;
	readonly #grids = new Map<string, InterviewGrid>();

	constructor(database: LabDatabase, now: () => Date = () => new Date()) {
		this.#database = database;
		this.#now = now;
		this.#logs = new Logs(database, {
			...{ read: readInterviewEvents, empty: emptyInterview, apply: applyInterview }
		});
	}

	/**
	 * Creates an interview, its files and its first event, all or none; creating it again with the same event
	 * changes nothing.
	 *
	 * @param opening an `interview-opened` event
	 * @throws {LabError} the refusal of the event; `database/…`
	 */
	async create(
		interview: NewInterview,
		opening: ProposedInterviewEvent,
		actor: InterviewActor
	): Promise<void> {
		if (opening.type !== 'interview-opened')
			throw new LabError('interview/order', `expected interview-opened, got ${opening.type}`);
		await this.#logs.inTurn(interview.id, async (transaction) => {
			const { subjectCode } = opening.data;
			const isNew = await this.#insert(transaction, interview, subjectCode, actor);
			const opened = await this.#appendLocked(transaction, interview.id, [opening], actor);
			const [result] = opened.value;
			if (result?.ok !== true)
				throw new LabError((result?.code ?? 'interview/order') as ErrorCode, result?.message ?? '');
			if (isNew) await this.#noteCreation(transaction, interview, actor);
			return opened;
		});
	}

	/**
	 * Appends those of the events that are allowed, in one transaction: all that are taken are on disk when this
	 * returns. The same event sent again is answered with the stored one.
	 *
	 * @param proposals checked by the schema `proposedInterviewEvent`
	 * @returns an answer to each, in order
	 * @throws {LabError} `interview/not-found`; `database/…` when nothing could be written
	 */
	async append(
		interviewId: string,
		proposals: readonly ProposedInterviewEvent[],
		actor: InterviewActor
	): Promise<readonly InterviewAppendResult[]> {
		return this.#logs.inTurn(interviewId, (transaction) =>
			this.#appendLocked(transaction, interviewId, proposals, actor)
		);
	}

	/** Every event after a number, oldest first. */
	async eventsAfter(interviewId: string, seq: number): Promise<InterviewEvent[]> {
		return this.#logs.allEvents(interviewId, seq);
	}

	/** Forgets what is in memory of one that was destroyed. */
	forget(interviewId: string): void {
		this.#logs.forget(interviewId);
	}

	/** The state of an interview with every event written so far. */
	async stateOf(interviewId: string): Promise<InterviewState> {
		return this.#logs.stateOf(interviewId);
	}

	/**
	 * The grid an interview is held with: the one it was opened with, whatever the files say now.
	 *
	 * @throws {LabError} `interview/not-found`
	 */
	async gridOf(interviewId: string): Promise<InterviewGrid> {
		return readGrid(this.#database.db, interviewId, this.#grids);
	}

	/** @returns whether it was not there before */
	async #insert(
		transaction: Transaction<Schema>,
		{ id, caseId, protocols }: NewInterview,
		subjectCode: string,
		actor: InterviewActor
	): Promise<boolean> {
		await storeProtocols(transaction, protocols);
		const { numInsertedOrUpdatedRows } = await transaction
			.insertInto('interview')
			.values({
				...{ id, case_id: caseId, subject_code: subjectCode, created_by: actor.id },
				created_ms: this.#now().getTime(),
				protocols: fileListText(protocols)
			})
			.onConflict((conflict) => conflict.column('id').doNothing())
			.executeTakeFirst();
		return numInsertedOrUpdatedRows === 1n;
	}

	/** The audit trail holds the hash of the list of files: an exchanged list shows. */
	async #noteCreation(
		transaction: Transaction<Schema>,
		{ id, caseId, protocols }: NewInterview,
		actor: InterviewActor
	): Promise<void> {
		const details = { caseId, gridFiles: sha256Hex(fileListText(protocols)) };
		const act = { actorId: actor.id, action: 'interview/opened', object: id, details };
		await addAuditEntry(transaction, act, this.#now().getTime());
	}

	async #appendLocked(
		transaction: Transaction<Schema>,
		interviewId: string,
		proposals: readonly ProposedInterviewEvent[],
		actor: InterviewActor
	): Promise<InterviewTurn<readonly InterviewAppendResult[]>> {
		// a write that changes nothing: it locks the interview against other processes until the commit
		const lock = await transaction
			.updateTable('interview')
			.set((expression) => ({ last_seq: expression.ref('last_seq') }))
			.where('id', '=', interviewId)
			.executeTakeFirst();
		if (lock.numUpdatedRows === 0n)
			throw new LabError('interview/not-found', `expected an interview, got ${interviewId}`);
		const start = await this.#logs.upToDate(transaction, interviewId);
		const grid = await readGrid(transaction, interviewId, this.#grids);
		const context = { grid, actor, now: this.#now };
		const done = await appendToInterview(transaction, start, proposals, context);
		return { ...done, value: done.results };
	}
}
