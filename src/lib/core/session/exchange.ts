/**
 * What a browser and the server say to each other about events, outside the stream.
 *
 * `POST /api/sessions/ID/events` takes `eventBatch` and answers `batchAnswer`: one result per event, in order.
 * An event that is in the log already answers with its number again. `GET /api/clock` answers `clockReading`.
 *
 * @module
 */
import { z } from 'zod';
import { channelSpec } from '../recording/recorder-messages.ts';
import { bilingualText } from '../text.ts';
import type { ProposedEvent } from './event.ts';

/** Most events sent at once. */
export const LARGEST_BATCH = 50;

/** Events in the order in which they were made. */
export interface EventBatch {
	readonly events: readonly ProposedEvent[];
}

/** A no that repeating will not change. */
export const refusal = z.object({
	code: z.string(),
	message: z.string(),
	/** Gates that are not met, by id. */
	missing: z.array(z.string()).optional()
});

const eventResult = z.union([
	z.object({ id: z.string(), ok: z.literal(true), seq: z.number().int().min(1) }),
	refusal.extend({ id: z.string(), ok: z.literal(false) })
]);
export type EventResult = z.infer<typeof eventResult>;

/** One result for each event that was looked at; fewer than sent = the rest has to be sent again. */
export const batchAnswer = z.object({ results: z.array(eventResult) });

/** The workstation's clocks, read together. */
export const clockReading = z.object({
	monotonicS: z.number(),
	utcMs: z.number(),
	/** Clock seconds per real second; more than 1 only where a test lets the clock run faster. */
	rate: z.number().min(1).default(1)
});

/** `GET /api/sessions/ID/recordings/CHART`: how counts become values, and how many samples are on disk. */
export const recordingFacts = z.object({
	rateHz: z.number(),
	samples: z.number().int(),
	/** Names what was sealed, so that a copy of it can be kept; null = it may still grow. */
	sealedAs: z.string().nullable().default(null),
	channels: z.array(
		z.object({
			name: z.string(),
			unit: z.string(),
			digitalMin: z.number(),
			digitalMax: z.number(),
			physicalMin: z.number(),
			physicalMax: z.number()
		})
	)
});
export type RecordingFacts = z.infer<typeof recordingFacts>;

/** `GET /api/recorder/device`: the device that is open; null = none. */
export const openedDevice = z
	.object({ profile: z.string(), rateHz: z.number(), channels: z.array(channelSpec) })
	.nullable();
export type OpenedDevice = z.infer<typeof openedDevice>;

/** `GET /api/recorder/profiles`: the instruments a laboratory has profiles of. */
export const profileList = z.array(
	z.object({
		id: z.string(),
		title: bilingualText,
		virtual: z.boolean(),
		note: bilingualText.optional()
	})
);
export type ProfileList = z.infer<typeof profileList>;
