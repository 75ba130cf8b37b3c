/**
 * The one word about the recording. A recording that is not certainly good and whole is never called recording.
 *
 * @module
 */
import type { Connection } from '#lib/browser/stream.ts';
import type { RecorderHealth } from '#lib/core/recording/recorder-messages.ts';

/** From best to worst is no order here: each says something else to do. */
export type HealthWord =
	| 'recording'
	| 'incomplete'
	| 'not-recording'
	| 'stalled'
	| 'not-written'
	| 'spilled'
	| 'lost'
	| 'no-contact'
	| 'elsewhere';

/** What is looked at. */
export interface HealthFacts {
	readonly connection: Connection;
	readonly health: RecorderHealth | null;
	readonly sessionId: string;
	/** Whether the log says a chart is running. */
	readonly isChartRunning: boolean;
	/** Seconds since the number of samples on disk last grew; null = not known. */
	readonly unwrittenS: number | null;
}

/** Data are written every second; after this long without, something is wrong [s]. */
const LONGEST_UNWRITTEN_S = 5;

/** The word for what is happening now. */
export function healthWord(facts: HealthFacts): HealthWord {
	const { connection, health, sessionId, isChartRunning, unwrittenS } = facts;
	if (connection !== 'live') return 'no-contact';
	// the recorder is gone: a running chart is not being recorded as far as anyone knows
	if (health === null) return isChartRunning ? 'lost' : 'no-contact';
	const { recording, device } = health;
	if (recording === null) return 'not-recording';
	if (recording.sessionId !== sessionId) return 'elsewhere';
	if (device === 'lost' || device === 'closed') return 'lost';
	if (device === 'stalled' || device === 'opening') return 'stalled';
	const isLate = unwrittenS !== null && unwrittenS > LONGEST_UNWRITTEN_S;
	if (isLate) return 'not-written';
	// written, though not where it belongs
	if (recording.spilled?.problem === null) return 'spilled';
	if (recording.problem !== null) return 'not-written';
	// it goes on well, but what was lost stays lost: never again the plain word for this chart
	return recording.lost > 0 || recording.gaps > 0 ? 'incomplete' : 'recording';
}
