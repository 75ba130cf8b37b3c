import { sha256Hex } from '#lib/core/audit/hash.ts';
import { readFacts } from '#lib/server/recording-files.ts';
import { blindChartOf } from '#lib/server/scoring/blind-task.ts';
import { scorerOf, scoringContext } from '../../../../../scoring.server.ts';
import type { RequestHandler } from './$types';

/** How the counts of a chart's recording become values. */
export const GET: RequestHandler = async (event) => {
	const place = { task: event.params.task, chart: Number(event.params.chart) };
	const context = scoringContext();
	const chart = await blindChartOf(context, scorerOf(event), place);
	const facts = await readFacts(context.dataFolder, chart);
	// the recording's own hash stands in reports: whoever has seen one would know the case
	const sealedAs = facts.sealedAs && sha256Hex(`${place.task} ${facts.sealedAs}`);
	return Response.json({ ...facts, sealedAs });
};
