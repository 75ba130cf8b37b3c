/**
 * Fields of the laboratory's forms, and words shared by its parts.
 *
 * @module
 */
import type { DateStanding } from '#lib/core/laboratory/in-date.ts';
import type { InstrumentRow, LaboratoryPart } from '#lib/core/laboratory/laboratory-view.ts';
import type { Role } from '#lib/core/roles.ts';
import { m } from '#lib/paraglide/messages.js';

/** One field of a form. */
export interface FormField {
	readonly name: string;
	readonly label: string;
	readonly kind?: 'text' | 'date' | 'number' | 'area' | 'select';
	readonly options?: readonly { readonly value: string; readonly label: string }[];
	readonly value?: string;
	readonly hint?: string;
	/** Absent = it has to be filled in. */
	readonly optional?: true;
}

/** Somebody of the laboratory. */
export interface Person {
	readonly id: string;
	readonly name: string;
	readonly role: Role;
}

/** The name of an account; its id where it is not known. */
export function personName(people: readonly Person[], id: string | null): string {
	if (id === null) return '—';
	if (id === 'system') return m.laboratory_system();
	return people.find((one) => one.id === id)?.name ?? id;
}

/** A day YYYY-MM-DD some days after another. */
export function dayAfter(day: string, days: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** How a standing is marked. */
export const standingTones = {
	'in-date': 'accent',
	due: 'attention',
	expired: 'danger',
	missing: 'danger',
	virtual: 'plain',
	withdrawn: 'plain'
} as const satisfies Record<DateStanding | InstrumentRow['standing'], string>;

const standings: Readonly<Record<keyof typeof standingTones, () => string>> = {
	'in-date': m.laboratory_in_date,
	due: m.laboratory_due_soon,
	expired: m.laboratory_expired,
	missing: m.laboratory_never,
	virtual: m.laboratory_virtual,
	withdrawn: m.laboratory_withdrawn
};

/** A standing in words. */
export const standingText = (standing: keyof typeof standingTones): string => standings[standing]();

const parts: Readonly<Record<LaboratoryPart, () => string>> = {
	instruments: m.laboratory_instruments,
	rooms: m.laboratory_rooms,
	qualifications: m.laboratory_qualifications,
	consumables: m.laboratory_consumables,
	reviews: m.laboratory_reviews,
	findings: m.laboratory_findings,
	statistics: m.laboratory_statistics
};

/** Name of a part of the page. */
export const partText = (part: LaboratoryPart): string => parts[part]();

const messages = m as unknown as Readonly<Record<string, (() => string) | undefined>>;

/** A word whose key is made of an id, e.g. `laboratory_fault_dead_channel`. */
export function wordOf(area: string, id: string): string {
	return messages[`laboratory_${area}_${id.replaceAll('-', '_')}`]?.() ?? id;
}
