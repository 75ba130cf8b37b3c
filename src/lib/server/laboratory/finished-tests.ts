/**
 * The tests of the laboratory, as quality review and statistics need them.
 *
 * @module
 */
import {
	participants,
	summariseSession,
	type SessionSummary
} from '#lib/core/laboratory/session-summary.ts';
import type { LaboratoryContext } from './context.ts';
import { neverSealed } from '../retention/visible.ts';
import { unlessDestroyed } from '../keys/unless-destroyed.ts';

/** A test, who took part in it, and who opened it. */
export interface TestOfLaboratory {
	readonly summary: SessionSummary;
	readonly participants: ReadonlySet<string>;
	readonly createdBy: string;
}

/** Every test of cases that were never sealed, the oldest first. */
export async function testsOfLaboratory({
	database,
	events
}: Pick<LaboratoryContext, 'database' | 'events'>): Promise<TestOfLaboratory[]> {
	const rows = await database.db
		.selectFrom('test_session')
		.select(['id', 'created_by'])
		.where(neverSealed('test_session.case_id'))
		.orderBy('created_ms')
		.orderBy('id')
		.execute();
	const tests: TestOfLaboratory[] = [];
	// one after the other: a log may be long, and only its figures are kept
	for (const { id, created_by: createdBy } of rows) {
		const log = await unlessDestroyed(() => events.allEvents(id), null);
		if (log === null) continue;
		tests.push({
			...{ summary: summariseSession(log, id), participants: participants(log), createdBy }
		});
	}
	return tests;
}
