import { notFound } from '#lib/server/http.ts';
import { getLab } from '#lib/server/lab.ts';
import { chartOf, readFacts } from '#lib/server/recording-files.ts';
import { samplesFor } from '../../../../../session.server.ts';
import type { RequestHandler } from './$types';

/** How the counts of a chart's recording become values, and how much of it is on disk. */
export const GET: RequestHandler = async (event) => {
	const { session } = await samplesFor(event, event.params.session);
	const number = Number(event.params.chart);
	if (!Number.isInteger(number)) throw notFound();
	const { events, dataFolder } = getLab();
	const chart = chartOf(await events.stateOf(session.id), number);
	return Response.json(await readFacts(dataFolder, chart));
};
