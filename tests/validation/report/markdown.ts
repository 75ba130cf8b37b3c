/** Figures and tables as text. */
import type { Share, Spread } from '../records/matching.ts';

/** A number with so many significant digits; very small ones as a power of ten. */
export function figure(value: number | null, digits = 3): string {
	if (value === null) return '—';
	if (!Number.isFinite(value)) return '∞';
	if (value === 0) return '0';
	const size = Math.abs(value);
	if (size < 1e-3 || size >= 1e6) {
		const [mantissa = '', exponent = ''] = value.toExponential(Math.max(0, digits - 2)).split('e');
		return `${mantissa}·10^${Number(exponent)}`;
	}
	const places = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
	return value.toFixed(Math.min(places, 6)).replace('-', '−');
}

/** A number with fixed places after the point. */
export function fixed(value: number | null, places: number): string {
	return value === null ? '—' : value.toFixed(places).replace('-', '−');
}

/** `97.5 %`. */
export function percent(share: number | null): string {
	return share === null ? '—' : `${fixed(100 * share, 1)} %`;
}

/** `97.5 % (93.8–99.3)`: a share with its 95 % interval. */
export function shareText({ share, interval }: Share): string {
	if (share === null || interval === null) return '—';
	const [low, high] = interval.map((bound) => fixed(100 * bound, 1));
	return `${percent(share)} (${low}–${high})`;
}

/** `158 of 162: 97.5 % (93.8–99.3)`. */
export function countText(share: Share): string {
	return `${share.count} of ${share.of}: ${shareText(share)}`;
}

/** `0 (0…2.8)`: median and quartiles. */
export function spreadText(spread: Spread | null, places = 1): string {
	if (spread === null) return '—';
	const [low, high] = spread.quartiles.map((value) => fixed(value, places));
	return `${fixed(spread.median, places)} (${low}…${high})`;
}

/** A table; columns of figures are aligned to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
	const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
	const isFigures = (k: number): boolean => rows.every((row) => /^[−—∞\d]/.test(row[k] ?? ''));
	const rule = head.map((_, k) => (k > 0 && isFigures(k) ? '--:' : '---'));
	return [line(head), line(rule), ...rows.map(line)].join('\n');
}

/** Blocks with an empty line between them. */
export function blocks(...parts: readonly string[]): string {
	return parts.join('\n\n');
}

/** A list with one line for each item. */
export function list(items: readonly string[]): string {
	return items.map((item) => `- ${item}`).join('\n');
}

/** `met` or `**not met**`. */
export function metText(met: boolean): string {
	return met ? 'met' : '**not met**';
}
