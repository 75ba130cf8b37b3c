/**
 * Measures and scores a session from its raw recordings, by the protocol it was opened with.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { LabError, type ErrorCode } from '../../core/errors.ts';
import type { Technique } from '../../core/protocols/technique.ts';
import type { Actor, EventData, EventTime, ProposedEvent } from '../../core/session/event.ts';
import { formalCharts } from '../../core/session/formal-charts.ts';
import { listedQuestions } from '../../core/session/question-list.ts';
import type { SessionState } from '../../core/session/state.ts';
import { measureChart, type Measurement } from '../../core/signal/measure.ts';
import { scoringSeed } from '../../scoring/registry.ts';
import { scoreTechnique } from '../../scoring/session-technique.ts';
import type { LabDatabase } from '../database/open.ts';
import type { EventStore } from '../events/event-store.ts';
import { readSessionProtocols } from '../events/session-values.ts';
import { sessionMeasurement } from '../events/session-measurement.ts';
import { readMarkedChart } from '../recording-files.ts';

/** What analysis needs. */
export interface AnalysisContext {
	readonly dataFolder: string;
	readonly database: LabDatabase;
	readonly events: EventStore;
	/** Name and version of this program, kept with every value. */
	readonly software: string;
	readonly at: EventTime;
}

/**
 * Measures every sealed chart and scores what was measured; two events, in this order.
 *
 * @returns the number of the last event
 * @throws {LabError} `scoring/nothing-to-score`; `chart/not-sealed`; the refusal of an event
 */
export async function analyseSession(
	context: AnalysisContext,
	sessionId: string,
	actor: Actor
): Promise<number> {
	const { events, dataFolder, software } = context;
	const state = await events.stateOf(sessionId);
	const protocols = await readSessionProtocols(context.database.db, state);
	const settings = sessionMeasurement(protocols);
	const technique = protocols.one('technique');
	const measurements: Measurement[] = [];
	for (const chart of formalCharts(state))
		if (chart.status === 'sealed')
			measurements.push(...measureChart(await readMarkedChart(dataFolder, chart), settings));
	const scores = scoresOf(state, measurements, technique);
	if (scores.length === 0)
		throw new LabError('scoring/nothing-to-score', 'expected a channel that can be scored');
	await append(context, sessionId, actor, 'chart-measured', { software, measurements });
	return append(context, sessionId, actor, 'score-recorded', { software, scores });
}

/**
 * Scores what was measured before, as people left it: without what was taken out, with what was measured anew.
 *
 * @throws {LabError} `scoring/nothing-to-score`; the refusal of the event
 */
export async function scoreAgain(
	context: AnalysisContext,
	sessionId: string,
	actor: Actor
): Promise<number> {
	const { events, software } = context;
	const state = await events.stateOf(sessionId);
	const { one } = await readSessionProtocols(context.database.db, state);
	const scores = scoresOf(state, state.measured?.measurements ?? [], one('technique'));
	if (scores.length === 0)
		throw new LabError('scoring/nothing-to-score', 'expected a channel that can be scored');
	return append(context, sessionId, actor, 'score-recorded', { software, scores });
}

function scoresOf(
	state: SessionState,
	rows: readonly Measurement[],
	technique: Technique
): EventData<'score-recorded'>['scores'] {
	const seed = scoringSeed(state.charts);
	const { exclusions, overrides } = state;
	const session = { questions: listedQuestions(state), rows, exclusions, overrides };
	return scoreTechnique(session, technique, seed);
}

async function append<T extends 'chart-measured' | 'score-recorded'>(
	{ events, at }: AnalysisContext,
	sessionId: string,
	actor: Actor,
	type: T,
	data: EventData<T>
): Promise<number> {
	const proposed = { id: randomUUID(), type, at, data } as unknown as ProposedEvent;
	const [result] = await events.append(sessionId, [proposed], actor);
	if (result?.ok) return result.seq;
	throw new LabError(
		(result?.code ?? 'session/refused') as ErrorCode,
		result?.message ?? `expected ${type} to be taken`
	);
}
