/**
 * Events that other processes wrote to the same PostgreSQL, told here: by its notifications at once, and by looking at
 * the sessions whose pages are open, because a connection that died silently notifies nobody.
 *
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import pg from 'pg';
import type { Schema } from '../database/schema.ts';

/** What listening needs. */
export interface RemoteEventsOptions {
	readonly db: Kysely<Schema>;
	/** Address of the PostgreSQL; null = only look. */
	readonly url: string | null;
	/** Sessions somebody looks at here. */
	readonly watched: () => Iterable<string>;
	/** Something may be new in a session; told of own events too. */
	readonly heard: (sessionId: string) => void;
	readonly problem: (error: unknown) => void;
	readonly lookEveryMs?: number;
}

const CHANNEL = 'jingwei_event';
const LOOK_EVERY_MS = 1_500;
const RETRY_MS = 1_000;

/** One per web process. */
export class RemoteEvents {
	readonly #options: RemoteEventsOptions;
	readonly #last = new Map<string, number>();
	#client: pg.Client | null = null;
	#ended = false;
	#isAway = false;

	constructor(options: RemoteEventsOptions) {
		this.#options = options;
	}

	/** Listens and looks until `stop`. */
	start(): void {
		if (this.#options.url !== null) void this.#listen(this.#options.url);
		void this.#look();
	}

	/** Ends both. */
	async stop(): Promise<void> {
		this.#ended = true;
		await this.#client?.end();
	}

	async #listen(url: string): Promise<void> {
		while (!this.#ended) {
			const client = new pg.Client({ connectionString: url, keepAlive: true });
			const over = new Promise<void>((resolve) => client.once('end', () => resolve()));
			client.on('error', () => undefined);
			client.on('notification', ({ payload }) => {
				if (payload !== undefined) this.#options.heard(payload);
			});
			try {
				await client.connect();
				this.#client = client;
				await client.query(`listen ${CHANNEL}`);
				// what came while nobody listened
				for (const sessionId of this.#options.watched()) this.#options.heard(sessionId);
				await over;
			} catch (error) {
				this.#tell(error);
			}
			this.#client = null;
			await sleep(RETRY_MS, undefined, { ref: false });
		}
	}

	async #look(): Promise<void> {
		while (!this.#ended) {
			await sleep(this.#options.lookEveryMs ?? LOOK_EVERY_MS, undefined, { ref: false });
			try {
				await this.#lookOnce([...this.#options.watched()]);
				this.#isAway = false;
			} catch (error) {
				this.#tell(error);
			}
		}
	}

	async #lookOnce(watched: readonly string[]): Promise<void> {
		for (const id of this.#last.keys()) if (!watched.includes(id)) this.#last.delete(id);
		if (watched.length === 0 || this.#ended) return;
		const rows = await this.#options.db
			.selectFrom('test_session')
			.select(['id', 'last_seq'])
			.where('id', 'in', watched)
			.execute();
		for (const { id, last_seq } of rows) {
			const before = this.#last.get(id);
			this.#last.set(id, last_seq);
			if (before !== undefined && before !== last_seq) this.#options.heard(id);
		}
	}

	/** Once for each time the database goes away. */
	#tell(error: unknown): void {
		if (this.#isAway || this.#ended) return;
		this.#isAway = true;
		this.#options.problem(error);
	}
}
