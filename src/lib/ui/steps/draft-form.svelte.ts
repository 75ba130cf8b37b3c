/**
 * A form whose half-filled state is kept on this computer until it is recorded or given up.
 *
 * @module
 */
import { isLabError } from '#lib/core/errors.ts';
import { refusalText } from '../session/refusal-text.ts';
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
	readonly #view: Pick<SessionView, 'drafts'>;
	readonly #name: string;
	readonly #fresh: () => T;
	/** Whether what is typed is kept on this computer. */
	#isKept = true;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** What was typed since it was last kept. */
	#pending: T | undefined;
	/** What nobody has to keep: the empty form, what was restored, what is on its way. As JSON. */
	#known = '';
	#restored: Promise<void> | undefined;

	/**
	 * @param name of the form within the session
	 * @param fresh the empty form, or what is to be corrected
	 */
	constructor(view: Pick<SessionView, 'drafts'>, name: string, fresh: () => T) {
		this.#view = view;
		this.#name = name;
		this.#fresh = fresh;
		this.#show(fresh());
		// an effect runs in the browser only: there are no drafts on the server
		$effect(() => {
			this.#restored ??= this.#restore();
			const snapshot: unknown = $state.snapshot(this.value);
			const text = JSON.stringify(snapshot);
			if (text === this.#known) return;
			this.#known = text;
			this.#pending = snapshot as T;
			clearTimeout(this.#timer);
			this.#timer = setTimeout(this.#keep, PAUSE_MS);
		});
		// who leaves within the pause loses nothing: neither by a link nor by closing the page
		$effect(() => {
			addEventListener('pagehide', this.#keep);
			return () => {
				removeEventListener('pagehide', this.#keep);
				this.#keep();
			};
		});
	}

	/** What the form shows without anybody having typed it. */
	#show(value: T): void {
		this.#drop();
		this.#known = JSON.stringify(value);
		this.value = value;
	}

	/** Keeps what was typed; an empty form is not a draft. What was kept is read before anything is written over it. */
	readonly #keep = (): void => {
		const value = this.#drop();
		if (value === undefined) return;
		const isFresh = JSON.stringify(value) === JSON.stringify(this.#fresh());
		void this.#restored?.then(() => {
			if (!this.#isKept) return undefined;
			const { drafts } = this.#view;
			return isFresh ? drafts.clear(this.#name) : drafts.save(this.#name, value);
		});
	};

	/** Nothing is to be kept any more. @returns what was */
	#drop(): T | undefined {
		clearTimeout(this.#timer);
		const value = this.#pending;
		this.#pending = undefined;
		return value;
	}

	async #restore(): Promise<void> {
		const before = JSON.stringify(this.value);
		const kept = await this.#load();
		// a key that came late: what was typed meanwhile is newer than what was kept
		if (JSON.stringify(this.value) !== before) return;
		// a draft of an older form would lack fields: only the fields the form has are taken
		if (kept !== null && typeof kept === 'object') {
			const known = Object.keys(this.value);
			const entries = Object.entries(kept).filter(([field]) => known.includes(field));
			this.#show({ ...this.value, ...Object.fromEntries(entries) });
		}
	}

	/** What was kept; null also when it does not open, which is told, and then nothing is written over it. */
	async #load(): Promise<unknown> {
		try {
			return await this.#view.drafts.load(this.#name);
		} catch (error) {
			if (!isLabError(error)) throw error;
			this.refused = refusalText(error.code);
			this.#isKept = false;
			return null;
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
			this.#show(this.#fresh());
			if (this.#isKept) await this.#view.drafts.clear(this.#name);
		}
		return outcome.ok;
	}
}
