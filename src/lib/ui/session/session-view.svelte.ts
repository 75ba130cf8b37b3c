/**
 * The view every page of a session reads, and the one way to record something.
 *
 * `state` is what the server acknowledged. `foreseen` adds what the server took and has not told yet, and what is still on
 * its way, for pages that have to go on while the server is away; what is on its way is always shown as not yet
 * confirmed.
 *
 * @module
 */
import { getContext, setContext } from 'svelte';
import { LabClock, RESYNC_MS } from '#lib/browser/clock.ts';
import type { LabDatabase, OutboxEntry, Refusal } from '#lib/browser/database.ts';
import { Drafts } from '#lib/browser/drafts.ts';
import { Outbox, type Outcome, type Send } from '#lib/browser/outbox.ts';
import type { Unkept } from '#lib/browser/outbox-rows.ts';
import type { readSamples } from '#lib/browser/recordings.ts';
import type { Connection, StreamOptions, TabStream } from '#lib/browser/stream.ts';
import { openStream } from '#lib/browser/stream-in-worker.ts';
import type { RecorderHealth } from '#lib/core/recording/recorder-messages.ts';
import type { StreamMessage } from '#lib/core/recording/stream-messages.ts';
import type { EventData, EventTime, EventType, ProposedEvent } from '#lib/core/session/event.ts';
import type { Chart } from '#lib/core/session/state.ts';
import { openStep, permittedEvents, stepStatus } from '#lib/core/session/steps.ts';
import { foresee } from './foresee.ts';
import type { SessionPageData } from './page-data.ts';
import { refusalText } from './refusal-text.ts';
import { SessionSamples } from './session-samples.ts';
import { ToldLog } from './told-log.svelte.ts';

/** What became of a proposal; `text` is the translated reason. */
export type Proposal =
	| { readonly ok: true; readonly seq: number }
	| ({ readonly ok: false; readonly text: string } & Refusal);

/** Replaces parts of the world in tests. */
export interface SessionWorld {
	readonly database?: LabDatabase;
	readonly send?: Send;
	readonly open?: StreamOptions['open'];
	readonly clock?: LabClock;
	readonly readSamples?: typeof readSamples;
	readonly firstWaitMs?: number;
}

type MessageListener = (message: StreamMessage) => void;

/** One session in one tab. */
export class SessionView {
	readonly data: SessionPageData;
	readonly clock: LabClock;
	readonly drafts: Drafts;
	/** What was and is recorded, and the preview, as far as this tab heard it. */
	readonly samples: SessionSamples;
	readonly #log: ToldLog;
	#entries = $state.raw<readonly OutboxEntry[]>([]);
	#connection = $state<Connection>('connecting');
	#health = $state.raw<RecorderHealth | null>(null);
	/** Why the server ended the stream for good; null = it did not. */
	closed = $state<'signed-out' | 'unassigned' | 'shutting-down' | null>(null);
	/** Records of this person on this computer that their key does not open; and those that it does not keep. */
	unkept = $state.raw<Unkept>({ unreadable: 0, held: 0, problem: '' });
	/** Blocks the recorder no longer had when this tab asked for them. */
	missedBlocks = $state(0);

	readonly #steps = $derived.by(() => stepStatus(this.#log.state, this.data.procedure));
	readonly #permitted = $derived.by(
		() => new Set(permittedEvents(this.#log.state, this.data.user.role, this.data.procedure))
	);
	readonly #pending = $derived(this.#entries.filter(({ status }) => status === 'pending'));
	readonly #refusals = $derived(
		this.#entries
			.filter(({ status }) => status === 'refused')
			.map((entry) => ({ ...entry, text: refusalText(entry.refusal?.code ?? '') }))
	);
	readonly #foreseen = $derived.by(() =>
		foresee(
			this.#log.state,
			[...this.#log.taken, ...this.#pending.map(({ event }) => event)],
			this.data
		)
	);

	readonly #outbox: Outbox;
	readonly #stream: TabStream;
	readonly #messageListeners = new Set<MessageListener>();
	#ended = false;
	#resync: ReturnType<typeof setInterval> | null = null;

