/**
 * The shape of a fold: how one type of event changes the state.
 *
 * @module
 */
import type { EventData, EventType, SessionEvent } from '../event.ts';
import type { Corrected, SessionState } from '../state.ts';

/** Folds an event of type `T`; trusts that `decide` accepted it and never throws. */
export type Fold<T extends EventType> = (
	state: SessionState,
	data: EventData<T>,
	event: SessionEvent
) => SessionState;

/** One fold for each type: a missing one does not compile. */
export type Folds<T extends EventType> = { readonly [K in T]: Fold<K> };

/** Adds a record with the event that made it. */
export function recorded<T extends object>(
	list: readonly Corrected<T>[],
	data: T,
	event: SessionEvent
): readonly Corrected<T>[] {
	return [...list, { ...data, history: [event.id] }];
}

/** Replaces the record that `isSame` finds and keeps its history. */
export function corrected<T extends object>(
	list: readonly Corrected<T>[],
	isSame: (record: T) => boolean,
	data: T,
	event: SessionEvent
): readonly Corrected<T>[] {
	return list.map((record) =>
		isSame(record) ? { ...data, history: [...record.history, event.id] } : record
	);
}
