import { fail, redirect } from '@sveltejs/kit';
import { laboratoryPayloads } from '#lib/core/laboratory/laboratory-payloads.ts';
import { LabError } from '#lib/core/errors.ts';
import { formOf } from '#lib/server/http.ts';
import { openReview, recordReview } from '#lib/server/laboratory/reviews.ts';
import { orFail } from '../../../caller.server.ts';
import { laboratoryContext, whoAsks } from '../../../laboratory.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** A review for its reviewer and for supervisors; to everybody else it is not there. */
export const load: PageServerLoad = async (event) => ({
	opened: await openReview(laboratoryContext(), whoAsks(event), event.params.review)
});

/** Fields `answer:ITEM`, `note:ITEM`, `summary`. */
function reviewOf(form: FormData, reviewId: string) {
	const text = (name: string): string => {
		const value = form.get(name);
		return typeof value === 'string' ? value : '';
	};
	const answers = [...form.keys()].flatMap((name) => {
		if (!name.startsWith('answer:')) return [];
		const item = name.slice('answer:'.length);
		return [{ item, answer: text(name), note: text(`note:${item}`) }];
	});
	const data = { reviewId, answers, summary: text('summary') };
	return laboratoryPayloads['review-recorded'].safeParse(data).data ?? null;
}

export const actions: Actions = {
	record: async (event) => {
		const form = await formOf(event.request);
		const data = reviewOf(form, event.params.review);
		const failure = await orFail(event, async () => {
			if (data === null) throw new LabError('laboratory/answers', 'expected a whole review');
			await recordReview(laboratoryContext(), whoAsks(event), data);
		});
		if (failure === undefined) redirect(303, '/laboratory?part=reviews');
		const typed = [...form].flatMap(([name, value]) =>
			typeof value === 'string' ? [[name, value] as const] : []
		);
		return fail(400, { ...failure.data, typed: Object.fromEntries(typed) });
	}
};
