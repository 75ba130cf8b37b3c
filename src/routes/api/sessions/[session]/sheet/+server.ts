import { z } from 'zod';
import { scoreSheet } from '#lib/core/sheet/sheet.ts';
import { readBody } from '#lib/server/http.ts';
import { commitFirstSheet } from '#lib/server/scoring/commit.ts';
import { scoringContext } from '../../../../scoring.server.ts';
import { sessionFor } from '../../../../session.server.ts';
import type { RequestHandler } from './$types';

const order = z.strictObject({ sheet: scoreSheet });

/** Seals the tester's own sheet. */
export const POST: RequestHandler = async (event) => {
	const { session, actor } = await sessionFor(event, event.params.session);
	const { sheet } = await readBody(event.request, order);
	return Response.json({ seq: await commitFirstSheet(scoringContext(), session.id, actor, sheet) });
};
