/**
 * The examiner's console of a running chart: what comes next, when it may be done, and the marks.
 *
 * It reads the foreseen state, so that a test goes on at its pace while the server is away; what is not confirmed yet
 * is shown as such. The time of a mark is taken at the key press, before anything else.
 *
 * @module
 */
import type { EventData, EventTime, EventType } from '#lib/core/session/event.ts';
import { isFormal } from '#lib/core/session/formal-charts.ts';
import type { Chart, Presentation } from '#lib/core/session/state.ts';
import type { SessionView } from '../../session/session-view.svelte.ts';
import { cueOf, repeatableIn, type Cue } from './cue.ts';
import { Delivery, type Heard } from './delivery.svelte.ts';
import { lastAsked, nextAction, type NextAction, type Pace } from './next-action.ts';

/** The clock on the page is drawn this often [ms]. */
const TICK_MS = 100;

/** The running chart of a session; null while there is none. */
export class TestConsole {
	readonly #view: SessionView;
	/** How items are put to the person. */
	readonly delivery: Delivery;
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
	/** Times of the technique, or of the acquaintance chart. */
	readonly pace = $derived.by((): Pace => {
		const { technique, acquaintance } = this.#view.data.texts;
		const own = this.chart !== null && !isFormal(this.chart) ? (acquaintance ?? null) : null;
		if (own !== null) return own.timing;
		const { baselineS, minimumIntervalS, longestIntervalS, closingS } = technique.timing;
		return {
			baselineS: baselineS.value,
			minimumIntervalS: minimumIntervalS.value,
			longestIntervalS: longestIntervalS.value,
			closingS: closingS.value
		};
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
		this.delivery = new Delivery(view);
		$effect(() => {
			const timer = setInterval(() => (this.#nowS = view.clock.monotonicS()), TICK_MS);
			return () => clearInterval(timer);
		});
	}

	/** Seconds since the pause began; null = it is not paused. */
	get pausedS(): number | null {
		const at = this.isPaused ? (this.chart?.pauses.at(-1)?.from.monotonicS ?? null) : null;
		return at === null || this.#nowS === null ? null : Math.max(0, this.#nowS - at);
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
		else if (next.what === 'ask' && presentation !== null && !this.isPaused)
			this.#ask(presentation, at);
	}

	/** The words of a presentation of this chart. */
	cueOf(presentation: Presentation | null): Cue | null {
		if (this.chart === null || presentation === null) return null;
		return cueOf(this.#view.state, this.chart, presentation, this.delivery.choice);
	}

	/** Read out: marked at the key press. Shown or played: marked when and if it was. */
	#ask(presentation: Presentation, at: EventTime): void {
		const cue = this.cueOf(presentation);
		if (cue === null || this.delivery.isBusy) return;
		const { chart, presentation: number } = presentation;
		if (cue.way === 'room') this.#markAsked(presentation, at);
		else if (cue.way === 'screen') void this.delivery.show({ chart, presentation: number });
		else void this.#say(cue, cue.way);
	}

	async #say({ presentation, stem, item }: Cue, way: 'recorded' | 'voice'): Promise<void> {
		const isNew = this.current?.questionId !== presentation.questionId;
		const heard = await this.delivery.say(item, isNew ? stem : '', way);
		if (heard !== null) await this.#markHeard(presentation, heard);
	}

	async #markHeard(presentation: Presentation, heard: Heard): Promise<void> {
		const { chart, presentation: number } = presentation;
		const { by, uncertaintyS } = heard;
		this.#markAsked(presentation, heard.started);
		const given = { chart, presentation: number, by, uncertaintyS };
		void this.#view.propose('stimulus-given', given, heard.started);
		const ended = await heard.ended;
		// an answer that came before has ended it already
		if (ended !== null && this.next?.what === 'end') this.endQuestion(ended);
	}

	#markAsked({ chart, presentation, questionId, itemId }: Presentation, at: EventTime): void {
		const data = { chart, presentation, questionId, itemId, sample: null };
		void this.#mark('question-asked', data, at, `ask-${presentation}`);
	}

	/** End of the question that is being read. */
	endQuestion(at: EventTime = this.#view.now()): void {
		const [chart, next] = [this.chart, this.next];
		if (chart === null || next?.what !== 'end' || next.presentation === null) return;
		const { presentation } = next.presentation;
		void this.#mark(
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
		void this.#mark('answer-marked', data, at, `answer-${presentation}`);
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

	/** Whether the last presentation can be left out. */
	get canVoid(): boolean {
		return this.current !== null && this.current.voided === null;
	}

	/** Leaves the current presentation out of everything, with the reason. */
	voidCurrent(reason: string): void {
		const [chart, current] = [this.chart, this.current];
		if (chart === null || current === null) return;
		const { presentation } = current;
		void this.#view.propose('presentation-voided', { chart: chart.chart, presentation, reason });
	}

	/** The voided presentation that would be asked again next; null = none. */
	readonly repeatable = $derived.by(() => repeatableIn(this.chart));

	/** Asks a voided presentation again at the end of the chart, for the reason it was voided. */
	repeatVoided(): void {
		const [chart, before] = [this.chart, this.repeatable];
		if (chart === null || before === null) return;
		const presentation = (chart.presentations.at(-1)?.presentation ?? 0) + 1;
		const data = { chart: chart.chart, presentation, of: before.presentation };
		const at = this.#view.now();
		const claim = `repeat-${before.presentation}`;
		void this.#mark('presentation-repeated', { ...data, reason: before.voided ?? '' }, at, claim);
	}

	/** Says why the chart is paused. */
	explainPause(reason: string): void {
		const { chart } = this;
		if (chart !== null && this.isPaused)
			void this.#view.propose('pause-explained', { chart: chart.chart, reason });
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
			await this.#mark('chart-stopped', { chart: chart.chart, reason, note }, at, 'stop');
	}

	#announce(chart: Chart, what: 'X' | 'XX', at: EventTime): void {
		void this.#mark('chart-announced', { chart: chart.chart, what, sample: null }, at, what);
	}

	async #mark<T extends EventType>(
		type: T,
		data: EventData<T>,
		at: EventTime,
		claim: string
	): Promise<void> {
		const key = `${this.chart?.chart ?? 0}-${claim}`;
		if (this.#claimed.has(key)) return;
		this.#claimed.add(key);
		try {
			await this.#view.propose(type, data, at);
		} finally {
			// in the log, or refused and may be tried again
			this.#claimed.delete(key);
		}
	}
}
