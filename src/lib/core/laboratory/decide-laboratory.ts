/**
 * The one place that says yes or no to an event of the laboratory's log.
 *
 * @module
 */
import { decideFinding } from './decide-finding.ts';
import type { LaboratoryState } from './laboratory.ts';
import { refusedBy, YES, type LaboratoryDecision, type Staff } from './laboratory-decision.ts';
import type {
	LaboratoryActor,
	LaboratoryEventType,
	ProposedLaboratoryEvent
} from './laboratory-event.ts';

const OFFICE = ['supervisor', 'admin'] as const;
const STORE = ['tester', 'supervisor'] as const;
const QUALITY = ['supervisor', 'reviewer'] as const;

/** Which roles may write what. Administrators write nothing of a case; testers nothing of a review. */
export const laboratoryRights: Readonly<
	Record<LaboratoryEventType, readonly LaboratoryActor['role'][]>
> = {
	'room-registered': OFFICE,
	'room-closed': OFFICE,
	'instrument-registered': [...OFFICE, 'system'],
	'instrument-withdrawn': OFFICE,
	'calibration-recorded': OFFICE,
	'self-test-recorded': ['tester'],
	'qualification-recorded': ['supervisor'],
	'qualification-revoked': ['supervisor'],
	'consumable-registered': ['supervisor'],
	'consumable-counted': STORE,
	'consumable-used': STORE,
	'review-sampled': ['supervisor'],
	'review-assigned': ['supervisor'],
	'review-recorded': ['reviewer'],
	'finding-raised': QUALITY,
	'finding-due-set': ['supervisor'],
	'finding-answered': ['tester', 'reviewer', 'supervisor'],
	'finding-closed': QUALITY,
	'finding-reopened': QUALITY
};

/**
 * Whether an event may be written after those in the state.
 *
 * @param staff whoever is named by the event has to be among them
 */
export function decideLaboratory(
	state: LaboratoryState,
	event: ProposedLaboratoryEvent,
	actor: LaboratoryActor,
	staff: Staff
): LaboratoryDecision {
	if (!laboratoryRights[event.type].includes(actor.role))
		return refusedBy('laboratory/role', `${event.type} is not for the ${actor.role}`);
	switch (event.type) {
		case 'room-registered':
		case 'room-closed':
			return decideRoom(state, event);
		case 'instrument-registered':
		case 'instrument-withdrawn':
		case 'calibration-recorded':
		case 'self-test-recorded':
			return decideInstrument(state, event);
		case 'qualification-recorded':
		case 'qualification-revoked':
			return decideQualification(state, event, staff);
		case 'consumable-registered':
		case 'consumable-counted':
		case 'consumable-used':
			return decideConsumable(state, event);
		case 'review-sampled':
		case 'review-assigned':
		case 'review-recorded':
			return decideReview(state, event, { actor, staff });
		default:
			return decideFinding(state, event, { actor, staff });
	}
}

type Of<T extends LaboratoryEventType> = Extract<ProposedLaboratoryEvent, { readonly type: T }>;

function decideRoom(
	{ rooms }: LaboratoryState,
	event: Of<'room-registered' | 'room-closed'>
): LaboratoryDecision {
	const standing = rooms.filter(({ closed }) => closed === null);
	if (event.type === 'room-closed')
		return standing.some(({ roomId }) => roomId === event.data.roomId)
			? YES
			: refusedBy('laboratory/unknown-room', 'expected a room in use, got none');
	const { roomId, name } = event.data;
	const isTaken =
		rooms.some((one) => one.roomId === roomId) || standing.some((one) => one.name === name);
	return isTaken ? refusedBy('laboratory/twice', `expected a new room, got ${name}`) : YES;
}

