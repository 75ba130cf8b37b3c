/**
 * Half-filled forms, so that a reload or a crash loses nothing that was typed.
 *
 * @module
 */
import { labDatabase, type LabDatabase } from './database.ts';
import { ownKey } from './keys/own-key.ts';
import { draftPlace } from './keys/places.ts';
import { openValue, sealValue } from './keys/seal.ts';

/** Drafts of one person in one session. What they say is sealed with that person's key. */
export class Drafts {
	readonly #database: LabDatabase;
	readonly #userId: string;
	readonly #prefix: string;
	/** One after the other: sealing takes a moment, and what was given up must not come back after it. */
	#last: Promise<unknown> = Promise.resolve();

	constructor(sessionId: string, userId: string, database: LabDatabase = labDatabase()) {
		this.#database = database;
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
			const row = await this.#database.draft.get(this.#prefix + form);
			if (row === undefined) return null;
			return openValue(await ownKey(this.#userId), draftPlace(row.key), row.value);
		});
	}

	/** Keeps a value that JSON can say under a form's name. */
	save(form: string, value: unknown): Promise<void> {
		const key = this.#prefix + form;
		return this.#inTurn(async () => {
			const sealed = await sealValue(await ownKey(this.#userId), draftPlace(key), value);
			await this.#database.draft.put({ key, value: sealed, savedAt: Date.now() });
		});
	}

	/** The form was recorded or given up. */
	clear(form: string): Promise<void> {
		return this.#inTurn(() => this.#database.draft.delete(this.#prefix + form));
	}

	#inTurn<T>(work: () => PromiseLike<T>): Promise<T> {
		const done = this.#last.then(work);
		this.#last = done.catch(() => undefined);
		return done;
	}
}
