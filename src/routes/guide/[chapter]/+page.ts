import { error } from '@sveltejs/kit';
import { chapters } from '#lib/ui/guide/guide-text.ts';
import type { PageLoad } from './$types';

/** The chapter of this name. */
export const load: PageLoad = ({ params }) => {
	if (!chapters.some(({ id }) => id === params.chapter)) error(404);
	return { chapter: params.chapter };
};
