/**
 * What a form of the laboratory's page says, as the data of an event.
 *
 * @module
 */
import type { LaboratoryData, LaboratoryEventType } from './laboratory-event.ts';
import { laboratoryPayloads } from './laboratory-payloads.ts';

/** Events a person types. The others are made by the server of what it measured or drew. */
export const TYPED_EVENTS = [
	...(['room-registered', 'room-closed', 'instrument-registered'] as const),
	...(['instrument-withdrawn', 'calibration-recorded', 'qualification-recorded'] as const),
	...(['qualification-revoked', 'consumable-registered', 'consumable-counted'] as const),
	...(['consumable-used', 'review-assigned', 'finding-raised', 'finding-due-set'] as const),
	...(['finding-answered', 'finding-closed', 'finding-reopened'] as const)
] as const satisfies readonly LaboratoryEventType[];
/** An event a person types. */
export type TypedEvent = (typeof TYPED_EVENTS)[number];

const NUMBERS: ReadonlySet<string> = new Set(['intervalDays', 'minimum', 'count']);
const NULLABLE: ReadonlySet<string> = new Set(['roomId', 'expires', 'reviewId', 'item']);

/** Fields that are not typed: new ids, and that a typed instrument is a real one. */
function given(type: TypedEvent, newId: string): Readonly<Record<string, unknown>> {
	switch (type) {
		case 'room-registered':
			return { roomId: newId };
		case 'instrument-registered':
			return { instrumentId: newId, virtual: false };
		case 'consumable-registered':
			return { consumableId: newId };
		case 'finding-raised':
			return { findingId: newId, reviewId: null, item: null };
		default:
			return {};
	}
}

/**
 * The data of an event.
 *
 * @param newId used where the event makes something new
 * @returns null when the fields do not fit
 */
export function fromForm(
	type: TypedEvent,
	fields: Readonly<Record<string, string>>,
	newId: string
): LaboratoryData<TypedEvent> | null {
	const typed = Object.entries(fields).map(([name, value]): [string, unknown] => {
		if (NULLABLE.has(name) && value === '') return [name, null];
		// an empty field is no number, not 0
		return [name, NUMBERS.has(name) && value.trim() !== '' ? Number(value) : value];
	});
	const data = { ...Object.fromEntries(typed), ...given(type, newId) };
	return laboratoryPayloads[type].safeParse(data).data ?? null;
}
