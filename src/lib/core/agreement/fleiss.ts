/**
 * Fleiss' kappa of several raters.
 *
 * @module
 */
import { LabError } from '../errors.ts';
import { asymptotic, needCases, needVariation, type Estimate } from './estimate.ts';

const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/**
 * Agreement beyond chance of the same number of raters per case, who need not be the same people.
 *
 * @param counts how many raters put each case into each category, shape [cases][categories]
 * @returns value ≤ 1; interval from the variation between cases
 * @throws {LabError} `agreement/too-few` below two cases, `agreement/unequal-raters`, `agreement/no-variation`
 * @source Fleiss 1971, Psychol. Bull. 76: 378–382; Gwet 2014, Handbook of Inter-Rater Reliability,
 * 4th ed., ch. 5 (variance)
 */
export function fleissKappa(counts: readonly (readonly number[])[], level = 0.95): Estimate {
	const n = counts.length;
	needCases(n, 2);
	const raters = total(counts[0] ?? []);
	if (raters < 2 || counts.some((row) => total(row) !== raters))
		throw new LabError(
			'agreement/unequal-raters',
			`expected the same number of raters, at least 2, for each case, got ${counts.map(total).join(', ')}`
		);
	const width = Math.max(...counts.map((row) => row.length));
	const shares = Array.from(
		{ length: width },
		(_, j) => total(counts.map((row) => row[j] ?? 0)) / (n * raters)
	);
	const agreements = counts.map(
		(row) => total(row.map((count) => count * (count - 1))) / (raters * (raters - 1))
	);
	const expected = total(shares.map((share) => share ** 2));
	needVariation(expected);
	const value = (total(agreements) / n - expected) / (1 - expected);
	const influences = counts.map((row, i) => {
		const own = ((agreements[i] ?? 0) - expected) / (1 - expected);
		const chance = total(row.map((count, j) => (count / raters) * (shares[j] ?? 0)));
		return own - (2 * (1 - value) * (chance - expected)) / (1 - expected);
	});
	const variance = total(influences.map((own) => (own - value) ** 2)) / (n * (n - 1));
	return asymptotic(value, Math.sqrt(variance), n, level);
}
