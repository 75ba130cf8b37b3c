/**
 * How a probability is written in a sentence.
 *
 * @module
 */

/**
 * Two significant digits, never in exponent form and never 0.
 *
 * @param p 0 < p ≤ 1
 */
export function probabilityText(p: number): string {
	if (p < 1e-6) return '< 0.000001';
	const digits = Math.max(0, 1 - Math.floor(Math.log10(p)));
	const text = p.toFixed(Math.min(digits, 7));
	return text.includes('.') ? text.replace(/0+$/, '').replace(/[.]$/, '') : text;
}

/** A statistic with at most `digits` decimals and no superfluous zeros. */
export function numberText(value: number, digits = 2): string {
	return String(Number(value.toFixed(digits)));
}
