import { notFound } from '#lib/server/http.ts';
import { getLab, software } from '#lib/server/lab.ts';
import { chartOf } from '#lib/server/recording-files.ts';
import { sessionFor } from '../../../../../../session.server.ts';
import type { PageServerLoad } from './$types';

/** The number of a chart of this session, and which program prints it. */
export const load: PageServerLoad = async (event) => {
	const { session } = await sessionFor(event, event.params.session);
	const number = Number(event.params.chart);
	if (!Number.isInteger(number)) throw notFound();
	const { chart } = chartOf(await getLab().events.stateOf(session.id), number);
	return { chart, software };
};
