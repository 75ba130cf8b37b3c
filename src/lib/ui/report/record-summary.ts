/**
 * What the report says of the log and of the measurements, in figures.
 *
 * @module
 */
import type { Actor, EventData, EventType, SessionEvent } from '#lib/core/session/event.ts';

type Measurement = EventData<'chart-measured'>['measurements'][number];

/** Somebody who recorded something in this session. */
export interface Participant {
	readonly id: string;
	readonly role: Actor['role'];
	readonly records: number;
	/** Wall clock, ISO 8601 UTC. */
	readonly first: string;
	readonly last: string;
}

/** Everybody in the log, in order of appearance; one line for each role somebody acted in. */
export function participants(events: readonly SessionEvent[]): Participant[] {
	const found = new Map<string, Participant>();
	for (const { actor, at } of events) {
		if (actor.role === 'system') continue;
		const key = `${actor.role}/${actor.id}`;
		const known = found.get(key) ?? { ...actor, records: 0, first: at.utc, last: at.utc };
		found.set(key, { ...known, records: known.records + 1, last: at.utc });
	}
	return [...found.values()];
}

/** The last event of a type; null = there is none. */
export function lastOf<T extends EventType>(
	events: readonly SessionEvent[],
	type: T
): Extract<SessionEvent, { readonly type: T }> | null {
	const found = events.findLast((event) => event.type === type);
	return (found ?? null) as Extract<SessionEvent, { readonly type: T }> | null;
}

/** How much of a channel could be used. */
export interface ChannelQuality {
	readonly channel: string;
	readonly feature: string;
	readonly measured: number;
	readonly usable: number;
	/** 0 worst … 1 best, mean over all measurements. */
	readonly meanQuality: number;
	readonly reasons: readonly { readonly code: string; readonly count: number }[];
}

/** One line for each channel, in the order of the measurements. */
export function channelQuality(rows: readonly Measurement[]): ChannelQuality[] {
	return [...new Set(rows.map(({ channel }) => channel))].map((channel) => {
		const own = rows.filter((row) => row.channel === channel);
		const codes = own.map(({ exclusion }) => exclusion).filter((code) => code !== '');
		return {
			channel,
			feature: own[0]?.feature ?? '',
			measured: own.length,
			usable: own.filter(({ value }) => value !== null).length,
			meanQuality: own.reduce((sum, { quality }) => sum + quality, 0) / own.length,
			reasons: [...new Set(codes)].map((code) => ({
				code,
				count: codes.filter((one) => one === code).length
			}))
		};
	});
}
