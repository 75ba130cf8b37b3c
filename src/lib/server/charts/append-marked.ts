/**
 * Appending what a browser proposes: marks first get their annotation and sample from the recorder.
 *
 * @module
 */
import { isLabError, LabError } from '../../core/errors.ts';
import { decide } from '../../core/session/decide.ts';
import type { Actor, ProposedEvent, SessionEvent } from '../../core/session/event.ts';
import type { SessionState } from '../../core/session/state.ts';
import type { LabDatabase } from '../database/open.ts';
import type { AppendResult } from '../events/append.ts';
import type { EventStore } from '../events/event-store.ts';
import type { RecorderClient } from '../recorder/client.ts';
import { annotationOf, isMark, type MarkEvent } from './marks.ts';
import { readBody } from '../keys/cell.ts';

/** Where events go and where marks are placed. */
export interface Desk {
	readonly database: LabDatabase;
	readonly events: EventStore;
	readonly recorder: RecorderClient;
	/** Resolves when the recorder is there, or when it is not worth waiting for it any longer. */
	recorderReady(): Promise<void>;
}

/**
 * Appends events one after the other. A mark is annotated in the recording only when it would be taken, and
 * once: the recorder and the log both know its id. When the recorder is away the mark keeps its time and is
 * placed by the clock pairs.
 *
 * @returns an answer to each, in order
 * @throws {LabError} see `EventStore.append`
 */
export async function appendMarked(
	desk: Desk,
	sessionId: string,
	proposals: readonly ProposedEvent[],
	actor: Actor
): Promise<readonly AppendResult[]> {
	const results: AppendResult[] = [];
	for (const proposed of proposals) {
		let appended = await appendPlaced(desk, sessionId, proposed, actor);
		// sent again while it was being placed: what came first may have got another sample, or none
		if (isMark(proposed) && appended.some(isReused))
			appended = await appendPlaced(desk, sessionId, proposed, actor);
		results.push(...appended);
	}
	return results;
}

const isReused = (result: AppendResult): boolean =>
	!result.ok && result.code === 'session/id-reused';

async function appendPlaced(
	desk: Desk,
	sessionId: string,
	proposed: ProposedEvent,
	actor: Actor
): Promise<readonly AppendResult[]> {
	const placed = isMark(proposed) ? await place(desk, sessionId, proposed, actor) : proposed;
	return desk.events.append(sessionId, [placed], actor);
}

async function place(
	desk: Desk,
	sessionId: string,
	proposed: MarkEvent,
	actor: Actor
): Promise<ProposedEvent> {
	const { database, events, recorder } = desk;
	const before = await storedEvent(database, sessionId, proposed.id);
	// sent again: with the sample it was given the first time it is the same event
	if (before && 'sample' in before.data) return withSample(proposed, before.data.sample);
	if (proposed.data.sample !== null || proposed.at.monotonicS === null) return proposed;
	const state = await events.stateOf(sessionId);
	if (!decide(state, proposed, actor, await events.procedureOf(sessionId)).ok) return proposed;
	await desk.recorderReady();
	const { monotonicS } = proposed.at;
	const sample = await sampleOf(recorder, state, proposed, monotonicS);
	if (sample !== null || recorder.hello) return withSample(proposed, sample);
	// it died before it answered: the one that takes its place knows whether it has the mark
	await desk.recorderReady();
	return withSample(proposed, await sampleOf(recorder, state, proposed, monotonicS));
}

async function storedEvent(
	{ db }: LabDatabase,
	sessionId: string,
	id: string
): Promise<SessionEvent | null> {
	const row = await db
		.selectFrom('event')
		.select('body')
		.where('session_id', '=', sessionId)
		.where('id', '=', id)
		.executeTakeFirst();
	return row ? readBody<SessionEvent>(row.body) : null;
}

function withSample(event: MarkEvent, sample: number | null): ProposedEvent {
	return { ...event, data: { ...event.data, sample } } as ProposedEvent;
}

/** Marks a running chart; asks where the time falls in one that is closed. */
async function sampleOf(
	recorder: RecorderClient,
	state: SessionState,
	event: MarkEvent,
	monotonicS: number
): Promise<number | null> {
	const { sessionId } = state;
	const chart = event.data.chart ?? 0;
	const status = state.charts.find((one) => one.chart === chart)?.status;
	const text = annotationOf(event, state);
	if (status === 'running' || status === 'paused') {
		const mark = { id: event.id, chart, monotonicS, durationS: null, text };
		const sample = await orNull(recorder.command('mark', mark));
		if (sample !== null) return sample;
	}
	return orNull(recorder.command('place', { sessionId, chart, monotonicS }));
}

/** The mark itself must not be lost because the recorder is away or the chart just ended. */
async function orNull(
	placing: Promise<{ readonly sample: number | null }>
): Promise<number | null> {
	try {
		return (await placing).sample;
	} catch (error) {
		if (isLabError(error)) return null;
		throw error;
	}
}

/** The recorder, or a refusal. */
export function recorderOf({ recorder }: Pick<Desk, 'recorder'>): RecorderClient {
	if (recorder.hello) return recorder;
	throw new LabError('recorder/unreachable', 'expected a recorder, got none');
}
