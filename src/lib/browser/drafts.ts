/**
 * Half-filled forms, so that a reload or a crash loses nothing that was typed.
 *
 * @module
 */
import { labDatabase, type LabDatabase } from './database.ts';

/** Drafts of one person in one session. */
export class Drafts {
	readonly #database: LabDatabase;
	readonly #prefix: string;

	constructor(sessionId: string, userId: string, database: LabDatabase = labDatabase()) {
		this.#database = database;
		this.#prefix = `${userId}/${sessionId}/`;
	}

	/** What was kept under a form's name; null = nothing. The caller checks its shape. */
	async load(form: string): Promise<unknown> {
		return (await this.#database.draft.get(this.#prefix + form))?.value ?? null;
	}

	/** Keeps a structured-cloneable value under a form's name. */
	async save(form: string, value: unknown): Promise<void> {
		await this.#database.draft.put({ key: this.#prefix + form, value, savedAt: Date.now() });
	}

	/** The form was recorded or given up. */
	async clear(form: string): Promise<void> {
		await this.#database.draft.delete(this.#prefix + form);
	}
}
