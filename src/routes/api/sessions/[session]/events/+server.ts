import { z } from 'zod';
import { proposedEvent } from '#lib/core/session/event.ts';
import { LARGEST_BATCH, type EventResult } from '#lib/core/session/exchange.ts';
import { ENDINGS } from '#lib/server/charts/workstation.ts';
import { orAway, saysAway } from '#lib/server/database/away.ts';
import { appendMarked } from '#lib/server/charts/append-marked.ts';
import type { AppendResult } from '#lib/server/events/append.ts';
import { readBody } from '#lib/server/http.ts';
import { getLab } from '#lib/server/lab.ts';
import { isMediaKept } from '#lib/server/media/media-files.ts';
import { sessionFor } from '../../../../session.server.ts';
import type { RequestHandler } from './$types';

const batch = z.strictObject({ events: z.array(proposedEvent).min(1).max(LARGEST_BATCH) });

/** Events of these types have their own endpoint, which makes them of what it did. */
const MADE_BY_SERVER: ReadonlySet<string> = new Set([
	'session-opened',
	'chart-started',
	'gap-declared',
	'clock-paired',
	'chart-sealed',
	'acquaintance-concluded',
	'chart-measured',
	'measurement-overridden',
	'score-recorded',
	'scorer-named',
	'review-requested',
	'list-reviewed',
	'sheet-committed',
	'sheet-revealed',
	'sheets-compared',
	'session-sealed',
	'report-issued',
	'report-signed'
]);
const OWN_ID = z.uuid();

type Call = Parameters<RequestHandler>[0];

/**
 * Takes a batch from an outbox; one answer to each event, in order. Refused events are part of the answer
 * (200), except when the batch is a single event: then its refusal is the status (409).
 */
export const POST: RequestHandler = async (event) => {
	try {
		return await orAway(getLab().database.db, () => take(event));
	} catch (error) {
		if (saysAway(error)) await stopIfEnding(event);
		throw error;
	}
};

/**
 * The database is away. The browser keeps its events and sends them again; but an ending among them has to stop the
 * recording now.
 */
async function stopIfEnding({ locals, params, request }: Call): Promise<void> {
	const { stations, workstation } = getLab();
	const userId = locals.who?.user.id ?? '';
	if (locals.locked || !stations.lastKnown.wasIn(userId, params.session)) return;
	const { events } = await readBody(request, batch);
	if (events.some(({ type }) => ENDINGS.has(type))) await workstation.stopWhileAway(params.session);
}

async function take(event: Call): Promise<Response> {
	const { session, actor } = await sessionFor(event, event.params.session);
	const { events } = await readBody(event.request.clone(), batch);
	const results: EventResult[] = [];
	for (const proposed of events) {
		if (MADE_BY_SERVER.has(proposed.type) || !OWN_ID.safeParse(proposed.id).success) {
			const message = `expected an event of a person with a UUID, got ${proposed.type}`;
			results.push({ id: proposed.id, ok: false, code: 'session/not-by-hand', message });
			continue;
		}
		if (!(await isMediaKept(getLab().dataFolder, session.id, proposed.data))) {
			const message = 'expected every file the event names to be kept first';
			results.push({ id: proposed.id, ok: false, code: 'media/missing', message });
			continue;
		}
		const [result] = await appendMarked(getLab().workstation, session.id, [proposed], actor);
		if (result) results.push(answerOf(result));
	}
	const [only] = results;
	const isRefused = results.length === 1 && only?.ok === false;
	return Response.json({ results }, { status: isRefused ? 409 : 200 });
}

function answerOf(result: AppendResult): EventResult {
	if (result.ok) return { id: result.id, ok: true, seq: result.seq };
	const { id, ok, code, message, missing } = result;
	return { id, ok, code, message, ...(missing === undefined ? {} : { missing: [...missing] }) };
}
