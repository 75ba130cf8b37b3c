/**
 * The measurements that count: as measured, with what people changed of them.
 *
 * @module
 */
import type { EventData } from './event.ts';

/** One row of the event `chart-measured`. */
type Measurement = EventData<'chart-measured'>['measurements'][number];

/** What people changed of the measurements and did not take back. */
export interface Changes {
	readonly exclusions?: readonly EventData<'measurement-excluded'>[];
	readonly overrides?: readonly EventData<'measurement-overridden'>[];
}

/** A row as it counts. */
export type StandingMeasurement = Measurement & {
	/** Why a person took the row out; empty when nobody did. */
	readonly excluded: string;
	/** Whether a person measured it anew. */
	readonly overridden: boolean;
};

/**
 * The rows as they count: a value measured anew replaces the automatic one, also where there was none; what was taken
 * out has no value.
 *
 * @param rows all charts
 */
export function standingMeasurements(
	rows: readonly Measurement[],
	{ exclusions = [], overrides = [] }: Changes
): StandingMeasurement[] {
	return rows.map((row) => {
		const isOf = (one: Pick<Measurement, 'chart' | 'presentation' | 'channel'>): boolean =>
			one.chart === row.chart &&
			one.presentation === row.presentation &&
			one.channel === row.channel;
		const excluded = exclusions.find(isOf)?.reason ?? '';
		if (excluded !== '') return { ...row, value: null, excluded, overridden: false };
		const override = overrides.find(isOf);
		if (override === undefined) return { ...row, excluded, overridden: false };
		return { ...row, value: override.value, exclusion: '', excluded, overridden: true };
	});
}
