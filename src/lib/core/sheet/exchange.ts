/**
 * What a browser and the server say to each other about score sheets and single measurements.
 *
 * @module
 */
import { z } from 'zod';
import { roles } from '../session/event.ts';
import { seats } from './sheet.ts';

const sample = z.number().int().min(0);

/** How a blind scorer's task stands; `withdrawn` = somebody else scores, or the case became theirs. */
export const taskStatuses = ['open', 'committed', 'withdrawn'] as const;

/** `GET /api/scoring`: the asker's own tasks, newest first. Nothing of a case is in it. */
export const scoringTasks = z.object({
	tasks: z.array(
		z.object({
			task: z.string(),
			seat: z.enum(seats),
			/** When it was given, ms since 1970. */
			createdMs: z.number(),
			status: z.enum(taskStatuses)
		})
	)
});
/** One task of a person. */
export type ScoringTask = z.infer<typeof scoringTasks>['tasks'][number];

/** `GET /api/sessions/ID/scorers`: who may be named to score blind, and what those who score are called. */
export const scorerCandidates = z.object({
	candidates: z.array(z.object({ id: z.string(), name: z.string(), role: z.enum(roles) })),
	named: z.array(z.object({ id: z.string(), name: z.string() }))
});
/** Both lists. */
export type ScorerList = z.infer<typeof scorerCandidates>;
/** Somebody who may be named. */
export type ScorerCandidate = ScorerList['candidates'][number];

/** An event was written. */
export const written = z.object({ seq: z.number().int().min(1) });
/** `POST /api/sessions/ID/scorers`: somebody was named. */
export const namedScorer = written.extend({ task: z.string() });

/** `GET /api/sessions/ID/caliper`: the value between two samples, in the unit of the feature. */
export const caliperReading = z.object({ value: z.number() });

/** Where a caliper lies: a presentation on a channel, and two samples in order. */
export const caliperPlace = z.strictObject({
	chart: z.number().int().min(1),
	presentation: z.number().int().min(1),
	channel: z.string().min(1).max(80),
	from: sample,
	to: sample
});
/** See `caliperPlace`. */
export type CaliperPlace = z.infer<typeof caliperPlace>;
