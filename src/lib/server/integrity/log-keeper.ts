/**
 * Keeps the log while the laboratory runs: signs it every minute or every 256 leaves and whenever something is sealed,
 * signed or handed out, carries heads outside the database, and watches the clock. Nothing here holds anybody up: what
 * fails is told and tried again.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { TreeHead } from '#lib/core/integrity/tree-head.ts';
import { addAuditEntry } from '../database/audit.ts';
import type { LogAnchorTable } from '../database/integrity-tables.ts';
import type { Schema } from '../database/schema.ts';
import { whenFree } from '../database/when-free.ts';
import { ClockWatch } from './clock-act.ts';
import { lastHead, makeHead } from './heads.ts';
import type { LogKey } from './log-key.ts';

/** A place outside the database that takes heads. */
export interface AnchorPlace {
	readonly kind: LogAnchorTable['kind'];
	/** Path or address, for people. */
	readonly name: string;
	/** Keeps a head there; returns what the database keeps of it. */
	readonly put: (head: TreeHead) => Promise<string>;
}

/** How a place does. */
export interface AnchorState {
	readonly kind: AnchorPlace['kind'];
	readonly name: string;
	/** Last head that stands there; null = none since this program was started. */
	readonly last: { readonly number: number; readonly atMs: number } | null;
	/** Why the last try failed; null = it did not. */
	readonly failure: string | null;
}

/** What keeping the log needs. */
export interface KeeperContext {
	readonly db: Kysely<Schema>;
	readonly key: LogKey;
	readonly places: readonly AnchorPlace[];
	readonly now: () => number;
	/** A clock that only goes forward [ms]. */
	readonly monotonicMs: () => number;
	/** Told of what failed. */
	readonly problem: (error: unknown) => void;
}

/** How often the keeper looks [ms], a head's greatest age [ms] and size [leaves] before the next one. */
const TICK_MS = 5000;
const HEAD_MS = 60_000;
const HEAD_LEAVES = 256;
/** Longest pause between two tries of a place that fails [ms]. */
const LONGEST_PAUSE_MS = 600_000;

/** Keeps the log of one program. */
export class LogKeeper {
	readonly #context: KeeperContext;
	readonly #clock: ClockWatch;
	readonly #states = new Map<AnchorPlace, AnchorState & { tries: number; nextMs: number }>();
	#timer: NodeJS.Timeout | undefined;
	#signedMs = 0;
	#busy: Promise<unknown> = Promise.resolve();

	constructor(context: KeeperContext) {
		this.#context = context;
		this.#clock = new ClockWatch(context.now, context.monotonicMs);
		for (const place of context.places) {
			const { kind, name } = place;
			this.#states.set(place, { kind, name, last: null, failure: null, tries: 0, nextMs: 0 });
		}
	}

	/** Begins to look. */
	start(): void {
		this.#timer = setInterval(() => void this.look(), TICK_MS).unref();
	}

	/** Signs what is not signed yet and stops. */
	async stop(): Promise<void> {
		clearInterval(this.#timer);
		await this.headSoon();
	}

	/** Key that signs here. */
	get keyId(): string {
		return this.#context.key.keyId;
	}

	/** The key itself, for what else the laboratory vouches for: statements of exports. */
	get key(): LogKey {
		return this.#context.key;
	}

	/** Where heads are kept outside, and how that goes. */
	places(): readonly AnchorState[] {
		return [...this.#states.values()].map(({ kind, name, last, failure }) => ({
			...{ kind, name, last, failure }
		}));
	}

	/**
	 * Signs the log as it is now.
	 *
	 * @throws {LabError} `database/…`
	 */
	async headNow(): Promise<TreeHead | null> {
		const { db, key, now, monotonicMs } = this.#context;
		this.#signedMs = monotonicMs();
		return makeHead(db, key, now());
	}

	/** Signs the log and carries the head outside, without holding anybody up: what fails is told. */
	headSoon(): Promise<void> {
		return this.#inTurn(async () => {
			await this.headNow();
			await this.#anchor();
		});
	}

	/** One look: clock, head, places. */
	look(): Promise<void> {
		return this.#inTurn(async () => {
			const { db, now } = this.#context;
			const act = this.#clock.look();
			if (act !== null)
				await whenFree(() =>
					db.transaction().execute((transaction) => addAuditEntry(transaction, act, now()))
				);
			if (await this.#isDue()) await this.headNow();
			await this.#anchor();
		});
	}

	#inTurn(run: () => Promise<void>): Promise<void> {
		const mine = this.#busy.then(run).catch(this.#context.problem);
		this.#busy = mine;
		return mine;
	}

	async #isDue(): Promise<boolean> {
		const { db, monotonicMs } = this.#context;
		const { size } = await db.selectFrom('log_tree').select('size').executeTakeFirstOrThrow();
		const fresh = size - ((await lastHead(db))?.size ?? 0);
		const age = monotonicMs() - this.#signedMs;
		return fresh >= HEAD_LEAVES || (fresh > 0 && age >= HEAD_MS);
	}

	/** Carries the newest head to each place that lacks it; those before it are covered by it. */
	async #anchor(): Promise<void> {
		const head = await lastHead(this.#context.db);
		if (head === null) return;
		for (const [place, state] of this.#states) {
			const nowMs = this.#context.monotonicMs();
			if (state.last?.number === head.number || nowMs < state.nextMs) continue;
			try {
				await this.#put(place, head);
				const last = { number: head.number, atMs: this.#context.now() };
				this.#states.set(place, { ...state, last, failure: null, tries: 0, nextMs: 0 });
			} catch (error) {
				const pause = Math.min(LONGEST_PAUSE_MS, TICK_MS * 2 ** state.tries);
				const failure = error instanceof Error ? error.message : String(error);
				const tries = state.tries + 1;
				this.#states.set(place, { ...state, failure, tries, nextMs: nowMs + pause });
				this.#context.problem(error);
			}
		}
	}

	async #put({ kind, put }: AnchorPlace, head: TreeHead): Promise<void> {
		const content = await put(head);
		const anchor = { id: randomUUID(), number: head.number, kind, content };
		await whenFree(() =>
			this.#context.db
				.insertInto('log_anchor')
				.values({ ...anchor, at_ms: this.#context.now() })
				.execute()
		);
	}
}
