/**
 * Times of a recording in words: minutes and seconds from its first sample.
 *
 * @module
 */

/** `m:ss`, with a minus sign before the beginning. Tenths are dropped, not rounded: the second has begun. */
export function clock(seconds: number): string {
	const whole = Math.floor(Math.abs(seconds) + 1e-9);
	const text = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
	return seconds < 0 && whole > 0 ? `−${text}` : text;
}

/** `m:ss.t`, for a moment a person chose. */
export function clockTenths(seconds: number): string {
	const tenths = Math.round(seconds * 10);
	return `${clock(tenths / 10)}.${Math.abs(tenths % 10)}`;
}
