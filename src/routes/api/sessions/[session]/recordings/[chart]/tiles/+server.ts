import { getLab } from '#lib/server/lab.ts';
import { chartOf } from '#lib/server/recording-files.ts';
import { answerTiles } from '../../../../../../tiles.server.ts';
import { samplesFor } from '../../../../../../session.server.ts';
import type { RequestHandler } from './$types';

/**
 * Minimum and maximum of tiles of a sealed chart.
 */
export const GET: RequestHandler = async (event) => {
	const { session } = await samplesFor(event, event.params.session);
	return answerTiles(event, event.params.chart, async (chart) =>
		chartOf(await getLab().events.stateOf(session.id), chart)
	);
};
