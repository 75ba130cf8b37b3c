/**
 * A measure of agreement with its interval.
 *
 * @module
 */
import { LabError } from '../errors.ts';
import { normalQuantile } from '../statistics/distributions.ts';

/** A value and the two-sided interval in which it is expected to lie. */
export interface Estimate {
	readonly value: number;
	/** Lower and upper bound; both equal `value` when nothing varies. */
	readonly interval: readonly [number, number];
	/** Confidence level of the interval, 0…1. */
	readonly level: number;
	/** How the interval was found, and from how many cases. */
	readonly intervalKind: 'clopper-pearson' | 'asymptotic' | 'f' | 't' | 'bootstrap';
	readonly cases: number;
}

/** Value ± z · standard error, cut at 1 above. */
export function asymptotic(
	value: number,
	standardError: number,
	cases: number,
	level = 0.95
): Estimate {
	const half = normalQuantile(0.5 + level / 2) * standardError;
	const interval: [number, number] = [Math.max(-1, value - half), Math.min(1, value + half)];
	return { value, interval, level, intervalKind: 'asymptotic', cases };
}

/**
 * Refuses ratings from which no agreement can be told.
 *
 * @throws {LabError} `agreement/too-few` when there are fewer than `least` cases
 */
export function needCases(cases: number, least: number): void {
	if (cases < least)
		throw new LabError('agreement/too-few', `expected at least ${least} rated cases, got ${cases}`);
}

/**
 * Refuses ratings that all fall into one category: agreement beyond chance is then not defined.
 *
 * @throws {LabError} `agreement/no-variation`
 */
export function needVariation(expectedAgreement: number): void {
	if (expectedAgreement >= 1 - 1e-12)
		throw new LabError(
			'agreement/no-variation',
			'expected ratings in more than one category, got one category for every case'
		);
}
