/**
 * One value of the measurement table: what the program measured, what people made of it, and what counts.
 *
 * @module
 */
import type { EventData } from '#lib/core/session/event.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import type { Measurement } from '#lib/core/signal/measure.ts';
import type { SelectedCell } from './analysis-selection.svelte.ts';
import type { MeasuredPlace } from './review/review-overlays.ts';

/** A value with everything that was said of it. */
export interface MeasuredValue {
	readonly row: Measurement;
	readonly override: EventData<'measurement-overridden'> | null;
	readonly exclusion: EventData<'measurement-excluded'> | null;
	/** What is scored; null = nothing. */
	readonly counts: number | null;
}

type Judged = Pick<SessionState, 'measured' | 'exclusions' | 'overrides'>;

const isSame = (a: SelectedCell, b: SelectedCell): boolean =>
	a.chart === b.chart && a.presentation === b.presentation && a.channel === b.channel;

/** A measured row with what stands against it. */
export function judgedValue(row: Measurement, { exclusions, overrides }: Judged): MeasuredValue {
	const override = overrides.find((one) => isSame(one, row)) ?? null;
	const exclusion = exclusions.find((one) => isSame(one, row)) ?? null;
	const counts = exclusion !== null ? null : (override?.value ?? row.value);
	return { row, override, exclusion, counts };
}

/** The value of a cell; null = not measured. */
export function valueOf(state: Judged, cell: SelectedCell): MeasuredValue | null {
	const row = state.measured?.measurements.find((one) => isSame(one, cell));
	return row === undefined ? null : judgedValue(row, state);
}

/** Features measured from a low to a high point. */
const RISES = new Set(['scr-amplitude', 'eda-rise', 'cardio-rise']);

/** Where the value that counts was measured; empty = nowhere. */
export function measuredPlace(value: MeasuredValue | null): MeasuredPlace {
	if (value === null) return {};
	const { row, override } = value;
	if (override === null) return row;
	const points = { from: override.fromSample, to: override.toSample };
	return { window: points, ...(RISES.has(row.feature) && { rise: points }) };
}
