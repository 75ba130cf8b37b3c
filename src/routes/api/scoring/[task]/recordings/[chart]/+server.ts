import { readFacts } from '#lib/server/recording-files.ts';
import { blindChartOf } from '#lib/server/scoring/blind-task.ts';
import { scorerOf, scoringContext } from '../../../../../scoring.server.ts';
import type { RequestHandler } from './$types';

/** How the counts of a chart's recording become values. */
export const GET: RequestHandler = async (event) => {
	const place = { task: event.params.task, chart: Number(event.params.chart) };
	const context = scoringContext();
	const chart = await blindChartOf(context, scorerOf(event), place);
	return Response.json(await readFacts(context.dataFolder, chart));
};
