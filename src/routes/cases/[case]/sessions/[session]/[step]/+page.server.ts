import { stepIds } from '#lib/core/session/payloads-conclusion.ts';
import { notFound } from '#lib/server/http.ts';
import type { PageServerLoad } from './$types';

/** The pages of a session that exist. */
const pages = [...stepIds, 'result'] as const;
type PageId = (typeof pages)[number];

const isPage = (name: string): name is PageId => pages.some((page) => page === name);

export const load: PageServerLoad = ({ params: { step } }) => {
	if (!isPage(step)) throw notFound();
	return { page: step };
};
