/**
 * The examiner's console of a running chart: what comes next, when it may be done, and the marks.
 *
 * It reads the foreseen state, so that a test goes on at its pace while the server is away; what is not confirmed yet
 * is shown as such. The time of a mark is taken at the key press, before anything else.
 *
 * @module
 */
import type { EventData, EventTime, EventType } from '#lib/core/session/event.ts';
import type { Chart, Presentation } from '#lib/core/session/state.ts';
import type { SessionView } from '../../session/session-view.svelte.ts';
import { lastAsked, nextAction, type NextAction, type Pace } from './next-action.ts';

/** The clock on the page is drawn this often [ms]. */
const TICK_MS = 100;

/** The running chart of a session; null while there is none. */
export class TestConsole {
	readonly #view: SessionView;
	readonly pace: Pace;
	#nowS = $state<number | null>(null);
	/** Time of an artifact whose code is being chosen; null = none. */
	artifactAt = $state.raw<EventTime | null>(null);
	/** Key presses whose event is not in the outbox yet: the same key again must not mark twice. */
	readonly #claimed = new Set<string>();

	/** The chart that runs or is paused, with what is on its way. */
	readonly chart = $derived.by((): Chart | null => {
		const running = ({ status }: Chart): boolean => status === 'running' || status === 'paused';
		return this.#view.foreseen.charts.find(running) ?? null;
	});
	readonly next = $derived.by((): NextAction | null =>
		this.chart === null ? null : nextAction(this.chart, this.pace)
	);
	/** The presentation whose answer is awaited or was given last. */
	readonly current = $derived.by((): Presentation | null =>
		this.chart === null ? null : lastAsked(this.chart)
	);
	/** Seconds until the next action may be done; 0 = now. */
	readonly waitS = $derived.by(() => {
		const readyAtS = this.next?.readyAtS ?? null;
		return readyAtS === null || this.#nowS === null ? 0 : Math.max(0, readyAtS - this.#nowS);
	});
	/** Seconds since the onset of the current item; null = none was asked. */
	readonly sinceOnsetS = $derived.by(() => {
		const at = this.current?.asked?.at.monotonicS ?? null;
		return at === null || this.#nowS === null ? null : this.#nowS - at;
	});
	readonly isPaused = $derived(this.chart?.status === 'paused');
	/** Whether an item is being read now. */
	readonly isReading = $derived(this.next?.what === 'end');
	/** Whether the answer to the current item can still be marked. */
	readonly awaitsAnswer = $derived(
		this.current !== null && this.current.answer === null && this.current.voided === null
	);

	/** Make it while a component is set up. */
	constructor(view: SessionView) {
		this.#view = view;
		const { timing } = view.data.texts.technique;
		this.pace = {
			baselineS: timing.baselineS.value,
			minimumIntervalS: timing.minimumIntervalS.value,
			longestIntervalS: timing.longestIntervalS.value,
			closingS: timing.closingS.value
		};
		$effect(() => {
			const timer = setInterval(() => (this.#nowS = view.clock.monotonicS()), TICK_MS);
			return () => clearInterval(timer);
		});
	}

	/** Seconds since the chart began, by the workstation's clock; null = no chart. */
	get runningS(): number | null {
		const at = this.chart?.startedAt.monotonicS ?? null;
		return at === null || this.#nowS === null ? null : this.#nowS - at;
	}

	/** Does the next thing, if it may be done now. */
	advance(): void {
		const at = this.#view.now();
		const [chart, next] = [this.chart, this.next];
		if (chart === null || next === null || this.waitS > 0) return;
		const { presentation } = next;
		if (next.what === 'announce-start') this.#announce(chart, 'X', at);
		else if (next.what === 'announce-end') this.#announce(chart, 'XX', at);
		else if (next.what === 'end') this.endQuestion(at);
		else if (next.what === 'ask' && presentation !== null && !this.isPaused) {
			const { presentation: number, questionId, itemId } = presentation;
			const data = { presentation: number, questionId, itemId, sample: null };
			this.#mark('question-asked', { chart: chart.chart, ...data }, at, `ask-${number}`);
		}
	}

	/** End of the question that is being read. */
	endQuestion(at: EventTime = this.#view.now()): void {
		const [chart, next] = [this.chart, this.next];
		if (chart === null || next?.what !== 'end' || next.presentation === null) return;
		const { presentation } = next.presentation;
		this.#mark(
			'question-ended',
			{ chart: chart.chart, presentation, sample: null },
			at,
			`end-${presentation}`
		);
	}

	/** The answer to the current item. */
	answer(answer: 'yes' | 'no' | 'silent'): void {
		const at = this.#view.now();
		const [chart, current] = [this.chart, this.current];
		if (chart === null || current === null || !this.awaitsAnswer) return;
		// an answer during the reading ends it: the subject did not wait
		if (this.isReading) this.endQuestion(at);
		const { presentation } = current;
		const data = { chart: chart.chart, presentation, answer, sample: null };
		this.#mark('answer-marked', data, at, `answer-${presentation}`);
	}

	/** Keeps the moment; the code is chosen after it. */
	beginArtifact(): void {
		if (this.chart !== null) this.artifactAt = this.#view.now();
	}

	/** Marks the artifact at the moment that was kept. */
	markArtifact(code: EventData<'artifact-marked'>['code'], note = ''): void {
		const [chart, at] = [this.chart, this.artifactAt];
		this.artifactAt = null;
		if (chart === null || at === null) return;
		void this.#view.propose(
			'artifact-marked',
			{ chart: chart.chart, code, sample: null, note },
			at
		);
	}

	/** Leaves the current presentation out of everything, with the reason. */
	voidCurrent(reason: string): void {
		const [chart, current] = [this.chart, this.current];
		if (chart === null || current === null) return;
		const { presentation } = current;
		void this.#view.propose('presentation-voided', { chart: chart.chart, presentation, reason });
	}

	/** Pauses or goes on. Recording never stops in a pause. */
	togglePause(): void {
		const at = this.#view.now();
		const { chart } = this;
		if (chart === null) return;
		if (this.isPaused)
			void this.#view.propose('chart-resumed', { chart: chart.chart, sample: null }, at);
		else
			void this.#view.propose('chart-paused', { chart: chart.chart, sample: null, reason: '' }, at);
	}

	/** Ends the chart; the recorder closes the file when the event is in the log. */
	async stop(reason: EventData<'chart-stopped'>['reason'], note = ''): Promise<void> {
		const at = this.#view.now();
		const { chart } = this;
		if (chart !== null)
			await this.#view.propose('chart-stopped', { chart: chart.chart, reason, note }, at);
	}

	#announce(chart: Chart, what: 'X' | 'XX', at: EventTime): void {
		this.#mark('chart-announced', { chart: chart.chart, what, sample: null }, at, what);
	}

	#mark<T extends EventType>(type: T, data: EventData<T>, at: EventTime, claim: string): void {
		const key = `${this.chart?.chart ?? 0}-${claim}`;
		if (this.#claimed.has(key)) return;
		this.#claimed.add(key);
		// until the event is in the log, or was refused and may be tried again
		void this.#view.propose(type, data, at).finally(() => this.#claimed.delete(key));
	}
}
