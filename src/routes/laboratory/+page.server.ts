import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { fromForm, TYPED_EVENTS } from '#lib/core/laboratory/from-form.ts';
import type { LaboratoryData } from '#lib/core/laboratory/laboratory-event.ts';
import { LABORATORY_PARTS, laboratoryView } from '#lib/core/laboratory/laboratory-view.ts';
import { laboratoryStatistics } from '#lib/core/laboratory/statistics.ts';
import { inLocale } from '#lib/core/text.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { archiveState } from '#lib/server/archive/archive-state.ts';
import { readForm } from '#lib/server/http.ts';
import { getLab } from '#lib/server/lab.ts';
import { dayOf, momentOf, writeLaboratory } from '#lib/server/laboratory/context.ts';
import { testsOfLaboratory } from '#lib/server/laboratory/finished-tests.ts';
import { sealedTests } from '#lib/server/retention/visible.ts';
import { assignReview, drawReviews } from '#lib/server/laboratory/reviews.ts';
import { protocolOf, protocolsOf } from '#lib/server/protocols.ts';
import { failWith, orFail } from '../caller.server.ts';
import { laboratoryContext, whoAsks } from '../laboratory.server.ts';
import type { Actions, PageServerLoad } from './$types';

const part = z.enum(LABORATORY_PARTS);
const typed = z.object({ type: z.enum(TYPED_EVENTS) }).catchall(z.string().max(4000));
const month = z.string().regex(/^\d{4}-\d{2}$/);
const sample = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('routine'), month }),
	z.object({ kind: z.literal('focused'), month }),
	z.object({
		kind: z.literal('special'),
		sessionId: z.string().min(1).max(64),
		reason: z.string().trim().min(1).max(600)
	})
]);

/** The laboratory as whoever asks may see it. */
export const load: PageServerLoad = async (event) => {
	const viewer = whoAsks(event);
	const context = laboratoryContext();
	const { catalogue, accounts } = context;
	const settings = protocolOf(catalogue, 'laboratory');
	const moment = momentOf(context);
	const state = await context.laboratory.state();
	const hidden = await sealedTests(context.database.db);
	const known = {
		...state,
		reviews: state.reviews.filter(({ sessionId }) => !hidden.has(sessionId))
	};
	const view = laboratoryView(known, settings, viewer, moment);
	const isSupervisor = viewer.role === 'supervisor';
	const tests = isSupervisor ? await testsOfLaboratory(context) : [];
	const summaries = tests.map(({ summary }) => summary);
	const say = (text: { readonly zh: string; readonly en: string }) => inLocale(text, getLocale());
	return {
		...{ view, me: viewer.id },
		archive: await archiveFor(viewer.role),
		people: (await accounts.directory.list())
			.filter(({ disabled }) => !disabled)
			.map(({ id, name, role }) => ({ id, name, role })),
		profiles: protocolsOf(catalogue, 'device').flatMap(({ id, title, virtual }) =>
			virtual ? [] : [{ id, title: say(title) }]
		),
		kinds: settings.qualifications.kinds.map(({ id, title }) => {
			return { id, title: say(title), required: settings.qualifications.required.includes(id) };
		}),
		tests: summaries
			.filter(({ ended }) => ended !== null)
			.map(({ sessionId, technique, endedAt }) => ({
				sessionId,
				label: `${sessionId.slice(0, 8)} · ${technique} · ${endedAt?.slice(0, 10) ?? ''}`
			})),
		statistics: isSupervisor ? laboratoryStatistics(summaries, known, settings, moment) : null,
		techniques: Object.fromEntries(
			protocolsOf(catalogue, 'technique').map(({ id, title }) => [id, say(title)])
		),
		days: {
			today: dayOf(moment),
			intervalDays: settings.instrument.intervalDays,
			dueDays: settings.findings.dueDays
		},
		part: part.safeParse(event.url.searchParams.get('part')).data ?? null
	};
};

/** How far the archive is, for those who see to it; null = not for this role, or there is no shared archive. */
async function archiveFor(role: string) {
	const { database, stations } = getLab();
	const isTheirs = role === 'admin' || role === 'supervisor';
	return isTheirs && stations.archive !== null ? archiveState(database.db) : null;
}

async function write(event: RequestEvent) {
	const actor = whoAsks(event);
	const fields = await readForm(event.request, typed);
	if (fields === null) return failWith(event, 'laboratory/form');
	const { type, ...rest } = fields;
	const data = fromForm(type, rest, crypto.randomUUID());
	if (data === null) return failWith(event, 'laboratory/form');
	return orFail(event, async () => {
		const context = laboratoryContext();
		if (type === 'review-assigned')
			await assignReview(context, actor, data as LaboratoryData<'review-assigned'>);
		else await writeLaboratory(context, actor, type, data);
		return { done: true };
	});
}

export const actions: Actions = {
	write,
	sample: async (event) => {
		const actor = whoAsks(event);
		const order = await readForm(event.request, sample);
		if (order === null) return failWith(event, 'laboratory/form');
		return orFail(event, async () => {
			await drawReviews(laboratoryContext(), actor, order, await getLab().isDemonstration());
			return { done: true };
		});
	}
};
