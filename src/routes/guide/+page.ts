import { redirect } from '@sveltejs/kit';
import { guideFor } from '#lib/ui/guide/guide-place.ts';
import { chapters } from '#lib/ui/guide/guide-text.ts';
import type { PageLoad } from './$types';

/** Whoever comes from a page gets to the chapter that explains it. */
export const load: PageLoad = ({ url }) => {
	const from = url.searchParams.get('from');
	if (from === null) return;
	const place = guideFor(from, chapters);
	if (place !== '/guide') redirect(307, place);
};
