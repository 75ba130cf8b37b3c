/**
 * Half-filled forms, so that a reload or a crash loses nothing that was typed.
 *
 * @module
 */
import { askerOf, type StoreAsker } from './ask-store.ts';
import { labDatabase, type LabDatabase } from './database.ts';
import { draftPlace } from './keys/places.ts';
import { openValue, sealValue } from './keys/seal.ts';

/** Drafts of one person in one session. What they say is sealed with that person's key. */
export class Drafts {
	readonly #database: LabDatabase;
	readonly #store: StoreAsker;
	readonly #userId: string;
	readonly #prefix: string;
	/** One after the other: sealing takes a moment, and what was given up must not come back after it. */
	#last: Promise<unknown> = Promise.resolve();

	constructor(sessionId: string, userId: string, database: LabDatabase = labDatabase()) {
		this.#database = database;
		this.#store = askerOf(database);
		this.#userId = userId;
		this.#prefix = `${userId}/${sessionId}/`;
	}

	/**
	 * What was kept under a form's name; null = nothing. The caller checks its shape.
	 *
	 * @throws {LabError} `browser/sealed-otherwise`; it is kept nevertheless
	 */
	load(form: string): Promise<unknown> {
		return this.#inTurn(async () => {
			const row = await this.#store.ask(() => this.#database.draft.get(this.#prefix + form));
			const key = row ? await this.#store.key(this.#userId) : null;
			return row && key ? openValue(key, draftPlace(row.key), row.value) : null;
		});
	}

	/** Keeps a value that JSON can say under a form's name, where the browser keeps anything. */
	save(form: string, value: unknown): Promise<void> {
		const key = this.#prefix + form;
		return this.#inTurn(async () => {
			const own = await this.#store.key(this.#userId);
			if (own === null) return;
			const sealed = await sealValue(own, draftPlace(key), value);
			const row = { key, value: sealed, savedAt: Date.now() };
			await this.#store.ask(() => this.#database.draft.put(row));
		});
	}

	/** The form was recorded or given up. */
	clear(form: string): Promise<void> {
		return this.#inTurn(async () => {
			await this.#store.ask(() => this.#database.draft.delete(this.#prefix + form));
		});
	}

	#inTurn<T>(work: () => PromiseLike<T>): Promise<T> {
		const done = this.#last.then(work);
		this.#last = done.catch(() => undefined);
		return done;
	}
}
