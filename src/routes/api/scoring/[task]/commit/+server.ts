import { z } from 'zod';
import { scoreSheet } from '#lib/core/sheet/sheet.ts';
import { readBody } from '#lib/server/http.ts';
import { commitBlindSheet } from '#lib/server/scoring/commit.ts';
import { scorerOf, scoringContext } from '../../../../scoring.server.ts';
import type { RequestHandler } from './$types';

const order = z.strictObject({ sheet: scoreSheet });

/** Seals the sheet of a blind scorer. */
export const POST: RequestHandler = async (event) => {
	const user = scorerOf(event);
	const { sheet } = await readBody(event.request, order);
	const seq = await commitBlindSheet(scoringContext(), user, event.params.task, sheet);
	return Response.json({ seq });
};
