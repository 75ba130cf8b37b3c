import { blindChartOf } from '#lib/server/scoring/blind-task.ts';
import { answerBlocks } from '../../../../../../blocks.server.ts';
import { scorerOf, scoringContext } from '../../../../../../scoring.server.ts';
import type { RequestHandler } from './$types';

/** Samples of a chart as block packets, at most ten minutes at once. */
export const GET: RequestHandler = async (event) => {
	const { task } = event.params;
	const user = scorerOf(event);
	return answerBlocks(event, event.params.chart, (chart) =>
		blindChartOf(scoringContext(), user, { task, chart })
	);
};
