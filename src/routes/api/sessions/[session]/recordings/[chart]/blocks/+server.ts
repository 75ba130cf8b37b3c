import { z } from 'zod';
import { LabError } from '#lib/core/errors.ts';
import { getLab } from '#lib/server/lab.ts';
import { chartOf, readBlocks } from '#lib/server/recording-files.ts';
import { sessionFor } from '../../../../../../session.server.ts';
import type { RequestHandler } from './$types';

const range = z.object({
	chart: z.coerce.number().int().min(1).max(99),
	from: z.coerce.number().int().min(0).default(0),
	to: z.coerce.number().int().min(0).default(Number.MAX_SAFE_INTEGER)
});

/**
 * Samples of a chart as block packets, at most ten minutes at once; ask again from where the last block ends.
 */
export const GET: RequestHandler = async (event) => {
	const { session } = await sessionFor(event, event.params.session);
	const asked = range.safeParse({
		...Object.fromEntries(event.url.searchParams),
		chart: event.params.chart
	});
	if (!asked.success) throw new LabError('request/body', z.prettifyError(asked.error));
	const { events, dataFolder } = getLab();
	const chart = chartOf(await events.stateOf(session.id), asked.data.chart);
	const blocks = await readBlocks(dataFolder, chart, asked.data);
	return new Response(blocks.slice(), {
		headers: { 'content-type': 'application/octet-stream' }
	});
};
