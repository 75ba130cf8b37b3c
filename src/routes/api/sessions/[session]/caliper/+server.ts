import { z } from 'zod';
import { LabError } from '#lib/core/errors.ts';
import { caliperPlace } from '#lib/core/sheet/exchange.ts';
import { caliperValue, overrideMeasurement } from '#lib/server/charts/caliper.ts';
import { readBody } from '#lib/server/http.ts';
import { scoringContext } from '../../../../scoring.server.ts';
import { samplesFor, sessionFor } from '../../../../session.server.ts';
import type { RequestHandler } from './$types';

const number = z.coerce.number();
const query = z
	.object({ chart: number, presentation: number, channel: z.string(), from: number, to: number })
	.pipe(caliperPlace);
const order = caliperPlace.extend({ reason: z.string().trim().min(4).max(1000) });

/** The value between two samples; nothing is recorded. */
export const GET: RequestHandler = async (event) => {
	const { session, actor } = await samplesFor(event, event.params.session);
	const place = query.safeParse(Object.fromEntries(event.url.searchParams));
	if (!place.success) throw new LabError('request/body', z.prettifyError(place.error));
	const value = await caliperValue(scoringContext(), session.id, actor, place.data);
	return Response.json({ value });
};

/** The same value in the place of the automatic one. */
export const POST: RequestHandler = async (event) => {
	const { session, actor } = await sessionFor(event, event.params.session);
	const given = await readBody(event.request, order);
	const seq = await overrideMeasurement(scoringContext(), session.id, actor, given);
	return Response.json({ seq });
};
