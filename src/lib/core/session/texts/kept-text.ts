/**
 * What the state keeps of every free text that was written.
 *
 * @module
 */
import type { EventType } from '../event.ts';

/** A text as the state keeps it. */
export interface KeptText {
	/** Number of the event. */
	readonly seq: number;
	readonly eventId: string;
	readonly type: EventType;
	/** Field of the schema, such as `items[].text`. */
	readonly field: string;
	/** Where it stands in the event's data, such as `items[2].text`. */
	readonly path: string;
	readonly text: string;
	/** What the event says something of, such as `fact:F-3`; null = the words stand for themselves. */
	readonly subject: string | null;
	/** Whether no later event took its place; what was replaced leaves with the sealed log all the same. */
	readonly isCurrent: boolean;
}
