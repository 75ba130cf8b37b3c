/**
 * The values that people changed, as the report prints them.
 *
 * @module
 */
import type { EventData, EventType, SessionEvent } from '#lib/core/session/event.ts';
import type { SessionState } from '#lib/core/session/state.ts';

type Cell = Pick<EventData<'measurement-excluded'>, 'chart' | 'presentation' | 'channel'>;

/** A value that a person measured anew. */
export interface OverriddenValue {
	readonly override: EventData<'measurement-overridden'>;
	readonly feature: string;
	/** Unit of the channel. */
	readonly unit: string;
	/** Where it was measured, from the start of the recording [s]. */
	readonly fromS: number;
	readonly toS: number;
	/** Account id. */
	readonly by: string;
}

/** A value that a person took out. */
export interface ExcludedValue {
	readonly exclusion: EventData<'measurement-excluded'>;
	readonly by: string;
}

/** Standing overrides, in the order they were made. */
export function overriddenValues(
	state: SessionState,
	events: readonly SessionEvent[]
): OverriddenValue[] {
	return state.overrides.map((override) => {
		const started = state.charts.find(({ chart }) => chart === override.chart)?.started;
		const row = state.measured?.measurements.find((one) => isSame(one, override));
		const rateHz = started?.rateHz ?? 1;
		return {
			override,
			feature: row?.feature ?? '',
			unit: started?.columns.find(({ name }) => name === override.channel)?.unit ?? '',
			fromS: override.fromSample / rateHz,
			toS: override.toSample / rateHz,
			by: makerOf(events, 'measurement-overridden', override)
		};
	});
}

/** Standing exclusions, in the order they were made. */
export function excludedValues(
	{ exclusions }: SessionState,
	events: readonly SessionEvent[]
): ExcludedValue[] {
	return exclusions.map((exclusion) => ({
		...{ exclusion, by: makerOf(events, 'measurement-excluded', exclusion) }
	}));
}

const isSame = (a: Cell, b: Cell): boolean =>
	a.chart === b.chart && a.presentation === b.presentation && a.channel === b.channel;

/** Who last did this to the value; empty when the event was not told. */
function makerOf(
	events: readonly SessionEvent[],
	type: Extract<EventType, 'measurement-overridden' | 'measurement-excluded'>,
	cell: Cell
): string {
	const found = events.findLast((event) => event.type === type && isSame(event.data as Cell, cell));
	return found?.actor.id ?? '';
}
