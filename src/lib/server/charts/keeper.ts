/**
 * Keeps log and recorder in step: what the recorder tells becomes events, what the log says is done.
 *
 * Events made here have ids that follow from what they tell, so that the same notice heard twice, or read
 * again from the clock file after a restart, stands in the log once.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseClockLines, type ClockLine } from '../../core/recording/clock-lines.ts';
import type { RecorderHealth, RecorderNotice } from '../../core/recording/recorder-messages.ts';
import type { Actor, EventTime, ProposedEvent } from '../../core/session/event.ts';
import type { Chart, SessionState } from '../../core/session/state.ts';
import type { EventStore } from '../events/event-store.ts';
import type { RecorderClient } from '../recorder/client.ts';

type Notice<N extends RecorderNotice['notice']> = Extract<RecorderNotice, { notice: N }>;
type Times = { readonly monotonicS: number; readonly utcMs: number };

/** Clock pairs become events at most this often [s of recorded time]. */
const PAIR_EVERY_S = 10;
const SYSTEM: Actor = { id: 'system', role: 'system' };

/** What the keeper works with. */
export interface KeeperOptions {
	readonly events: EventStore;
	readonly recorder: RecorderClient;
	readonly dataFolder: string;
	/** Adopts a recording that runs without a `chart-started` in the log. */
	adopt(state: SessionState, chart: number, actor: Actor): Promise<void>;
	problem(error: unknown): void;
	now(): Times;
}

/** One per web process. */
export class ChartKeeper {
	readonly #options: KeeperOptions;
	#turn: Promise<void> = Promise.resolve();

	constructor(options: KeeperOptions) {
		this.#options = options;
	}

	/** Resolves when everything heard so far is dealt with. */
	get settled(): Promise<void> {
		return this.#turn;
	}

	/** Something happened at the recorder. */
	notice(notice: RecorderNotice): void {
		if (notice.notice === 'gap') this.#inTurn(() => this.#gap(notice));
		else if (notice.notice === 'clock') this.#inTurn(() => this.#clock(notice));
		else if (notice.notice === 'chart-closed') this.#inTurn(() => this.#closed(notice));
	}

	/** Compares what is being recorded with what the log says; after an event, and when the recorder greets. */
	compare(): void {
		this.#inTurn(async () => {
			const recording = this.#options.recorder.health?.recording;
			if (recording) await this.#compare(recording);
		});
	}

	async #compare({ sessionId, chart }: NonNullable<RecorderHealth['recording']>): Promise<void> {
		const { events, recorder } = this.#options;
		const state = await events.stateOf(sessionId);
		const found = state.charts.find((one) => one.chart === chart);
		if (!found) return this.#options.adopt(state, chart, SYSTEM);
		const isOver = found.status === 'stopped' || found.status === 'sealed';
		const hasEnded = state.consent === 'revoked' || state.abandoned !== null;
		if (!isOver && hasEnded) await this.#stop(state, found, 'consent-revoked');
		if (isOver || hasEnded) await recorder.command('stop-chart', {});
	}

	async #stop(
		state: SessionState,
		{ chart }: Chart,
		reason: 'consent-revoked' | 'recorder-lost' | 'examiner'
	): Promise<void> {
		await this.#append(state.sessionId, {
			id: `stopped-chart-${chart}`,
			type: 'chart-stopped',
			at: eventTime(this.#options.now()),
			data: { chart, reason, note: '' }
		});
	}

	async #gap(notice: Notice<'gap'>): Promise<void> {
		if (notice.sessionId !== null)
			await this.#append(notice.sessionId, gapEvent(notice.chart, notice));
	}

	async #clock(notice: Notice<'clock'>): Promise<void> {
		const state = await this.#options.events.stateOf(notice.sessionId);
		const chart = state.charts.find((one) => one.chart === notice.chart);
		if (!chart) return;
		const last = chart.clock.at(-1)?.sample ?? -Infinity;
		if (notice.sample - last < PAIR_EVERY_S * chart.started.rateHz) return;
		await this.#append(notice.sessionId, clockEvent(notice.chart, notice));
	}

	/** Seals a closed chart, after what the clock file knows and the log does not. */
	async #closed(notice: Notice<'chart-closed'>): Promise<void> {
		const { sessionId, chart, type: _, notice: __, repaired, ...facts } = notice;
		const { events, recorder } = this.#options;
		let state = await events.stateOf(sessionId);
		if (!state.charts.some((one) => one.chart === chart)) {
			await this.#options.adopt(state, chart, SYSTEM);
			state = await events.stateOf(sessionId);
		}
		const found = state.charts.find((one) => one.chart === chart);
		if (!found) return;
		for (const line of await this.#clockLines(notice.file))
			if (line.type === 'gap') await this.#append(sessionId, gapEvent(chart, line));
			else if (line.type === 'clock' && isDue(line, found))
				await this.#clock({ ...line, type: 'notice', notice: 'clock', sessionId, chart });
		if (found.status === 'running' || found.status === 'paused')
			await this.#stop(state, found, repaired ? 'recorder-lost' : 'examiner');
		await this.#append(sessionId, {
			id: `sealed-chart-${chart}`,
			type: 'chart-sealed',
			at: eventTime(this.#options.now()),
			data: { chart, ...facts }
		});
		const after = (await events.stateOf(sessionId)).charts.find((one) => one.chart === chart);
		if (after?.status === 'sealed')
			await recorder.command('acknowledge-chart', { sessionId, chart });
	}

	async #clockLines(file: string): Promise<readonly ClockLine[]> {
		const path = join(this.#options.dataFolder, file.replace(/[.]bdf$/, '.clock.jsonl'));
		return parseClockLines(await readFile(path, 'utf8'));
	}

	async #append(sessionId: string, event: ProposedEvent): Promise<void> {
		const [result] = await this.#options.events.append(sessionId, [event], SYSTEM);
		// the id stands in the log with another time: it was told before
		if (result?.ok === false && result.code !== 'session/id-reused')
			this.#options.problem(`${event.type} of ${sessionId}: ${result.code} ${result.message}`);
	}

	#inTurn(work: () => Promise<void>): void {
		this.#turn = this.#turn.then(work).catch((error: unknown) => this.#options.problem(error));
	}
}

function isDue({ sample }: { readonly sample: number }, { started }: Chart): boolean {
	return sample % Math.round(PAIR_EVERY_S * started.rateHz) === 0;
}

function eventTime({ monotonicS, utcMs }: Times): EventTime {
	return { utc: new Date(utcMs).toISOString(), monotonicS };
}

function gapEvent(
	chart: number,
	gap: Times & Pick<Notice<'gap'>, 'firstSample' | 'samples' | 'cause'>
): ProposedEvent {
	const { firstSample, samples, cause } = gap;
	const data = { chart, firstSample, samples, cause };
	return {
		id: `gap-chart-${chart}-${firstSample}`,
		type: 'gap-declared',
		at: eventTime(gap),
		data
	};
}

function clockEvent(chart: number, pair: Times & { readonly sample: number }): ProposedEvent {
	const { sample, monotonicS, utcMs } = pair;
	const data = { chart, sample, monotonicS, utcMs };
	return { id: `clock-chart-${chart}-${sample}`, type: 'clock-paired', at: eventTime(pair), data };
}
