/**
 * Constants and Bayes' rule of Probability Analysis in the replication of Nelson.
 *
 * @source R project NCCA_ASCII_Parse (R. Nelson), PAModel and PAScores; after Kircher & Raskin 1988,
 * J. Appl. Psychol. 73: 291–302
 * @module
 */

/** Discriminant weights of the mean z-differences. */
export const WEIGHTS = { respiration: 0.629, eda: 1.735, cardio: 0.92 };
/** Reference cases of the OSS-3 development sample: mean and SD of the discriminant score. */
export const WITH = { mean: 1.913, sd: 1.012 };
export const WITHOUT = { mean: -1.009, sd: 1.131 };

function density(x: number, { mean, sd }: typeof WITH): number {
	return Math.exp(-0.5 * ((x - mean) / sd) ** 2) / sd;
}

/** Posterior share of the reference group with involvement, 0…1, for a discriminant score and a prior. */
export function posterior(score: number, prior = 0.5): number {
	const towards = prior * density(score, WITH);
	const away = (1 - prior) * density(score, WITHOUT);
	return towards / (towards + away);
}
