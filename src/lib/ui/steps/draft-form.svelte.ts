/**
 * A form whose half-filled state is kept on this computer until it is recorded or given up.
 *
 * @module
 */
import type { SessionView } from '../session/session-view.svelte.ts';

/** Typing is kept after this pause [ms]. */
const PAUSE_MS = 250;

/** One form of one session. Make it while a component is set up. */
export class DraftForm<T extends object> {
	/** What the fields are bound to. */
	value: T = $state() as T;
	/** Why the last try to record it was refused; empty = it was not. */
	refused = $state('');
	/** A try is on its way. */
	busy = $state(false);
	readonly #view: SessionView;
	readonly #name: string;
	readonly #fresh: () => T;
	#timer: ReturnType<typeof setTimeout> | undefined;

	/**
	 * @param name of the form within the session
	 * @param fresh the empty form, or what is to be corrected
	 */
	constructor(view: SessionView, name: string, fresh: () => T) {
		this.#view = view;
		this.#name = name;
		this.#fresh = fresh;
		this.value = fresh();
		// an effect runs in the browser only: there are no drafts on the server
		let restored: Promise<void> | undefined;
		$effect(() => {
			restored ??= this.#restore();
			const snapshot = $state.snapshot(this.value);
			clearTimeout(this.#timer);
			// what was kept is read before anything is written over it
			const save = (): unknown =>
				restored?.then(() => this.#view.drafts.save(this.#name, snapshot));
			this.#timer = setTimeout(save, PAUSE_MS);
			return () => clearTimeout(this.#timer);
		});
	}

	async #restore(): Promise<void> {
		const kept = await this.#view.drafts.load(this.#name);
		// a draft of an older form would lack fields: only the fields the form has are taken
		if (kept !== null && typeof kept === 'object') {
			const known = Object.keys(this.value);
			const entries = Object.entries(kept).filter(([field]) => known.includes(field));
			this.value = { ...this.value, ...Object.fromEntries(entries) };
		}
	}

	/** Starts over with other contents (a dialog opened for another record). */
	reset(value: T = this.#fresh()): void {
		this.value = value;
		this.refused = '';
	}

	/**
	 * Records by `send`; when it was taken, the draft is gone and the form fresh.
	 *
	 * @returns whether it was taken
	 */
	async record(
		send: (value: T) => Promise<{ readonly ok: boolean; readonly text?: string }>
	): Promise<boolean> {
		this.busy = true;
		const value: unknown = $state.snapshot(this.value);
		const outcome = await send(value as T);
		this.busy = false;
		this.refused = outcome.ok ? '' : (outcome.text ?? '');
		if (outcome.ok) {
			this.value = this.#fresh();
			clearTimeout(this.#timer);
			await this.#view.drafts.clear(this.#name);
		}
		return outcome.ok;
	}
}
