/**
 * The security log: who signed in or tried to, and what was refused, as one line of JSON each on standard output.
 *
 * A line names accounts, routes and codes; never what was typed, an address of a page or a word of a case.
 *
 * @module
 */

/** What is told. */
export interface SecurityNote {
	readonly what: 'sign-in' | 'account' | 'refused';
	/** How it ended: `ok`, or why not. */
	readonly outcome: string;
	/** Id of the account; null = nobody's, or not known. */
	readonly account: string | null;
	/** Network address of the computer that asked. */
	readonly from: string;
	/** What was done, like `password` or `unlock`, or with a refusal the method and the route. */
	readonly act: string;
}

/** Takes a note. */
export type NoteSecurity = (note: SecurityNote) => void;

/** Lines of one kind within a minute; more are counted and told as one line, so that nobody fills the disk. */
export const MOST_LINES = 120;
const MINUTE_MS = 60_000;

interface Window {
	sinceMs: number;
	lines: number;
	left: number;
}

/** Writes the lines; times come in as arguments. */
export class SecurityLog {
	readonly #write: (line: string) => void;
	readonly #windows = new Map<SecurityNote['what'], Window>();

	constructor(write: (line: string) => void) {
		this.#write = write;
	}

	/** Tells one. */
	note({ what, outcome, account, from, act }: SecurityNote, nowMs: number): void {
		const window = this.#windowOf(what, nowMs);
		window.lines += 1;
		if (window.lines > MOST_LINES) window.left += 1;
		else this.#line(nowMs, { what, outcome, account, from, act });
	}

	#windowOf(what: SecurityNote['what'], nowMs: number): Window {
		const known = this.#windows.get(what);
		const age = nowMs - (known?.sinceMs ?? -Infinity);
		// a clock that was set back begins a new minute, too
		if (known && age >= 0 && age < MINUTE_MS) return known;
		if (known && known.left > 0) this.#line(nowMs, { what, act: 'not written', lines: known.left });
		const fresh = { sinceMs: nowMs, lines: 0, left: 0 };
		this.#windows.set(what, fresh);
		return fresh;
	}

	#line(nowMs: number, facts: Readonly<Record<string, string | number | null>>): void {
		this.#write(JSON.stringify({ log: 'security', at: new Date(nowMs).toISOString(), ...facts }));
	}
}

const log = new SecurityLog((line) => console.log(line));

/** Tells the running program's log. */
export const noteSecurity: NoteSecurity = (note) => log.note(note, Date.now());
