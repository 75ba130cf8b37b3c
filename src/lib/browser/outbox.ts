/**
 * The outbox: an event is written here before it is sent, and stays until the log has it.
 *
 * Events of one session are sent in the order in which they were made, by one tab at a time. Sending again is
 * harmless: the log knows the id. A refused event is kept with its reason and does not hold up those behind it.
 *
 * @module
 */
import { isLabError } from '../core/errors.ts';
import {
	LARGEST_BATCH,
	batchAnswer,
	type EventBatch,
	type EventResult
} from '../core/session/exchange.ts';
import type { ProposedEvent } from '../core/session/event.ts';
import { labDatabase, type LabDatabase, type OutboxEntry, type Refusal } from './database.ts';
import { OutboxRows, type Unkept } from './outbox-rows.ts';
import { handOver, UnwrittenEvents, type HandOver } from './unwritten-events.ts';

/** What became of a proposal. */
export type Outcome =
	{ readonly ok: true; readonly seq: number } | ({ readonly ok: false } & Refusal);

/** Carries a batch to the server. Rejects when the server is away. */
export type Send = (
	sessionId: string,
	batch: EventBatch
) => Promise<{ status: number; body: unknown }>;

/** Settings of an outbox; tests give their own. */
export interface OutboxOptions {
	readonly sessionId: string;
	readonly userId: string;
	/** Called after every change of the entries. */
	readonly changed: (entries: readonly OutboxEntry[], unkept: Unkept) => void;
	readonly database?: LabDatabase;
	readonly send?: Send;
	/** What is on no disk when the page goes. */
	readonly handOver?: HandOver;
	/** First wait before trying again [ms]; doubles up to `longestWaitMs`. */
	readonly firstWaitMs?: number;
	readonly longestWaitMs?: number;
	/** How long the store of the browser is waited for [ms]. */
	readonly longestStoreMs?: number;
}

/** Statuses that say "not now" and not "no". */
const LATER = new Set([401, 408, 421, 423, 425, 429]);

/** A connection that says nothing for so long is taken for cut; sending again does no harm [ms]. */
const LONGEST_ANSWER_MS = 20_000;

const post: Send = async (sessionId, batch) => {
	const answer = await fetch(`/api/sessions/${encodeURIComponent(sessionId)}/events`, {
		...{ method: 'POST', signal: AbortSignal.timeout(LONGEST_ANSWER_MS) },
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(batch)
	});
	const text = await answer.text();
	return { status: answer.status, body: text === '' ? null : (JSON.parse(text) as unknown) };
};

interface Waiting {
	readonly event: ProposedEvent;
	readonly settle: (outcome: Outcome) => void;
}

/** One person's unsent events of one session. */
export class Outbox {
	readonly #rows: OutboxRows;
	readonly #options: Required<Omit<OutboxOptions, 'database' | 'longestStoreMs'>>;
	readonly #unwritten: UnwrittenEvents;
	readonly #waiting = new Map<string, Waiting>();
	#timer: ReturnType<typeof setTimeout> | null = null;
	#waitMs: number;
	#running: Promise<void> | null = null;
	#again = false;
	#ended = false;

	constructor(options: OutboxOptions) {
		const { database = labDatabase(), longestStoreMs } = options;
		this.#rows = new OutboxRows(database, options, longestStoreMs);
		this.#options = { send: post, handOver, firstWaitMs: 500, longestWaitMs: 15_000, ...options };
		this.#unwritten = new UnwrittenEvents(options.sessionId, this.#options.handOver);
		this.#waitMs = this.#options.firstWaitMs;
	}

	/** Takes up what an earlier page left behind. */
	async start(): Promise<void> {
		try {
			await this.#tell();
			this.kick();
		} catch (error) {
			this.#postpone(error);
		}
	}

