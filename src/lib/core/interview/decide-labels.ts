/**
 * When coders may label a slice: after the interview, when two raters have handed in forms of their own.
 *
 * @module
 */
import type { Role } from '../roles.ts';
import { no, type InterviewDecision } from './decision.ts';
import type { ProposedInterviewEvent } from './interview-event.ts';
import type { InterviewState } from './interview-state.ts';

type Step = Extract<ProposedInterviewEvent, { type: 'slice-labelled' | 'volunteer-noted' }>;

/** Who may label. */
export const labelRoles: Readonly<Record<Step['type'], readonly Role[]>> = {
	'slice-labelled': ['reviewer', 'supervisor'],
	'volunteer-noted': ['reviewer', 'supervisor']
};

/** Raters' own forms a slice needs. @source interview reference §3.7: double-coded segments */
const FORMS = 2;

/** Whether a label may be written; the role was asked before. */
export function decideLabels(
	{ closed, slices, labels }: InterviewState,
	{ type, data }: Step,
	role: Role
): InterviewDecision {
	if (!labelRoles[type].includes(role))
		return no('interview/role', `${type} is not for the ${role}`);
	if (closed === null) return no('interview/order', `expected a closed interview before ${type}`);
	if (type === 'volunteer-noted')
		return labels.isVolunteer
			? no('interview/order', 'expected volunteer-noted once')
			: { ok: true };
	const raters = slices.filter(({ slice }) => slice === data.slice).map(({ rater }) => rater);
	const own = raters.filter((rater) => rater !== data.agreedForm);
	if (own.length < FORMS)
		return no('interview/label-early', `expected forms of two raters, got ${own.length}`);
	if (new Set(data.coders).size < data.coders.length)
		return no('interview/label-coders', 'expected three different coders');
	if (data.agreedForm !== '' && !raters.includes(data.agreedForm))
		return no('interview/label-form', 'expected agreed ratings in a form of this slice');
	return { ok: true };
}
