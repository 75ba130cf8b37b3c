import { screenAsk } from '#lib/core/desk/screen.ts';
import { openScreenStream } from '#lib/server/screen/screen-stream.ts';
import { presentItem, showBetween } from '#lib/server/screen/present.ts';
import { readBody } from '#lib/server/http.ts';
import { getLab, lapse, readClock } from '#lib/server/lab.ts';
import { testerFor } from '../../../../session.server.ts';
import { permitFor } from '../../../../stream-permit.server.ts';
import type { RequestHandler } from './$types';

/** What a subject's screen is to show, as it changes: server-sent events. */
export const GET: RequestHandler = async (event) => {
	const { session } = await testerFor(event, event.params.session);
	const { screens, events } = getLab();
	const permit = permitFor(event, session.id);
	const stream = openScreenStream(screens, session.id, {
		signal: event.request.signal,
		mayGoOn: async () => {
			const { consent, sealed } = await events.stateOf(session.id);
			if (consent === 'revoked' || sealed !== null) return false;
			const permitted = await permit();
			return permitted === 'ok' || permitted === 'locked';
		}
	});
	return new Response(stream, {
		headers: {
			'content-type': 'text/event-stream',
			'cache-control': 'no-store, no-transform',
			'x-accel-buffering': 'no'
		}
	});
};

/** The desk asks for something to be shown; an item is marked when the screen confirms it. */
export const POST: RequestHandler = async (event) => {
	const { session, actor } = await testerFor(event, event.params.session);
	const ask = await readBody(event.request, screenAsk);
	const { workstation, screens } = getLab();
	const context = {
		...{ desk: workstation, screens, now: readClock, lapse },
		problem: (error: unknown) => console.error('subject screen:', error)
	};
	if (ask.ask === 'present')
		return Response.json(await presentItem(context, session.id, actor, ask));
	await showBetween(context, session.id, ask.ask);
	return Response.json({});
};
