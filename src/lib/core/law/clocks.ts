/**
 * The clocks of the law: how long somebody has been here, is questioned, has not rested or eaten.
 *
 * @module
 */

/** How somebody came to be here, or is held. */
export const measures = ['none', 'summons', 'compelled', 'detained', 'arrested'] as const;
/** One of them. */
export type Measure = (typeof measures)[number];

/** What a break is for. */
export const breakKinds = ['rest', 'meal', 'medicine', 'counsel', 'toilet'] as const;
/** One of them. */
export type BreakKind = (typeof breakKinds)[number];

/** A break as the clocks see it. */
export interface ClockBreak {
	readonly kind: BreakKind;
	/** ISO 8601 UTC. */
	readonly at: string;
	/** Null while it goes on. */
	readonly endedAt: string | null;
}

/** How somebody came and what they had of rest; times ISO 8601 UTC, null = there is none or it is not known. */
export interface Arrival {
	readonly arrivedAt: string | null;
	readonly detainedAt: string | null;
	readonly lastSummonsEndedAt: string | null;
	readonly lastMealAt: string | null;
	/** Longest uninterrupted rest in the 24 h before [h]. */
	readonly longestRestHours: number;
	/** Questioning elsewhere in the 24 h before [min]. */
	readonly questionedMinutes: number;
}

/** What the clocks run on. */
export interface ClockBasis<B extends ClockBreak> {
	/** Null = nobody asked yet. */
	readonly custody: Arrival | null;
	readonly breaks: readonly B[];
	/** When questioning began; null = not yet. */
	readonly startedAt: string | null;
}

/** The country has one legal time, Beijing time [h before UTC]. */
const LEGAL_TIME_HOURS = 8;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Shortest break after which questioning counts as begun anew [min]. Laboratory default: the law has no number. */
export const SHORTEST_BREAK_MINUTES = 15;

/** What the clocks show; null = the moment they run from is not known, or does not apply. */
export interface Clocks<B extends ClockBreak = ClockBreak> {
	/** Since rights were read, breaks included [min]. */
	readonly elapsedMinutes: number | null;
	/** Questioning without a break that counts [min]; shorter breaks are not questioning. */
	readonly sinceBreakMinutes: number | null;
	/** Questioning in the last 24 h, here and before [min]. */
	readonly questionedMinutes24h: number | null;
	readonly sinceArrivalHours: number | null;
	readonly sinceDetentionHours: number | null;
	readonly sinceLastSummonsHours: number | null;
	readonly sinceMealHours: number | null;
	/** Longest rest in 24 h, as it was found before the interview or had since [h]. */
	readonly longestRestHours: number | null;
	/** The break that goes on. */
	readonly openBreak: B | null;
}

interface Span {
	readonly from: number;
	readonly to: number;
}

/**
 * The clocks at a moment.
 *
 * @param nowMs ms since 1970; before the start of the interview nothing has elapsed
 */
export function clocksOf<B extends ClockBreak>(
	{ custody, breaks, startedAt }: ClockBasis<B>,
	nowMs: number
): Clocks<B> {
	const since = (at: string | null | undefined): number | null =>
		at === null || at === undefined ? null : Math.max(0, nowMs - Date.parse(at));
	const hours = (at: string | null | undefined): number | null => scaled(since(at), HOUR);
	const lastMealAt = custody?.lastMealAt ?? null;
	const startMs = startedAt === null ? null : Math.min(Date.parse(startedAt), nowMs);
	const spans = breaks.map((one) => spanOf(one, nowMs));
	const meals = breaks.flatMap((one) => (one.kind === 'meal' ? [spanOf(one, nowMs).to] : []));
	const lastMeal = [...meals, ...(lastMealAt === null ? [] : [Date.parse(lastMealAt)])];
	const rest = [custody?.longestRestHours, ...spans.map(({ from, to }) => (to - from) / HOUR)];
	return {
		elapsedMinutes: startMs === null ? null : (nowMs - startMs) / MINUTE,
		sinceBreakMinutes: startMs === null ? null : continuous(startMs, spans, nowMs) / MINUTE,
		questionedMinutes24h:
			startMs === null
				? null
				: (custody?.questionedMinutes ?? 0) +
					questioned({ from: Math.max(startMs, nowMs - DAY), to: nowMs }, spans) / MINUTE,
		sinceArrivalHours: hours(custody?.arrivedAt),
		sinceDetentionHours: hours(custody?.detainedAt),
		sinceLastSummonsHours: hours(custody?.lastSummonsEndedAt),
		sinceMealHours:
			lastMeal.length === 0 ? null : Math.max(0, nowMs - Math.max(...lastMeal)) / HOUR,
		longestRestHours: custody === null ? null : Math.max(...rest.map((one) => one ?? 0)),
		openBreak: breaks.find(({ endedAt }) => endedAt === null) ?? null
	};
}

const scaled = (ms: number | null, unit: number): number | null => (ms === null ? null : ms / unit);

function spanOf({ at, endedAt }: ClockBreak, nowMs: number): Span {
	const from = Math.min(Date.parse(at), nowMs);
	return {
		from,
		to: Math.max(from, Math.min(nowMs, endedAt === null ? nowMs : Date.parse(endedAt)))
	};
}

/** Questioning since the end of the last break that counts [ms]. */
function continuous(startMs: number, breaks: readonly Span[], nowMs: number): number {
	const counting = breaks.filter(({ from, to }) => to - from >= SHORTEST_BREAK_MINUTES * MINUTE);
	const from = Math.max(startMs, ...counting.map(({ to }) => to));
	return questioned({ from, to: nowMs }, breaks);
}

/** A stretch of time without the breaks in it [ms]. */
function questioned({ from, to }: Span, breaks: readonly Span[]): number {
	const pauses = breaks.map((one) => Math.max(0, Math.min(to, one.to) - Math.max(from, one.from)));
	return Math.max(0, to - from - pauses.reduce((sum, pause) => sum + pause, 0));
}

/** Hour of the day in legal time [0…23]. */
export function legalHour(ms: number): number {
	return new Date(ms + LEGAL_TIME_HOURS * HOUR).getUTCHours();
}
