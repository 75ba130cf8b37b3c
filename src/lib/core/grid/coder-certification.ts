/**
 * How well each rater's forms agree with the ratings that coders agreed on.
 *
 * @module
 */
import type { CodedInterview } from './calibration-data.ts';
import { ordinalAlpha, type RatedUnit } from './item-agreement.ts';
import type { GridLaboratory } from './laboratory.ts';

/** One rater against agreed ratings. */
export interface CoderCertification {
	readonly rater: string;
	/** Segments with agreed ratings that they rated. */
	readonly segments: number;
	/** Ordinal alpha over all indicators of these; null = not defined. */
	readonly alpha: number | null;
	readonly isCertified: boolean;
}

/**
 * Certification of everybody who rated a segment with agreed ratings, by id.
 *
 * @source interview reference §3.7: alpha ≥ .75 against a gold set
 */
export function coderCertification(
	interviews: readonly CodedInterview[],
	{ certifiedFrom, certifiedSegments }: Pick<GridLaboratory, 'certifiedFrom' | 'certifiedSegments'>
): CoderCertification[] {
	const raters = new Map<string, { units: RatedUnit[]; segments: number }>();
	for (const { segments } of interviews)
		for (const { forms, agreed } of segments) {
			if (agreed === null) continue;
			for (const { rater, values } of forms) {
				const own = raters.get(rater) ?? { units: [], segments: 0 };
				own.segments += 1;
				for (const [item, value] of Object.entries(values)) {
					const wanted = agreed[item];
					if (value !== null && typeof wanted === 'number') own.units.push([value, wanted]);
				}
				raters.set(rater, own);
			}
		}
	return [...raters]
		.toSorted(([a], [b]) => (a < b ? -1 : 1))
		.map(([rater, { units, segments }]) => {
			const alpha = ordinalAlpha(units);
			const isCertified =
				alpha !== null && alpha >= certifiedFrom.value && segments >= certifiedSegments.value;
			return { rater, segments, alpha, isCertified };
		});
}
