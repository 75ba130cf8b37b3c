/**
 * The work list of whoever asks.
 *
 * @module
 */
import type { RequestEvent } from '@sveltejs/kit';
import type { WorkItem } from '#lib/core/work/work-item.ts';
import { workList } from '#lib/core/work/work-list.ts';
import { getLab } from '#lib/server/lab.ts';
import { momentOf } from '#lib/server/laboratory/context.ts';
import { gatherWork } from '#lib/server/work/gather-work.ts';
import { laboratoryContext, whoAsks } from './laboratory.server.ts';
import { scoringContext } from './scoring.server.ts';

/** What waits for whoever asks, and what is blocked by whom. */
export async function workOf(event: Pick<RequestEvent, 'locals'>): Promise<WorkItem[]> {
	const viewer = whoAsks(event);
	const laboratory = laboratoryContext();
	const { cases, isDemonstration } = getLab();
	const context = { cases, laboratory, scoring: scoringContext() };
	const demonstration = await isDemonstration();
	const sources = await gatherWork({ ...context, demonstration }, viewer);
	return workList(sources, viewer, momentOf(laboratory));
}
