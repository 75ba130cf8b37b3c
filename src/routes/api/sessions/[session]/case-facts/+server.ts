import type { z } from 'zod';
import type { caseFacts } from '#lib/core/casework/case-facts.ts';
import { seeCaseFacts } from '#lib/server/board/case-facts.ts';
import { notFound } from '#lib/server/http.ts';
import { getLab } from '#lib/server/lab.ts';
import type { RequestHandler } from './$types';

/** The register of the case as far as a test may use it. */
export const GET: RequestHandler = async ({ locals: { who }, params: { session } }) => {
	if (who === null) throw notFound();
	const facts = await seeCaseFacts(getLab().cases, who.user, session);
	return Response.json({ facts } satisfies z.infer<typeof caseFacts>);
};
