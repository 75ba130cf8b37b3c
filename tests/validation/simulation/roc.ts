/**
 * Receiver operating characteristic of two groups: the area with its 95 % interval, and points of the curve.
 *
 * @source DeLong, DeLong & Clarke-Pearson 1988, Biometrics 44: 837–845 (variance of the area)
 */
import { normalQuantile } from '#lib/core/statistics/distributions.ts';

/** Area under the curve. */
export interface RocArea {
	/** P(a member of the first group scores higher) + ½ P(equal), 0…1. */
	readonly area: number;
	/** DeLong, normal approximation, cut at 0 and 1. */
	readonly interval: readonly [number, number];
}

const mean = (values: readonly number[]): number =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

const variance = (values: readonly number[]): number => {
	const center = mean(values);
	return values.reduce((sum, value) => sum + (value - center) ** 2, 0) / (values.length - 1);
};

/** How a value stands among others: the share below it, equal ones half. */
function placement(value: number, others: readonly number[]): number {
	let sum = 0;
	for (const other of others) sum += value > other ? 1 : value === other ? 0.5 : 0;
	return sum / others.length;
}

/** @param first and `second` independent groups of two or more; larger = more towards the first */
export function rocArea(first: readonly number[], second: readonly number[]): RocArea {
	const ofFirst = first.map((value) => placement(value, second));
	const ofSecond = second.map((value) => 1 - placement(value, first));
	const area = mean(ofFirst);
	const error = Math.sqrt(variance(ofFirst) / first.length + variance(ofSecond) / second.length);
	const half = normalQuantile(0.975) * error;
	return { area, interval: [Math.max(0, area - half), Math.min(1, area + half)] };
}

/** Share of the first group found at shares of the second group wrongly found; the largest that is not exceeded. */
export function rocPoints(
	first: readonly number[],
	second: readonly number[],
	wrongly: readonly number[] = [0.01, 0.05, 0.1, 0.2, 0.3, 0.5]
): { readonly wrongly: number; readonly found: number }[] {
	const share = (values: readonly number[], cut: number): number =>
		values.filter((value) => value >= cut).length / values.length;
	const cuts = [...new Set([...first, ...second])].toSorted((a, b) => b - a);
	return wrongly.map((most) => {
		const allowed = cuts.filter((cut) => share(second, cut) <= most);
		const cut = allowed.at(-1);
		return { wrongly: most, found: cut === undefined ? 0 : share(first, cut) };
	});
}