	/** Stops trying; what is here stays here, what is on no disk is handed over. Settles when nothing is being sent. */
	async end(): Promise<void> {
		this.#ended = true;
		this.#unwritten.leave();
		if (this.#timer !== null) clearTimeout(this.#timer);
		await this.#running;
	}

	/**
	 * Writes an event down; the promise settles when it is on this disk, not when it is sent. Where the disk does not
	 * take it, it is handed to the browser when the page goes before the server had it.
	 *
	 * @returns a promise of what the server said, however long that takes
	 */
	async add(event: ProposedEvent): Promise<{ readonly outcome: Promise<Outcome> }> {
		const outcome = new Promise<Outcome>((settle) =>
			this.#waiting.set(event.id, { event, settle })
		);
		const added = this.#rows.add(event);
		const safe = added.then(async (isKept) => void (isKept || (await outcome)));
		// that the key is refused is told by what was added
		this.#unwritten.until(event, safe).catch(() => undefined);
		await added;
		await this.#tell();
		this.kick();
		return { outcome };
	}

	/** A refused event was seen by its maker: it stays in the table but is not shown again. */
	async putAside(id: string): Promise<void> {
		await this.#rows.putAside(id);
		await this.#tell();
	}

	/** Sends now what is pending, for instance because the server is back. */
	kick(): void {
		if (this.#ended) return;
		if (this.#timer !== null) clearTimeout(this.#timer);
		this.#timer = null;
		if (this.#running !== null) {
			this.#again = true;
			return;
		}
		this.#running = this.#drain()
			.catch((error: unknown) => this.#postpone(error))
			.finally(() => {
				this.#running = null;
				if (!this.#again || this.#ended) return;
				this.#again = false;
				this.kick();
			});
	}

	async #entries(): Promise<readonly OutboxEntry[]> {
		return (await this.#rows.list()).entries;
	}

	async #tell(): Promise<void> {
		const { entries, ...unkept } = await this.#rows.list();
		this.#options.changed(entries, unkept);
	}

	/** One tab at a time: two senders could overtake each other. */
	async #drain(): Promise<void> {
		const lock = `jingwei-outbox-${this.#options.sessionId}`;
		const done = await navigator.locks.request(lock, async () => {
			for (;;) {
				if (this.#ended) return false;
				const pending = (await this.#entries()).filter(({ status }) => status === 'pending');
				if (pending.length === 0) return this.#hearOfOthers();
				if (!(await this.#sendFirst(pending.slice(0, LARGEST_BATCH)))) return false;
			}
		});
		await this.#tell();
		if (done) this.#waitMs = this.#options.firstWaitMs;
		else this.#later();
	}

	/** What another tab sent for us: asking again gives the same answer. */
	async #hearOfOthers(): Promise<boolean> {
		const rows = await this.#entries();
		for (const { event, settle } of [...this.#waiting.values()]) {
			const row = rows.find(({ id }) => id === event.id);
			if (row === undefined) return this.#sendFirst([{ event, id: event.id }]);
			if (row.refusal === null) continue;
			this.#waiting.delete(event.id);
			settle({ ok: false, ...row.refusal });
		}
		return true;
	}

	/** A key that is refused opens nothing and loses nothing: tried again like a server that is away. */
	#postpone(error: unknown): void {
		this.#later();
		if (!isLabError(error)) throw error;
	}

	#later(): void {
		if (this.#ended) return;
		this.#timer = setTimeout(() => this.kick(), this.#waitMs);
		this.#waitMs = Math.min(2 * this.#waitMs, this.#options.longestWaitMs);
	}

	/** @returns false when the server is away and the same events have to be sent again */
	async #sendFirst(entries: readonly Pick<OutboxEntry, 'id' | 'event'>[]): Promise<boolean> {
		const events = entries.map(({ event }) => event);
		let answer: { status: number; body: unknown };
		try {
			answer = await this.#options.send(this.#options.sessionId, { events });
		} catch {
			// away or unreadable: tried again later, shown as pending until then
			return false;
		}
		if (answer.status >= 500 || LATER.has(answer.status)) return false;
		const parsed = batchAnswer.safeParse(answer.body);
		if (parsed.success) return this.#settle(parsed.data.results);
		if (answer.status < 400) return false;
		// the batch as a whole was refused; one alone tells which event is at fault
		const [first] = entries;
		if (first === undefined) return true;
		if (entries.length > 1) return this.#sendFirst([first]);
		return this.#settle([{ id: first.id, ok: false, ...refusalOf(answer) }]);
	}

	async #settle(results: readonly EventResult[]): Promise<boolean> {
		for (const result of results) {
			if (result.ok) await this.#rows.remove(result.id);
			else await this.#rows.refuse(result.id, result);
		}
		await this.#tell();
		for (const result of results) {
			this.#waiting.get(result.id)?.settle(outcomeOf(result));
			this.#waiting.delete(result.id);
		}
		return results.length > 0;
	}
}

function outcomeOf(result: EventResult): Outcome {
	if (result.ok) return { ok: true, seq: result.seq };
	const { code, message, missing } = result;
	return { ok: false, code, message, missing };
}

function refusalOf({ status, body }: { status: number; body: unknown }): {
	code: string;
	message: string;
} {
	const said = body as { code?: unknown; message?: unknown } | null;
	return {
		code: typeof said?.code === 'string' ? said.code : `request/status-${status}`,
		message: typeof said?.message === 'string' ? said.message : `the server answered ${status}`
	};
}
