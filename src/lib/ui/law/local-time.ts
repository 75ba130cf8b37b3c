/**
 * Times as a browser's own field for date and time has them.
 *
 * @module
 */

/** A moment (ISO 8601 UTC) as `YYYY-MM-DDTHH:MM` on the clock of this machine; empty for none. */
export function localInput(at: string | null): string {
	if (at === null) return '';
	const ms = Date.parse(at);
	return new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** What was typed as a moment (ISO 8601 UTC); null for nothing. */
export function moment(typed: string): string | null {
	return typed === '' ? null : new Date(typed).toISOString();
}
