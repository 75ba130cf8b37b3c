/**
 * What speaks against relying on an admission without more: never a sum.
 *
 * @module
 */
import { gateObstacles } from './gate.ts';
import type { InterviewData } from './interview-event.ts';
import type { InterviewState } from './interview-state.ts';
import type { AdmissionCriterion } from './record-rules.ts';

/** Signs of acquiescence and of distrust in the own memory. @source interview reference §2.11 */
const YIELDING = ['W5', 'W6'];

/** What raises the banner. */
export interface AdmissionFlags {
	/** Criteria whose score raises it. */
	readonly criteria: readonly string[];
	/** Safeguard signs a rater saw in this interview. */
	readonly signs: readonly string[];
	/** Rights or fitness are not complete. */
	readonly rights: boolean;
	/** Any of these. */
	readonly isUnverified: boolean;
}

/**
 * Wrong details, signs of yielding, or missing rights.
 *
 * @source interview reference §6.7: (c), W-signs or missing rights raise a red banner
 */
export function admissionFlags(
	{ scores }: Pick<InterviewData<'admission-checked'>, 'scores'>,
	criteria: readonly AdmissionCriterion[],
	state: InterviewState
): AdmissionFlags {
	const flagged = criteria.flatMap(({ id, flagged: when }) => {
		const score = scores.find(({ criterion }) => criterion === id)?.score ?? null;
		if (score === null) return [];
		return (when === 'from-1' && score >= 1) || (when === 'below-2' && score < 2) ? [id] : [];
	});
	const seen = state.slices
		.flatMap(({ safeguards }) => safeguards)
		.filter(({ item, value }) => YIELDING.includes(item) && value > 0)
		.map(({ item }) => item);
	const signs = [...new Set(seen)].sort();
	const rights = gateObstacles(state).some((one) => one !== 'baseline');
	return {
		...{ criteria: flagged, signs, rights },
		isUnverified: flagged.length > 0 || signs.length > 0 || rights
	};
}
