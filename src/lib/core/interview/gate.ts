/**
 * What stands before every rating and above all guidance: rights, fitness, recording, and signs of harm.
 *
 * @module
 */
import type { GridFrame } from '../grid/cell.ts';
import type { InterviewState } from './interview-state.ts';

/** What is missing before anything is rated or shown. */
export type GateObstacle =
	| 'not-recorded'
	| 'rights'
	| 'understanding'
	| 'interpreter'
	| 'appropriate-adult'
	| 'fitness'
	| 'recording'
	| 'baseline';

/** Shortest neutral talk, and fewest neutral questions. @source interview reference §3.1 */
const BASELINE = { minutes: 5, questions: 5 };

/** What is missing now, in the order in which it is asked. */
export function gateObstacles({ gate, baseline }: InterviewState): GateObstacle[] {
	if (gate === null) return ['not-recorded'];
	const hasBaseline =
		baseline !== null &&
		baseline.minutes >= BASELINE.minutes &&
		baseline.neutralQuestions >= BASELINE.questions;
	const all: readonly (readonly [GateObstacle, boolean])[] = [
		['rights', !gate.rightsRead],
		['understanding', !gate.rightsTaughtBack],
		['interpreter', gate.interpreter === 'missing'],
		['appropriate-adult', gate.appropriateAdult === 'missing'],
		['fitness', !gate.fit],
		['recording', gate.recordingReference === ''],
		['baseline', !hasBaseline]
	];
	return all.filter(([, isMissing]) => isMissing).map(([obstacle]) => obstacle);
}

/** Whether the interview must pause or stop. */
export interface Alarm {
	readonly level: 'none' | 'pause' | 'stop';
	/** Safeguard items that raised it. */
	readonly items: readonly string[];
}

/**
 * The alarm of what was handed in since the last answer: whichever rater saw a sign, it counts.
 *
 * @source interview reference §2.11: any 3 = stop, any 2 = break and hide guidance; some signs are a 3 at once
 */
export function alarmOf(
	{ slices, coding, answeredSeq }: InterviewState,
	{ safeguards }: GridFrame
): Alarm {
	const anySign = new Set(safeguards.items.flatMap((one) => (one.anySignStops ? [one.id] : [])));
	const seen = [...slices, ...coding.withheld]
		.filter(({ seq }) => seq > answeredSeq)
		.flatMap((slice) => slice.safeguards)
		.map(({ item, value }) => ({ item, value: anySign.has(item) && value > 0 ? 3 : value }));
	const of = (least: number) => [
		...new Set(seen.filter(({ value }) => value >= least).map(({ item }) => item))
	];
	const stop = of(safeguards.stopFrom.value);
	if (stop.length > 0) return { level: 'stop', items: stop };
	const pause = of(safeguards.pauseFrom.value);
	return pause.length > 0 ? { level: 'pause', items: pause } : { level: 'none', items: [] };
}
