import type { z } from 'zod';
import type { searchLists } from '#lib/core/casework/search-lists.ts';
import { searchListsFor } from '#lib/server/cases/search-lists.ts';
import { notFound } from '#lib/server/http.ts';
import { getLab } from '#lib/server/lab.ts';
import type { RequestHandler } from './$types';

/** Lists that leads of earlier sessions proposed. */
export const GET: RequestHandler = async ({ locals: { who }, params: { session } }) => {
	if (who === null) throw notFound();
	const lists = await searchListsFor(getLab().cases, who.user, session);
	return Response.json({ lists } satisfies z.infer<typeof searchLists>);
};
