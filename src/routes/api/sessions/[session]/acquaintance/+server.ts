import { z } from 'zod';
import { concludeAcquaintance } from '#lib/server/charts/acquaintance.ts';
import { readBody } from '#lib/server/http.ts';
import { eventTimeNow, getLab, software } from '#lib/server/lab.ts';
import { sessionFor } from '../../../../session.server.ts';
import type { RequestHandler } from './$types';

const told = z.strictObject({
	chart: z.number().int().min(1).max(99),
	/** The item the person had chosen; null = not told. */
	chosen: z.string().max(64).nullable(),
	note: z.string().max(1000).default('')
});

/** Measures an acquaintance chart and writes down what it showed, whatever that is. */
export const POST: RequestHandler = async (event) => {
	const { session, actor } = await sessionFor(event, event.params.session);
	const context = { ...getLab(), software, at: eventTimeNow() };
	const seq = await concludeAcquaintance(
		context,
		session.id,
		actor,
		await readBody(event.request, told)
	);
	return Response.json({ seq });
};
