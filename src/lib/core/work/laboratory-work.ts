/**
 * What there is to do in the laboratory outside cases: reviews, findings, what runs out.
 *
 * @module
 */
import type { Role } from '../roles.ts';
import {
	calibratedUntil,
	endOfDayMs,
	isShort,
	standingOf,
	type Moment
} from '../laboratory/in-date.ts';
import type { Finding, LaboratoryState } from '../laboratory/laboratory.ts';
import type { LaboratorySettings } from '../laboratory/laboratory-settings.ts';
import { workItem, type WorkItem, type Worker } from './work-item.ts';

/** The laboratory as a work list needs it. */
export interface LaboratoryWork {
	readonly state: LaboratoryState;
	readonly settings: LaboratorySettings;
	/** Role of each account, to say for whom something waits. */
	readonly roleOf: (account: string) => Role | null;
	/** A demonstration needs no real instrument. */
	readonly demonstration: boolean;
}

/** The lines of the laboratory for somebody. */
export function laboratoryItems(work: LaboratoryWork, viewer: Worker, moment: Moment): WorkItem[] {
	const isLate = (due: string): boolean => moment.nowMs >= endOfDayMs(due, moment.offsetMinutes);
	return [
		...reviewItems(work, viewer, isLate),
		...findingItems(work, viewer, isLate),
		...thingItems(work, viewer, moment),
		...qualificationItems(work, viewer, moment)
	];
}

type IsLate = (due: string) => boolean;

function reviewItems({ state }: LaboratoryWork, viewer: Worker, isLate: IsLate): WorkItem[] {
	return state.reviews.flatMap(({ reviewId, reviewer, due, result }) => {
		const isMine = viewer.role === 'reviewer' && reviewer === viewer.id;
		if (result !== null || (!isMine && viewer.role !== 'supervisor')) return [];
		const isUnassigned = reviewer === null;
		return [
			workItem({
				id: `review-${reviewId}`,
				kind: isUnassigned ? 'assign-reviewer' : 'quality-review',
				...{ label: reviewId.slice(0, 8), due, overdue: isLate(due) },
				href: isMine ? `/laboratory/reviews/${reviewId}` : '/laboratory?part=reviews',
				stand: isMine || isUnassigned ? 'mine' : 'blocked',
				waitsFor: isMine || isUnassigned ? null : 'reviewer'
			})
		];
	});
}

/** Whether its owner said what was done since it was raised or opened again. */
function isAnswered({ answers, reopened }: Finding): boolean {
	const last = answers.at(-1)?.at;
	return last !== undefined && last > (reopened.at(-1)?.at ?? '');
}

function findingItems(
	{ state, roleOf }: LaboratoryWork,
	{ id, role }: Worker,
	isLate: IsLate
): WorkItem[] {
	return state.findings.flatMap((finding) => {
		const { findingId, owner, due, closed, raised } = finding;
		const isOwner = owner === id;
		const mayClose =
			!isOwner && (role === 'supervisor' || (role === 'reviewer' && raised.by === id));
		if (closed !== null || (!isOwner && !mayClose)) return [];
		const answered = isAnswered(finding);
		const isMine = isOwner ? !answered : answered;
		const other = isOwner ? ('supervisor' as const) : roleOf(owner);
		return [
			workItem({
				id: `finding-${findingId}`,
				kind: answered ? 'finding-close' : 'finding',
				...{ label: '', due, overdue: isLate(due), href: '/laboratory?part=findings' },
				...{ stand: isMine ? 'mine' : 'blocked', waitsFor: isMine ? null : other }
			})
		];
	});
}

function thingItems(
	{ state, settings, demonstration }: LaboratoryWork,
	{ role }: Worker,
	moment: Moment
): WorkItem[] {
	if (role !== 'supervisor' && role !== 'admin') return [];
	const used = state.instruments.filter((one) => !one.virtual && one.withdrawn === null);
	const href = '/laboratory?part=instruments';
	const stand = 'mine' as const;
	const due = used.flatMap((one) => {
		const until = calibratedUntil(one);
		const standing = standingOf(until, settings.instrument.warnDays, moment);
		if (standing === 'in-date') return [];
		const overdue = standing !== 'due';
		const label = `${one.model} ${one.serialNumber}`;
		const id = `calibration-${one.instrumentId}`;
		return [workItem({ id, kind: 'calibration', label, href, stand, due: until, overdue })];
	});
	const isNew = used.length === 0 && !demonstration;
	const first = isNew ? [workItem({ id: 'instrument', kind: 'instrument', href, stand })] : [];
	const short = role === 'admin' ? [] : state.consumables;
	return [
		...first,
		...due,
		...short
			.filter((one) => isShort(one, settings, moment))
			.map(({ consumableId, name: label, expires }) =>
				workItem({
					...{ id: `consumable-${consumableId}`, kind: 'consumable', label, stand },
					...{ href: '/laboratory?part=consumables', due: expires }
				})
			)
	];
}

function qualificationItems(
	{ state, settings: { qualifications } }: LaboratoryWork,
	{ id, role }: Worker,
	moment: Moment
): WorkItem[] {
	return state.qualifications.flatMap(({ account, kind, validUntil, revoked }) => {
		const standing = standingOf(validUntil, qualifications.warnDays, moment);
		const isOwn = account === id;
		if (revoked !== null || standing === 'in-date') return [];
		if (role !== 'supervisor' && !isOwn) return [];
		return [
			workItem({
				...{ id: `qualification-${account}-${kind}`, kind: 'qualification', due: validUntil },
				...{ href: '/laboratory?part=qualifications', overdue: standing === 'expired' },
				stand: role === 'supervisor' ? 'mine' : 'blocked',
				waitsFor: role === 'supervisor' ? null : 'supervisor'
			})
		];
	});
}
