/**
 * The laboratory as each role may see it: things for those who use them, reviews and findings for those they concern,
 * figures for supervisors.
 *
 * @module
 */
import type { Role } from '../roles.ts';
import { concerns } from './decide-finding.ts';
import { laboratoryRights } from './decide-laboratory.ts';
import {
	calibratedUntil,
	endOfDayMs,
	isShort,
	standingOf,
	type DateStanding,
	type Moment
} from './in-date.ts';
import type {
	Calibration,
	Consumable,
	Finding,
	Instrument,
	LaboratoryState,
	Qualification,
	Review,
	Room,
	SelfTest
} from './laboratory.ts';
import type { LaboratoryEventType } from './laboratory-event.ts';
import type { LaboratorySettings } from './laboratory-settings.ts';

/** Parts of the page. */
export const LABORATORY_PARTS = [
	...(['instruments', 'rooms', 'qualifications', 'consumables'] as const),
	...(['reviews', 'findings', 'statistics'] as const)
] as const;
/** One part. */
export type LaboratoryPart = (typeof LABORATORY_PARTS)[number];

const PARTS: Readonly<Record<Role, readonly LaboratoryPart[]>> = {
	supervisor: LABORATORY_PARTS,
	tester: ['instruments', 'rooms', 'qualifications', 'consumables', 'findings'],
	reviewer: ['reviews', 'findings', 'qualifications', 'instruments'],
	admin: ['instruments', 'rooms'],
	interviewer: []
};

/** Self-tests shown of each instrument, the latest first. */
const SHOWN_TESTS = 12;

/** An instrument with where it stands. */
export interface InstrumentRow extends Omit<Instrument, 'calibrations' | 'selfTests'> {
	/** Last day of its calibration; null = never calibrated. */
	readonly until: string | null;
	readonly standing: DateStanding | 'virtual' | 'withdrawn';
	/** Latest first. */
	readonly calibrations: readonly Calibration[];
	readonly selfTests: readonly SelfTest[];
}

/** The laboratory as somebody sees it. */
export interface LaboratoryView {
	readonly parts: readonly LaboratoryPart[];
	/** What they may write. */
	readonly rights: readonly LaboratoryEventType[];
	/** First those that end soonest. */
	readonly instruments: readonly InstrumentRow[];
	readonly rooms: readonly Room[];
	/** First those that end soonest; others' only for supervisors. */
	readonly qualifications: readonly (Qualification & { readonly standing: DateStanding })[];
	readonly consumables: readonly (Consumable & { readonly short: boolean })[];
	/** Waiting ones first, by their last day. */
	readonly reviews: readonly (Review & { readonly overdue: boolean })[];
	/** Open ones first, by their last day. */
	readonly findings: readonly (Finding & { readonly overdue: boolean })[];
}

/** Who looks. */
export interface LaboratoryViewer {
	readonly id: string;
	readonly role: Role;
}

/** The laboratory as somebody may see it. */
export function laboratoryView(
	state: LaboratoryState,
	settings: LaboratorySettings,
	viewer: LaboratoryViewer,
	moment: Moment
): LaboratoryView {
	const parts = PARTS[viewer.role];
	const of = <T>(part: LaboratoryPart, rows: readonly T[]): readonly T[] =>
		parts.includes(part) ? rows : [];
	const isLate = (due: string): boolean => moment.nowMs >= endOfDayMs(due, moment.offsetMinutes);
	return {
		parts,
		rights: (Object.keys(laboratoryRights) as LaboratoryEventType[]).filter((type) =>
			laboratoryRights[type].includes(viewer.role)
		),
		instruments: of('instruments', instrumentRows(state.instruments, settings, moment)),
		rooms: of('rooms', state.rooms),
		qualifications: of('qualifications', qualificationRows(state, settings, viewer, moment)),
		consumables: of(
			'consumables',
			state.consumables.map((one) => ({ ...one, short: isShort(one, settings, moment) }))
		),
		reviews: of(
			'reviews',
			state.reviews
				.filter(({ reviewer }) => viewer.role === 'supervisor' || reviewer === viewer.id)
				.map((one) => ({ ...one, overdue: one.result === null && isLate(one.due) }))
				.toSorted((a, b) => openFirst(a.result === null, b.result === null, a.due, b.due))
		),
		findings: of(
			'findings',
			state.findings
				.filter((one) => concerns(one, viewer))
				.map((one) => ({ ...one, overdue: one.closed === null && isLate(one.due) }))
				.toSorted((a, b) => openFirst(a.closed === null, b.closed === null, a.due, b.due))
		)
	};
}

function openFirst(aOpen: boolean, bOpen: boolean, aDue: string, bDue: string): number {
	if (aOpen !== bOpen) return aOpen ? -1 : 1;
	return aDue.localeCompare(bDue);
}

function instrumentRows(
	instruments: readonly Instrument[],
	{ instrument: { warnDays } }: LaboratorySettings,
	moment: Moment
): InstrumentRow[] {
	const rank = ({ standing, until }: InstrumentRow): string =>
		standing === 'withdrawn' ? '3' : standing === 'virtual' ? '2' : `1${until ?? ''}`;
	return instruments
		.map((one): InstrumentRow => {
			const until = calibratedUntil(one);
			const standing = one.virtual ? 'virtual' : standingOf(until, warnDays, moment);
			return {
				...{ ...one, until, standing: one.withdrawn === null ? standing : 'withdrawn' },
				calibrations: one.calibrations.toReversed(),
				selfTests: one.selfTests.toReversed().slice(0, SHOWN_TESTS)
			};
		})
		.toSorted((a, b) => rank(a).localeCompare(rank(b)));
}

function qualificationRows(
	{ qualifications }: LaboratoryState,
	{ qualifications: { warnDays } }: LaboratorySettings,
	{ id, role }: LaboratoryViewer,
	moment: Moment
): LaboratoryView['qualifications'] {
	return qualifications
		.filter(({ account }) => role === 'supervisor' || account === id)
		.map((one) => {
			const standing = standingOf(one.validUntil, warnDays, moment);
			return { ...one, standing: one.revoked === null ? standing : ('expired' as const) };
		})
		.toSorted((a, b) => a.validUntil.localeCompare(b.validUntil));
}
