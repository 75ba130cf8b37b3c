/**
 * Lines of the ledger of findings: raised by who sees it, put right by its owner, closed by somebody else.
 *
 * @module
 */
import type { Role } from '../roles.ts';
import type { Finding, LaboratoryState } from './laboratory.ts';
import { refusedBy, YES, type LaboratoryDecision, type Staff } from './laboratory-decision.ts';
import type {
	LaboratoryActor,
	LaboratoryEventType,
	ProposedLaboratoryEvent
} from './laboratory-event.ts';

type Of<T extends LaboratoryEventType> = Extract<ProposedLaboratoryEvent, { readonly type: T }>;
type FindingEvent = Of<
	'finding-raised' | 'finding-due-set' | 'finding-answered' | 'finding-closed' | 'finding-reopened'
>;
interface Who {
	readonly actor: LaboratoryActor;
	readonly staff: Staff;
}

/** Whether an event of a finding may be written. */
export function decideFinding(
	state: LaboratoryState,
	event: FindingEvent,
	who: Who
): LaboratoryDecision {
	if (event.type === 'finding-raised') return decideRaised(state, event, who);
	const finding = state.findings.find(({ findingId }) => findingId === event.data.findingId);
	// whether there is such a finding is not told to somebody it does not concern
	if (finding === undefined || !concerns(finding, who.actor))
		return refusedBy('laboratory/unknown-finding', 'expected a finding of yours, got none');
	if (event.type === 'finding-reopened')
		return finding.closed === null
			? refusedBy('laboratory/finding-open', 'expected a closed finding, got an open one')
			: YES;
	if (finding.closed !== null)
		return refusedBy('laboratory/finding-closed', 'expected an open finding, got a closed one');
	switch (event.type) {
		case 'finding-due-set':
			return mayOwn(who.staff, event.data.owner);
		case 'finding-answered':
			return finding.owner === who.actor.id
				? YES
				: refusedBy('laboratory/finding-owner', 'expected its owner, got somebody else');
		case 'finding-closed':
			return finding.owner === who.actor.id
				? refusedBy('laboratory/finding-own', 'expected somebody else than its owner')
				: YES;
	}
}

/** Whom a finding concerns: its owner, who raised it, and supervisors. */
export function concerns(
	{ owner, raised }: Pick<Finding, 'owner' | 'raised'>,
	{ id, role }: LaboratoryActor
): boolean {
	return role === 'supervisor' || owner === id || raised.by === id;
}

function decideRaised(
	{ findings, reviews }: LaboratoryState,
	{ data }: Of<'finding-raised'>,
	{ actor, staff }: Who
): LaboratoryDecision {
	if (findings.some(({ findingId }) => findingId === data.findingId))
		return refusedBy('laboratory/twice', 'expected a new finding, got one that is there');
	const review = reviews.find(({ reviewId }) => reviewId === data.reviewId);
	const isOwnReview = review !== undefined && review.reviewer === actor.id;
	// a reviewer knows of a test through a review of theirs only
	if (actor.role === 'reviewer' ? !isOwnReview : data.reviewId !== null && review === undefined)
		return refusedBy('laboratory/unknown-review', 'expected a review of yours, got none');
	return mayOwn(staff, data.owner);
}

/** Those who have a part in tests: administrators read nothing of a case, and a finding may tell of one. */
export const FINDING_OWNERS: readonly Role[] = ['tester', 'reviewer', 'supervisor'];

function mayOwn(staff: Staff, owner: string): LaboratoryDecision {
	const role = staff.get(owner);
	return role !== undefined && FINDING_OWNERS.includes(role)
		? YES
		: refusedBy('laboratory/unknown-person', 'expected somebody who takes part in tests');
}
