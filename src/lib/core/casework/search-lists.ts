/**
 * Lists for searching tests that leads of a session proposed: a later session with the same person takes them over.
 *
 * @module
 */
import { z } from 'zod';
import { searchProposal } from '../session/payloads-post-test.ts';

const searchList = z.object({
	sessionId: z.string(),
	leadId: z.string(),
	/** What the lead is about. */
	text: z.string(),
	search: searchProposal
});
/** A list one lead proposed. */
export type SearchList = z.infer<typeof searchList>;

/** `GET /api/sessions/ID/search-lists`. */
export const searchLists = z.object({ lists: z.array(searchList) });
