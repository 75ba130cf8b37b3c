import { stepIds } from '#lib/core/session/payloads-conclusion.ts';
import { notFound } from '#lib/server/http.ts';
import type { PageServerLoad } from './$types';

type PageId = (typeof stepIds)[number];

const isPage = (name: string): name is PageId => stepIds.some((step) => step === name);

export const load: PageServerLoad = ({ params: { step } }) => {
	if (!isPage(step)) throw notFound();
	return { page: step };
};
