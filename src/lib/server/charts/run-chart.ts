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
import { presentationOrder } from '../../core/technique/order.ts';
import type { EventStore } from '../events/event-store.ts';
import type { StreamHub } from '../stream/hub.ts';
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
	readonly now: () => { readonly monotonicS: number; readonly utcMs: number };
}

const LARGEST_SEED = 0xffffffff;

/**
 * Draws the order, starts the recorder, writes `chart-started`.
 *
 * The event is tried before the recorder is told, so that nothing is recorded that the session does not take.
 *
 * @throws {LabError} the refusal of the event or of the recorder
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
	const data = startedData(state, chart, options);
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

/** The event's data for the next chart of a session: a new seed, a new order. */
export function startedData(
	state: SessionState,
	chart: number,
	{ setup, profileSha256, now }: Pick<StartOptions, 'setup' | 'profileSha256' | 'now'>
): EventData<'chart-started'> {
	const seed = randomInt(LARGEST_SEED + 1);
	return {
		chart,
		seed,
		order: presentationOrder({ questions: listedQuestions(state), seed, chart }),
		profile: setup.profile,
		profileSha256,
		file: `recordings/${state.sessionId}/chart-${String(chart).padStart(2, '0')}.bdf`,
		startedUtc: new Date(now().utcMs).toISOString(),
		columns: setup.channels.map(({ name, kind, unit }) => ({ name, kind, unit })),
		rateHz: setup.rateHz
	};
}

/**
 * Takes over a recording whose `chart-started` never reached the log because the web process died in between:
 * nobody has seen its order yet, so one is drawn now.
 */
export async function adoptChart(
	events: EventStore,
	state: SessionState,
	chart: number,
	actor: Actor,
	options: Pick<StartOptions, 'setup' | 'profileSha256' | 'now'>
): Promise<void> {
	const event = proposal(options, startedData(state, chart, options));
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