	constructor(data: SessionPageData, world: SessionWorld = {}) {
		const { sessionId, user } = data;
		this.data = data;
		this.#log = new ToldLog(data.events, sessionId, user.role);
		this.clock = world.clock ?? new LabClock();
		this.samples = new SessionSamples(sessionId, user.id, {
			...(world.database && { database: world.database }),
			...(world.readSamples && { read: world.readSamples })
		});
		this.drafts = new Drafts(sessionId, user.id, world.database);
		const timing = world.firstWaitMs === undefined ? {} : { firstWaitMs: world.firstWaitMs };
		this.#outbox = new Outbox({
			sessionId,
			userId: user.id,
			changed: (entries, unkept) => {
				this.#log.hearOutbox(entries);
				this.#entries = entries;
				this.unkept = unkept;
			},
			...(world.database && { database: world.database }),
			...(world.send && { send: world.send }),
			...timing
		});
		this.#stream = openStream({
			sessionId,
			lastEvent: this.#log.state.seq,
			listener: {
				message: (message) => this.#hear(message),
				block: (block, bytes) => this.samples.take(block, bytes),
				connection: (connection) => this.#connect(connection)
			},
			...(world.open && { open: world.open }),
			...timing
		});
	}

	/** What the server acknowledged. */
	get state() {
		return this.#log.state;
	}
	/** The log as far as it came here and may be read, in order. */
	get events() {
		return this.#log.events;
	}
	/** What will be when everything on its way has arrived. Never shown as recorded. */
	get foreseen() {
		return this.#foreseen;
	}
	/** The six steps with their gates. */
	get steps() {
		return this.#steps;
	}
	/** The step that is open; null when all are complete. */
	get open() {
		return openStep(this.#log.state);
	}
	get role() {
		return this.data.user.role;
	}
	/** Whether what was measured, scored and concluded is not for this person to know yet. */
	get resultsWithheld() {
		return this.#log.resultsWithheld;
	}
	/** Whether events that were withheld may be read now: the page has to be loaded again. */
	get released() {
		return this.#log.released;
	}
	/** Written here, not yet in the log. */
	get pending() {
		return this.#pending;
	}
	/** Not taken by the server, with the translated reason in `text`. */
	get refusals() {
		return this.#refusals;
	}
	get connection() {
		return this.#connection;
	}
	/** State of the recorder; null = nothing heard of it, or it is gone. */
	get health() {
		return this.#health;
	}

	/** Whether this person may record this now, as far as step, role and state say. */
	permitted(type: EventType): boolean {
		return this.#permitted.has(type);
	}

	/** Now, on the wall clock and the workstation's monotonic clock. */
	now(): EventTime {
		return this.clock.now();
	}

	/**
	 * Records something: written on this computer first, then sent until the server answers.
	 *
	 * @param at when it happened; absent = now. Take it at the key press, before anything else is done.
	 * @returns settles when the server said yes or no; while it is away the event stays in `pending`
	 */
	async propose<T extends EventType>(
		type: T,
		data: EventData<T>,
		at: EventTime = this.now()
	): Promise<Proposal> {
		const event = { id: crypto.randomUUID(), type, at, data: $state.snapshot(data) };
		const { outcome } = await this.#outbox.add(event as unknown as ProposedEvent);
		return withText(await outcome);
	}

	/** A refusal was read: it is kept but not shown again. */
	async putAside(id: string): Promise<void> {
		await this.#outbox.putAside(id);
	}

	/** Hears every message of the stream until the returned function is called. */
	onMessage(tell: MessageListener): () => void {
		this.#messageListeners.add(tell);
		return () => this.#messageListeners.delete(tell);
	}

	/** Opens the stream and takes up what is in the outbox. Called in the browser only. */
	start(): void {
		void this.#outbox.start();
		const isRunning = ({ status }: Chart): boolean => status === 'running' || status === 'paused';
		const running = this.#log.state.charts.find(isRunning) ?? null;
		void this.samples.load(running).then((resume) => this.#ended || this.#stream.start(resume));
		void this.clock.synchronise();
		this.#resync = setInterval(() => void this.clock.synchronise(), RESYNC_MS);
	}

	/** Ends the stream; what is in the outbox stays there. */
	end(): void {
		this.#ended = true;
		if (this.#resync !== null) clearInterval(this.#resync);
		void this.samples.flush();
		this.#stream.end();
		void this.#outbox.end();
	}

	#connect(connection: Connection): void {
		this.#connection = connection;
		// an old health report must not look like a running recording
		if (connection !== 'live') this.#health = null;
		else this.#outbox.kick();
	}

	#hear(message: StreamMessage): void {
		this.samples.hear(message);
		if (message.type === 'event') this.#log.take(message.event);
		else if (message.type === 'health') this.#health = message;
		else if (message.type === 'recorder-gone') this.#health = null;
		else if (message.type === 'closed') this.closed = message.reason;
		else if (message.type === 'blocks-missed')
			this.missedBlocks += message.last - message.first + 1;
		if ('monotonicS' in message && message.type !== 'notice') this.clock.hear(message.monotonicS);
		this.#messageListeners.forEach((tell) => tell(message));
	}
}

function withText(outcome: Outcome): Proposal {
	return outcome.ok ? outcome : { ...outcome, text: refusalText(outcome.code) };
}

const KEY = Symbol('session view');

/** Makes the view of a session and gives it to all components below. */
export function createSessionView(data: SessionPageData, world: SessionWorld = {}): SessionView {
	return setContext(KEY, new SessionView(data, world));
}

/** The view of the session whose page this is. */
export function useSessionView(): SessionView {
	return getContext<SessionView>(KEY);
}
