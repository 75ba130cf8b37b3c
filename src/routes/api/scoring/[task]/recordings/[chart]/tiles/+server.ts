import { blindChartOf } from '#lib/server/scoring/blind-task.ts';
import { answerTiles } from '../../../../../../tiles.server.ts';
import { scorerOf, scoringContext } from '../../../../../../scoring.server.ts';
import type { RequestHandler } from './$types';

/** Minimum and maximum of tiles of a sealed chart. */
export const GET: RequestHandler = async (event) => {
	const { task } = event.params;
	const user = scorerOf(event);
	return answerTiles(event, event.params.chart, (chart) =>
		blindChartOf(scoringContext(), user, { task, chart })
	);
};
