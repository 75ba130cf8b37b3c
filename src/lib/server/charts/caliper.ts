/**
 * Measuring anew between two samples that a person chose: to look at, and to put in the place of the automatic value.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { LabError, type ErrorCode } from '../../core/errors.ts';
import type { Actor } from '../../core/session/event.ts';
import { areResultsWithheld } from '../../core/session/visibility.ts';
import type { CaliperPlace } from '../../core/sheet/exchange.ts';
import { measureBetween } from '../../core/signal/measure/between.ts';
import { sessionMeasurement } from '../events/session-measurement.ts';
import { readSessionProtocols } from '../events/session-values.ts';
import { chartOf, readMarkedChart } from '../recording-files.ts';
import { scoreAgain, type AnalysisContext } from './analysis.ts';

/**
 * The value between two samples, from the raw recording.
 *
 * @returns in the unit of the feature
 * @throws {LabError} `session/role` for somebody results are withheld from; `chart/not-found`, `chart/not-sealed`;
 * `signal/…`, see `measureBetween`
 */
export async function caliperValue(
	{ events, database, dataFolder }: AnalysisContext,
	sessionId: string,
	{ role }: Actor,
	{ chart, ...points }: CaliperPlace
): Promise<number> {
	const state = await events.stateOf(sessionId);
	if (role !== 'system' && areResultsWithheld(role, state))
		throw new LabError('session/role', `results are not for the ${role} yet`);
	const settings = sessionMeasurement(await readSessionProtocols(database.db, state));
	return measureBetween(await readMarkedChart(dataFolder, chartOf(state, chart)), settings, points);
}

/**
 * Puts the value between two samples in the place of the automatic one. Where there were scores, they are computed
 * again.
 *
 * @returns number of the last event
 * @throws {LabError} as `caliperValue`; the refusal of an event
 */
export async function overrideMeasurement(
	context: AnalysisContext,
	sessionId: string,
	actor: Actor,
	{ reason, ...place }: CaliperPlace & { readonly reason: string }
): Promise<number> {
	const { events, at } = context;
	const value = await caliperValue(context, sessionId, actor, place);
	const { measured, scores } = await events.stateOf(sessionId);
	const { from: fromSample, to: toSample, ...cell } = place;
	const row = measured?.measurements.find(
		({ chart, presentation, channel }) =>
			chart === cell.chart && presentation === cell.presentation && channel === cell.channel
	);
	const data = { ...cell, fromSample, toSample, value, automatic: row?.value ?? null, reason };
	const proposed = { id: randomUUID(), type: 'measurement-overridden' as const, at, data };
	const [result] = await events.append(sessionId, [proposed], actor);
	if (result?.ok !== true)
		throw new LabError(
			(result?.code ?? 'session/refused') as ErrorCode,
			result?.message ?? 'expected an answer, got none'
		);
	return scores === null ? result.seq : scoreAgain(context, sessionId, actor);
}
