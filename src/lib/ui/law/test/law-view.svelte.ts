/**
 * What the law says to a session on a page: asked anew every minute and with every event.
 *
 * @module
 */
import {
	nextSessionLimit,
	sessionFindings,
	type LawContext,
	type SessionFinding
} from '#lib/core/session/law/law-findings.ts';
import { logFacts, sessionClocks, sessionFacts } from '#lib/core/session/law/law-facts.ts';
import { momentsOfStep } from '#lib/core/session/law/moments.ts';
import type { SessionLaw } from '#lib/core/session/law/session-law.ts';
import type { EventData } from '#lib/core/session/event.ts';
import type { StepId } from '#lib/core/session/payloads-conclusion.ts';
import { leavingFindings } from '#lib/core/session/texts/leaving-findings.ts';
import type { SessionView } from '../../session/session-view.svelte.ts';

const MINUTE = 60_000;

/** The law beside one step. */
export class LawView {
	readonly #view: SessionView;
	readonly #step: () => StepId;
	#nowMs = $state(0);
	/** Why the last act was refused, translated; empty = it was not. */
	refused = $state('');

	readonly #context = $derived.by((): LawContext => {
		const { law = null, outside = {} } = this.#view.data;
		return { law, outside, nowMs: this.#nowMs };
	});
	readonly #findings = $derived.by(() =>
		sessionFindings(this.#view.state, this.#context, momentsOfStep[this.#step()])
	);
	readonly #texts = $derived.by(() =>
		leavingFindings(this.#view.state, this.#context.law).filter(({ text }) =>
			this.#step() === 'question-drafting' ? text.voice === 'planned' : text.voice !== 'planned'
		)
	);

	constructor(view: SessionView, step: () => StepId) {
		this.#view = view;
		this.#step = step;
		this.look();
	}

	/** Looks at the clock. */
	look(): void {
		const nowMs = Date.parse(this.#view.now().utc);
		// within the minute nothing a rule asks for has changed by time alone
		this.#nowMs = Math.max(Math.floor(nowMs / MINUTE) * MINUTE, this.#lastMs());
	}

	/** What was just written may lie within this minute. */
	#lastMs(): number {
		const { breaks, startedAt } = this.#view.state.law;
		const times = breaks.map(({ at, endedAt }) => endedAt ?? at);
		return Math.max(0, ...[...times, ...(startedAt === null ? [] : [startedAt])].map(Date.parse));
	}

	/** Null = the session was opened without rules. */
	get law(): SessionLaw | null {
		return this.#context.law;
	}
	get nowMs() {
		return this.#nowMs;
	}
	/** Rules that speak up at the moments of the step, those set aside too. */
	get findings(): readonly SessionFinding[] {
		return this.#findings;
	}
	/** What is said against wording that leaves; at the list, against what will be said to the person. */
	get texts() {
		return this.#texts;
	}
	/** Everything known, and what the log says by itself: that cannot be answered otherwise. */
	get facts() {
		return sessionFacts(
			this.#view.state,
			this.law?.facts ?? [],
			this.#nowMs,
			this.#context.outside
		);
	}
	get fixed() {
		return { ...this.#context.outside, ...logFacts(this.#view.state, this.#nowMs) };
	}
	get clocks() {
		return sessionClocks(this.#view.state, this.#nowMs);
	}
	get limit() {
		return nextSessionLimit(this.#view.state, this.#context);
	}
	/** A block of a clock that stands. */
	get reached() {
		return sessionFindings(this.#view.state, this.#context, ['live']).find(
			({ rule, setAside }) =>
				rule.severity === 'block' &&
				setAside === null &&
				rule.inputs.some((input) => input.startsWith('clock.'))
		)?.rule;
	}

	/** Records something of the law; settles with whether it was taken. */
	async tell<
		T extends
			| 'law-answered'
			| 'law-times-recorded'
			| 'law-noted'
			| 'law-overridden'
			| 'rest-begun'
			| 'rest-ended'
	>(type: T, data: EventData<T>): Promise<boolean> {
		const outcome = await this.#view.propose(type, data);
		this.refused = outcome.ok ? '' : outcome.text;
		this.look();
		return outcome.ok;
	}
}
