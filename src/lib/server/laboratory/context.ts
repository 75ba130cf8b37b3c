/**
 * What the laboratory's own pages are asked with, and writing in its log.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { LabError, type ErrorCode } from '#lib/core/errors.ts';
import type { Moment } from '#lib/core/laboratory/in-date.ts';
import type { Staff } from '#lib/core/laboratory/laboratory-decision.ts';
import type {
	LaboratoryActor,
	LaboratoryData,
	LaboratoryEvent,
	LaboratoryEventType,
	ProposedLaboratoryEvent
} from '#lib/core/laboratory/laboratory-event.ts';
import type { LaboratorySettings } from '#lib/core/laboratory/laboratory-settings.ts';
import type { Directory } from '../accounts/directory.ts';
import type { LabDatabase } from '../database/open.ts';
import type { EventStore } from '../events/event-store.ts';
import { protocolsOf, type Catalogue } from '../protocols.ts';
import type { LaboratoryStore } from './laboratory-store.ts';

/** Where the laboratory's log, its people, tests and protocols are. */
export interface LaboratoryContext {
	readonly database: LabDatabase;
	readonly laboratory: LaboratoryStore;
	readonly events: EventStore;
	readonly accounts: { readonly directory: Pick<Directory, 'list'> };
	readonly catalogue: Catalogue;
	readonly now: () => number;
}

/** Now, by the clock and the time zone of the machine the laboratory runs on. */
export function momentOf({ now }: Pick<LaboratoryContext, 'now'>): Moment {
	const nowMs = now();
	return { nowMs, offsetMinutes: -new Date(nowMs).getTimezoneOffset() };
}

/** The day it is now, or some days later, YYYY-MM-DD in the laboratory's time zone. */
export function dayOf({ nowMs, offsetMinutes }: Moment, daysLater = 0): string {
	const ms = nowMs + offsetMinutes * 60_000 + daysLater * 86_400_000;
	return new Date(ms).toISOString().slice(0, 10);
}

/** The laboratory's settings; null = it has protocols of its own without such a file, and asks for nothing. */
export function settingsOf(catalogue: Catalogue): LaboratorySettings | null {
	return protocolsOf(catalogue, 'laboratory')[0] ?? null;
}

/** The role of each account that is not disabled. */
export async function staffOf({ accounts }: Pick<LaboratoryContext, 'accounts'>): Promise<Staff> {
	const list = await accounts.directory.list();
	return new Map(list.filter(({ disabled }) => !disabled).map(({ id, role }) => [id, role]));
}

/**
 * Writes one event.
 *
 * @param id the same again is answered with what was written
 * @throws {LabError} the refusal of the event; `database/…`
 */
export async function writeLaboratory<T extends LaboratoryEventType>(
	context: LaboratoryContext,
	actor: LaboratoryActor,
	type: T,
	data: LaboratoryData<T>,
	id: string = randomUUID()
): Promise<LaboratoryEvent> {
	const at = new Date(context.now()).toISOString();
	const proposed = { id, type, at, data } as unknown as ProposedLaboratoryEvent;
	const staff = await staffOf(context);
	const [result] = await context.laboratory.append([proposed], { actor, staff });
	if (result?.ok === true) return result.event;
	throw new LabError(
		(result?.code ?? 'laboratory/refused') as ErrorCode,
		result?.message ?? `expected ${type} to be taken`
	);
}
