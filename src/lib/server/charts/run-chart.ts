/**
 * Starting and stopping a chart: order drawn, recorder told, event written.
 *
 * @module
 */
import { randomInt, randomUUID } from 'node:crypto';
import { LabError, type ErrorCode } from '../../core/errors.ts';
import type { DeviceSetup } from '../../core/recording/recorder-messages.ts';
import { decide } from '../../core/session/decide.ts';
import type { Actor, EventData, ProposedEvent, SessionEvent } from '../../core/session/event.ts';
import type { SessionState } from '../../core/session/state.ts';
import { listedQuestions } from '../../core/session/question-list.ts';
import { areChartsUsedUp, chartOrder, nextDraw, orderProblem } from '../../core/technique/order.ts';
import type { Technique } from '../../core/protocols/technique.ts';
import type { EventStore } from '../events/event-store.ts';
import type { StreamHub } from '../stream/hub.ts';
import { readSessionProtocols } from '../events/session-values.ts';
import { ownListOf, type OwnList } from './acquaintance.ts';
import { recorderOf, type Desk } from './append-marked.ts';

/** What a chart is started with beside the session. */
export interface StartOptions {
	readonly hub: StreamHub;
	/** The device that is open. */
	readonly setup: DeviceSetup;
	/** SHA-256 of the device profile's file. */
	readonly profileSha256: string;
	/** Who runs it, as the recording's header may say (a pseudonym). */
	readonly technician: string;
	/** As the laboratory's log knows it; absent = nothing is asked for. */
	readonly instrument?: EventData<'chart-started'>['instrument'];
	readonly now: () => { readonly monotonicS: number; readonly utcMs: number };
}

const LARGEST_SEED = 0xffffffff;

/**
 * Draws the order, starts the recorder, writes `chart-started`.
 *
 * The event is tried before the recorder is told, so that nothing is recorded that the session does not take.
 *
 * @throws {LabError} the refusal of the event or of the recorder; `technique/charts-most` when the technique has no
 * chart more
 */
export async function startChart(
	desk: Desk,
	sessionId: string,
	actor: Actor,
	options: StartOptions
): Promise<SessionEvent> {
	const recorder = recorderOf(desk);
	const state = await desk.events.stateOf(sessionId);
	const chart = state.charts.length + 1;
	const reading = await anotherReading(desk.database, state);
	const { instrument } = options;
	const data = {
		...startedData(state, chart, options, reading),
		...(instrument !== undefined && { instrument })
	};
	const tried = proposal(options, data);
	const decision = decide(state, tried, actor, await desk.events.procedureOf(sessionId));
	if (!decision.ok) throw new LabError(decision.code, decision.message);
	options.hub.recordingStarts(sessionId);
	const started = await recorder.command('start-chart', {
		sessionId,
		chart,
		subjectCode: state.opened?.subjectCode ?? 'X',
		technician: options.technician,
		equipment: options.setup.profile
	});
	const event = proposal(options, {
		...data,
		file: started.file,
		startedUtc: new Date(started.utcMs).toISOString()
	});
	const [result] = await desk.events.append(sessionId, [event], actor);
	if (result?.ok) return result.event;
	await recorder.command('stop-chart', {});
	throw new LabError(
		(result?.code ?? 'recorder/refused') as ErrorCode,
		result?.message ?? 'expected a started chart'
	);
}

function proposal(
	options: Pick<StartOptions, 'now'>,
	data: EventData<'chart-started'>
): ProposedEvent {
	const { monotonicS, utcMs } = options.now();
	const at = { utc: new Date(utcMs).toISOString(), monotonicS };
	return { id: randomUUID(), type: 'chart-started', at, data };
}

/** What a chart is read out from. */
interface Reading {
	readonly technique: Technique;
	/** The small list of an acquaintance chart; null = the list of the session. */
	readonly own: OwnList | null;
}

async function readingOf(database: Desk['database'], state: SessionState): Promise<Reading> {
	const protocols = await readSessionProtocols(database.db, state);
	return { technique: protocols.one('technique'), own: await ownListOf(database, state) };
}

/** The same, for a chart that is to be begun: refused where the technique has no chart more. */
async function anotherReading(database: Desk['database'], state: SessionState): Promise<Reading> {
	const reading = await readingOf(database, state);
	if (reading.own === null && areChartsUsedUp(reading.technique, state))
		throw new LabError('technique/charts-most', 'expected no more charts of this technique');
	return reading;
}

/**
 * The order of the next chart of the test, with its seed.
 *
 * @throws {LabError} `technique/…` when the list does not have what the technique needs; `technique/order` when the
 * order that was drawn breaks a rule of the technique
 */
function drawn(state: SessionState, technique: Technique) {
	const questions = listedQuestions(state);
	const draw = nextDraw(technique, state, randomInt(LARGEST_SEED + 1));
	const order = chartOrder(technique, { questions, ...draw });
	const problem = orderProblem(technique, questions, order);
	if (problem !== null) throw new LabError('technique/order', problem);
	return { seed: draw.seed, order };
}

/** The event's data for the next chart of a session. */
function startedData(
	state: SessionState,
	chart: number,
	{ setup, profileSha256, now }: Pick<StartOptions, 'setup' | 'profileSha256' | 'now'>,
	{ technique, own }: Reading
): EventData<'chart-started'> {
	return {
		chart,
		...(own ?? drawn(state, technique)),
		profile: setup.profile,
		profileSha256,
		file: `recordings/${state.sessionId}/chart-${String(chart).padStart(2, '0')}.bdf`,
		startedUtc: new Date(now().utcMs).toISOString(),
		columns: setup.channels.map(({ name, kind, unit }) => ({ name, kind, unit })),
		rateHz: setup.rateHz,
		listVersion: state.listVersion
	};
}

/**
 * Takes over a recording whose `chart-started` never reached the log because the web process died in between:
 * nobody has seen its order yet, so one is drawn now.
 */
export async function adoptChart(
	{ events, database }: Pick<Desk, 'events' | 'database'>,
	state: SessionState,
	chart: number,
	actor: Actor,
	options: Pick<StartOptions, 'setup' | 'profileSha256' | 'now'>
): Promise<void> {
	const reading = await readingOf(database, state);
	const event = proposal(options, startedData(state, chart, options, reading));
	const [result] = await events.append(state.sessionId, [event], actor);
	if (result?.ok === false) throw new LabError(result.code as ErrorCode, result.message);
}

/**
 * Writes `chart-stopped` for the chart that runs; the recorder is told when the event stands.
 *
 * @throws {LabError} `session/chart-status` when none runs
 */
export async function stopChart(
	events: EventStore,
	sessionId: string,
	actor: Actor,
	{
		reason,
		note,
		at
	}: Pick<EventData<'chart-stopped'>, 'reason' | 'note'> & Pick<ProposedEvent, 'at'>
): Promise<SessionEvent> {
	const running = (await events.stateOf(sessionId)).charts.find(
		({ status }) => status === 'running' || status === 'paused'
	);
	if (!running) throw new LabError('session/chart-status', 'expected a running chart, got none');
	const data = { chart: running.chart, reason, note };
	const event: ProposedEvent = { id: randomUUID(), type: 'chart-stopped', at, data };
	const [result] = await events.append(sessionId, [event], actor);
	if (result?.ok) return result.event;
	throw new LabError(
		(result?.code ?? 'recorder/refused') as ErrorCode,
		result?.message ?? 'expected a stopped chart'
	);
}