function decideInstrument(
	{ instruments, rooms }: LaboratoryState,
	event: Of<
		'instrument-registered' | 'instrument-withdrawn' | 'calibration-recorded' | 'self-test-recorded'
	>
): LaboratoryDecision {
	const { instrumentId } = event.data;
	const found = instruments.find((one) => one.instrumentId === instrumentId);
	if (event.type === 'instrument-registered') {
		const { profile, serialNumber, roomId } = event.data;
		const isTaken = instruments.some(
			(one) =>
				one.withdrawn === null && one.profile === profile && one.serialNumber === serialNumber
		);
		if (found !== undefined || isTaken)
			return refusedBy('laboratory/twice', `expected a new instrument, got ${serialNumber}`);
		return roomId === null || rooms.some((one) => one.roomId === roomId && one.closed === null)
			? YES
			: refusedBy('laboratory/unknown-room', `expected a room in use, got ${roomId}`);
	}
	if (found === undefined || found.withdrawn !== null)
		return refusedBy('laboratory/instrument-unknown', `expected an instrument in use, got none`);
	if (event.type !== 'calibration-recorded') return YES;
	if (found.virtual)
		return refusedBy('laboratory/virtual', 'expected a real instrument, got the virtual one');
	const { date, validUntil } = event.data;
	// typed days come without a zone: a day ahead of the server's is today somewhere
	if (date > nextDay(event.at))
		return refusedBy('laboratory/date', `expected a calibration that was made, got ${date}`);
	return validUntil > date
		? YES
		: refusedBy('laboratory/date', `expected a day after ${date}, got ${validUntil}`);
}

function nextDay(at: string): string {
	return new Date(Date.parse(at) + 86_400_000).toISOString().slice(0, 10);
}

function decideQualification(
	{ qualifications }: LaboratoryState,
	{ type, data }: Of<'qualification-recorded' | 'qualification-revoked'>,
	staff: Staff
): LaboratoryDecision {
	if (type === 'qualification-revoked')
		return qualifications.some(
			({ account, kind, revoked }) =>
				account === data.account && kind === data.kind && revoked === null
		)
			? YES
			: refusedBy('laboratory/unknown-qualification', 'expected one that stands, got none');
	if (!staff.has(data.account))
		return refusedBy('laboratory/unknown-person', `expected an account, got ${data.account}`);
	return data.validUntil >= data.validFrom
		? YES
		: refusedBy('laboratory/date', `expected a day from ${data.validFrom} on`);
}

function decideConsumable(
	{ consumables }: LaboratoryState,
	event: Of<'consumable-registered' | 'consumable-counted' | 'consumable-used'>
): LaboratoryDecision {
	const { consumableId } = event.data;
	const found = consumables.find((one) => one.consumableId === consumableId);
	if (event.type === 'consumable-registered') {
		const { name } = event.data;
		return found !== undefined || consumables.some((one) => one.name === name)
			? refusedBy('laboratory/twice', `expected something new, got ${name}`)
			: YES;
	}
	if (found === undefined)
		return refusedBy('laboratory/unknown-consumable', 'expected something registered, got none');
	return event.type === 'consumable-used' && event.data.count > found.count
		? refusedBy('laboratory/too-many', `expected at most ${found.count}, got ${event.data.count}`)
		: YES;
}

function decideReview(
	{ reviews, draws }: LaboratoryState,
	event: Of<'review-sampled' | 'review-assigned' | 'review-recorded'>,
	{ actor, staff }: { readonly actor: LaboratoryActor; readonly staff: Staff }
): LaboratoryDecision {
	const mayReview = (account: string | null): boolean =>
		account === null || staff.get(account) === 'reviewer';
	if (event.type === 'review-sampled') {
		const { drawId, kind, reason, reviews: made } = event.data;
		if (draws.some((one) => one.drawId === drawId))
			return refusedBy('laboratory/twice', `expected a new draw, got ${drawId}`);
		if (made.length === 0)
			return refusedBy('laboratory/nothing-drawn', 'expected a finished test, got none');
		if (kind === 'special' && reason === '')
			return refusedBy('laboratory/reason', 'expected a reason for a special review, got none');
		return made.every(({ reviewer }) => mayReview(reviewer))
			? YES
			: refusedBy('laboratory/reviewer', 'expected a reviewer, got somebody else');
	}
	const review = reviews.find(({ reviewId }) => reviewId === event.data.reviewId);
	if (review === undefined) return refusedBy('laboratory/unknown-review', 'expected a review');
	if (review.result !== null)
		return refusedBy('laboratory/reviewed', 'expected a review that waits, got one that is done');
	if (event.type === 'review-assigned')
		return mayReview(event.data.reviewer)
			? YES
			: refusedBy('laboratory/reviewer', 'expected a reviewer, got somebody else');
	if (review.reviewer !== actor.id)
		return refusedBy('laboratory/unknown-review', 'expected a review of yours, got none');
	const items = event.data.answers.map(({ item }) => item);
	if (new Set(items).size !== items.length)
		return refusedBy('laboratory/answers', 'expected each item once');
	return event.data.answers.every(({ answer, note }) => answer === 'met' || note !== '')
		? YES
		: refusedBy('laboratory/answers', 'expected a note with every item that is not met');
}
