/**
 * Records of case psychology and of the interview after the test as the state keeps them.
 *
 * @module
 */
import type { EventData, EventTime } from './event.ts';
import type { DetailStanding } from './payloads-post-test.ts';

/** A detail that came up after the test. */
export type RecordedDetail = EventData<'detail-recorded'> & {
	readonly at: EventTime;
	/** By the knowledge matrix of the moment it was recorded. */
	readonly standing: DetailStanding;
	readonly checked:
		(Omit<EventData<'detail-checked'>, 'detailId'> & { readonly at: EventTime }) | null;
};

/** A lead to follow. */
export type RecordedLead = EventData<'lead-recorded'> & {
	readonly at: EventTime;
	readonly closed: (Omit<EventData<'lead-closed'>, 'leadId'> & { readonly at: EventTime }) | null;
};
