/**
 * Times of an interview as people read and type them.
 *
 * @module
 */

/** `h:mm:ss` of whole seconds, down to the second; before the opening with a minus sign. */
export function clockText(seconds: number): string {
	const all = Math.floor(Math.abs(seconds));
	const two = (value: number): string => String(value).padStart(2, '0');
	const text = `${Math.floor(all / 3600)}:${two(Math.floor(all / 60) % 60)}:${two(all % 60)}`;
	return seconds < 0 && all > 0 ? `−${text}` : text;
}

/** Seconds of `h:mm:ss`, `mm:ss` or `ss`; null = no time. */
export function clockSeconds(text: string): number | null {
	const found = /^([−-]?)(?:(?:(\d{1,3}):)?(\d{1,3}):)?(\d{1,5})$/.exec(
		text.trim().replaceAll('：', ':')
	);
	if (found === null) return null;
	const [, sign, hours = '0', minutes = '0', seconds = '0'] = found;
	if (found[3] !== undefined && Number(seconds) > 59) return null;
	if (found[2] !== undefined && Number(minutes) > 59) return null;
	const all = 3600 * Number(hours) + 60 * Number(minutes) + Number(seconds);
	return sign === '' || all === 0 ? all : -all;
}
