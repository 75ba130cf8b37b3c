/**
 * An event's type as words: message `kit_event_<type with underscores>`.
 *
 * @module
 */
import type { EventType } from '#lib/core/session/event.ts';
import { m } from '#lib/paraglide/messages.js';

/** What happened, in the language of the page. */
export function eventName(type: EventType): string {
	const words = m as unknown as Readonly<Record<string, (() => string) | undefined>>;
	return words[`kit_event_${type.replaceAll('-', '_')}`]?.() ?? type;
}
