/**
 * The register of the case as a session page has it: asked for once, and again on demand.
 *
 * @module
 */
import { caseFacts, type CaseFact } from '#lib/core/casework/case-facts.ts';

/** The register of the case of one session. */
export class CaseRegister {
	/** Null = not read yet, or not readable (`isAway`). */
	facts = $state.raw<readonly CaseFact[] | null>(null);
	/** The last try failed: the register stays unknown, and the page says so. */
	isAway = $state(false);
	readonly #sessionId: string;

	constructor(sessionId: string) {
		this.#sessionId = sessionId;
	}

	/** Reads the register. */
	async load(): Promise<void> {
		const read = await readJson(`/api/sessions/${encodeURIComponent(this.#sessionId)}/case-facts`);
		const parsed = caseFacts.safeParse(read);
		this.facts = parsed.success ? parsed.data.facts : null;
		this.isAway = !parsed.success;
	}

	/** The entry a fact of the session was taken from; null = none, or not known. */
	entryOf(boardFactId: string | undefined): CaseFact | null {
		return this.facts?.find(({ id }) => id === boardFactId) ?? null;
	}
}

/** What an address answers; null when it cannot be reached or refuses. */
export async function readJson(address: string): Promise<unknown> {
	try {
		const answer = await fetch(address);
		return answer.ok ? ((await answer.json()) as unknown) : null;
	} catch {
		// no network, or no JSON: the caller shows that nothing could be read
		return null;
	}
}
