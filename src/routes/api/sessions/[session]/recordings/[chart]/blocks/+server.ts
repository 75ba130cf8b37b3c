import { getLab } from '#lib/server/lab.ts';
import { chartOf } from '#lib/server/recording-files.ts';
import { answerBlocks } from '../../../../../../blocks.server.ts';
import { samplesFor } from '../../../../../../session.server.ts';
import type { RequestHandler } from './$types';

/**
 * Samples of a chart as block packets, at most ten minutes at once; ask again from where the last block ends.
 */
export const GET: RequestHandler = async (event) => {
	const { session } = await samplesFor(event, event.params.session);
	return answerBlocks(event, event.params.chart, async (chart) =>
		chartOf(await getLab().events.stateOf(session.id), chart)
	);
};
