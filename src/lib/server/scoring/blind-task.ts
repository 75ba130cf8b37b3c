/**
 * What a blind scorer's page is made of: traces, marks, and the laboratory's words about scoring. Nothing else.
 *
 * @module
 */
import type { ProtocolValue } from '#lib/core/protocols/kinds.ts';
import type { Chart } from '#lib/core/session/state.ts';
import { blindView, type BlindView } from '#lib/core/sheet/blind-view.ts';
import type { MeasurementSettings } from '#lib/core/signal/measure/settings.ts';
import { sheetScale } from '#lib/scoring/sheet-technique.ts';
import type { CaseUser } from '../cases/cases.ts';
import { sessionMeasurement } from '../events/session-measurement.ts';
import { readSessionProtocols } from '../events/session-values.ts';
import { chartOf } from '../recording-files.ts';
import { taskNotFound, type ScoringContext } from './context.ts';
import { findTask } from './tasks.ts';

/** A task as its page shows it. */
export interface BlindTask {
	readonly view: BlindView;
	readonly status: 'open' | 'committed';
	readonly texts: {
		readonly artifacts: ProtocolValue<'artifacts'>;
		readonly scoringProcedure: ProtocolValue<'scoring-procedure'>;
		/** Windows, filters and limits of the measurement. */
		readonly measurement: MeasurementSettings;
		/** How long an item takes to be read out [s]: the end of one whose end was not marked. */
		readonly readingS: number;
	};
}

/**
 * Reads a task for its person.
 *
 * @throws {LabError} `scoring/not-found` (404) for everybody else, and when it was withdrawn
 */
export async function readBlindTask(
	context: ScoringContext,
	user: CaseUser,
	task: string
): Promise<BlindTask> {
	const { state, status } = await findTask(context, user, task);
	const protocols = await readSessionProtocols(context.database.db, state);
	const { one } = protocols;
	const scoringProcedure = one('scoring-procedure');
	return {
		view: blindView(state, task, { scale: sheetScale(one('technique'), scoringProcedure) }),
		status,
		texts: {
			artifacts: one('artifacts'),
			scoringProcedure,
			measurement: sessionMeasurement(protocols),
			readingS: one('technique').timing.readingS.value
		}
	};
}

/**
 * A sealed chart of a task, for its samples.
 *
 * @throws {LabError} `scoring/not-found` (404)
 */
export async function blindChartOf(
	context: ScoringContext,
	user: CaseUser,
	{ task, chart }: { readonly task: string; readonly chart: number }
): Promise<Chart> {
	const { state } = await findTask(context, user, task);
	const found = chartOf(state, chart);
	if (found.status !== 'sealed') throw taskNotFound();
	return found;
}
