/**
 * Keeps log and recorder in step: what the recorder tells becomes events, what the log says is done.
 *
 * Events made here have ids that follow from what they tell, so that the same notice heard twice, or read
 * again from the clock file after a restart, stands in the log once.
 *
 * @module
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseClockLines, type ClockLine } from '../../core/recording/clock-lines.ts';
import type { RecorderNotice } from '../../core/recording/recorder-messages.ts';
import type { Actor, EventTime, ProposedEvent } from '../../core/session/event.ts';
import type { Chart, SessionState } from '../../core/session/state.ts';
import { saysAway } from '../database/away.ts';
import type { EventStore } from '../events/event-store.ts';
import { readAtRest } from '../keys/read-rest.ts';
import type { RecorderClient } from '../recorder/client.ts';

type Notice<N extends RecorderNotice['notice']> = Extract<RecorderNotice, { notice: N }>;
type Times = { readonly monotonicS: number; readonly utcMs: number };

/** Clock pairs become events at most this often [s of recorded time]. */
const PAIR_EVERY_S = 10;
const RETRY_MS = 1_000;
/** The browser tries again at least every 15 s. */
const GRACE_MS = 20_000;
const GRACE_LOOK_MS = 250;
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
	/** Pause before something is tried again while the database is away [ms]. */
	readonly retryMs?: number;
	/** How long marks and the stop that a browser keeps are waited for after the database was away [ms]. */
	readonly graceMs?: number;
}

/** One per web process. */
export class ChartKeeper {
	readonly #options: KeeperOptions;
	#turn: Promise<void> = Promise.resolve();
	#stops: Promise<void> = Promise.resolve();
	#ended = false;
	/** The last clock pair of each chart that is in the log: of those that are not due nobody has to be asked. */
	readonly #paired = new Map<string, { readonly sample: number; readonly rateHz: number }>();
	/** When the database was away last, on this process's clock [ms]. */
	#awayMs = -Infinity;

	constructor(options: KeeperOptions) {
		this.#options = options;
	}

	/** Resolves when everything heard so far is dealt with. */
	get settled(): Promise<void> {
		return this.#stops.then(() => this.#turn);
	}

	/** Something happened at the recorder. */
	notice(notice: RecorderNotice): void {
		if (notice.notice === 'gap') this.#inTurn(() => this.#gap(notice));
		else if (notice.notice === 'clock') this.#inTurn(() => this.#clock(notice));
		else if (notice.notice === 'chart-closed') this.#inTurn(() => this.#closed(notice));
	}

	/** Compares what is being recorded with what the log says; when the recorder greets. */
	compare(): void {
		this.#inTurn(() => this.#compare((state, chart) => this.#options.adopt(state, chart, SYSTEM)));
	}

	/**
	 * An event ended something: the recorder stops now, and not when the log has all that it told while the database was
	 * away.
	 */
	ended(): void {
		const work = () => this.#compare(async () => this.compare());
		this.#stops = this.#stops.then(() => this.#untilWritten(work));
	}

	/**
	 * The recorder tells of a recording for the first time: an end that came before it did was told to nobody. One that
	 * the log does not know yet is only about to be written there.
	 */
	told(): void {
		const work = () => this.#compare(() => Promise.resolve());
		this.#stops = this.#stops.then(() => this.#untilWritten(work));
	}

	/** @param unknown what is done about a recording that the log does not know */
	async #compare(unknown: (state: SessionState, chart: number) => Promise<void>): Promise<void> {
		const { events, recorder } = this.#options;
		const { sessionId, chart } = recorder.health?.recording ?? {};
		if (sessionId === undefined || chart === undefined) return;
		const state = await events.stateOf(sessionId);
		const found = state.charts.find((one) => one.chart === chart);
		if (!found) return unknown(state, chart);
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
		const name = `${notice.sessionId} ${notice.chart}`;
		const known = this.#paired.get(name);
		if (known && notice.sample - known.sample < PAIR_EVERY_S * known.rateHz) return;
		const state = await this.#options.events.stateOf(notice.sessionId);
		const chart = state.charts.find((one) => one.chart === notice.chart);
		if (!chart) return;
		const { rateHz } = chart.started;
		const last = chart.clock.at(-1)?.sample ?? -Infinity;
		const isLate = notice.sample - last >= PAIR_EVERY_S * rateHz;
		if (isLate) await this.#append(notice.sessionId, clockEvent(notice.chart, notice));
		this.#paired.set(name, { sample: isLate ? notice.sample : last, rateHz });
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
		if (await this.#runsStill(sessionId, chart))
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
		return parseClockLines((await readAtRest(path)).toString('utf8'));
	}

	async #append(sessionId: string, event: ProposedEvent): Promise<void> {
		const [result] = await this.#options.events.append(sessionId, [event], SYSTEM);
		// the id stands in the log with another time: it was told before
		if (result?.ok === false && result.code !== 'session/id-reused')
			this.#options.problem(`${event.type} of ${sessionId}: ${result.code} ${result.message}`);
	}

	/** The web process ends: what could not be written yet is told again by the recorder's files. */
	end(): void {
		this.#ended = true;
	}

	/**
	 * Whether a closed chart still runs for the log. While the database was away the browser kept marks and the stop in
	 * order; they come first, so that the stop in the log is the one that somebody pressed.
	 */
	async #runsStill(sessionId: string, chart: number): Promise<boolean> {
		const { events, graceMs = GRACE_MS } = this.#options;
		for (;;) {
			const { charts } = await events.stateOf(sessionId);
			const status = charts.find((one) => one.chart === chart)?.status;
			if (status !== 'running' && status !== 'paused') return false;
			if (this.#ended || performance.now() - this.#awayMs > graceMs) return true;
			await sleep(GRACE_LOOK_MS, undefined, { ref: false });
		}
	}

	#inTurn(work: () => Promise<void>): void {
		this.#turn = this.#turn.then(() => this.#untilWritten(work));
	}

	/** Does something until the database takes it; ids that follow from what they tell keep it from standing there twice. */
	async #untilWritten(work: () => Promise<void>): Promise<void> {
		for (let tries = 1; ; tries++)
			try {
				return await work();
			} catch (error) {
				const isLater = saysAway(error) && !this.#ended;
				if (tries === 1 || !isLater) this.#options.problem(error);
				if (!isLater) return;
				this.#awayMs = performance.now();
				await sleep(this.#options.retryMs ?? RETRY_MS, undefined, { ref: false });
			}
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
