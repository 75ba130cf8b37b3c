/**
 * A rate at every sample from the places of events: heart beats or breaths.
 *
 * @module
 */
import { LabError } from '../../errors.ts';
import { pchip } from '../sampling/pchip.ts';

const LEAST_EVENTS = 4;

/**
 * Period between events as a smooth curve, turned into a rate. The period is interpolated, not the rate; the first
 * event gets the mean period.
 *
 * @param events places [samples], rising
 * @param length samples of the result
 * @returns rate [1/min]
 * @throws {LabError} `signal/too-few-events` below 4
 * @source NeuroKit2 `signal_rate`, described by its authors
 */
export function rateSeries(
	events: readonly number[],
	rateHz: number,
	length: number
): Float64Array {
	if (events.length < LEAST_EVENTS)
		throw new LabError(
			'signal/too-few-events',
			`expected ${LEAST_EVENTS} events or more, got ${events.length}`
		);
	const periods = events.slice(1).map((event, k) => (event - (events[k] as number)) / rateHz);
	const mean = periods.reduce((sum, period) => sum + period, 0) / periods.length;
	return pchip(events, [mean, ...periods], length).map((period) => 60 / period);
}

/**
 * Mean rate from the first to the last event.
 *
 * @param events times [s], rising
 * @returns rate [1/min]; null below two events
 */
export function meanRate(events: readonly number[]): number | null {
	const [first, last] = [events[0], events.at(-1)];
	if (first === undefined || last === undefined || !(last > first)) return null;
	return (60 * (events.length - 1)) / (last - first);
}
