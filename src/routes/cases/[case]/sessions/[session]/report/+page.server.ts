import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { isLabError } from '#lib/core/errors.ts';
import { areResultsWithheld } from '#lib/core/session/visibility.ts';
import { notFound, readForm } from '#lib/server/http.ts';
import { eventTimeNow, getLab, software } from '#lib/server/lab.ts';
import { issueReport, signReport } from '#lib/server/report/issue.ts';
import { namesIn, reportTexts } from '#lib/server/report/report-source.ts';
import { failWith } from '../../../../../caller.server.ts';
import { reauthenticate } from '../../../../../reauthentication.server.ts';
import { sessionFor } from '../../../../../session.server.ts';
import type { Actions, PageServerLoad } from './$types';

const signing = z.object({
	version: z.coerce.number().int().min(1),
	sha256: z.string().regex(/^[0-9a-f]{64}$/),
	password: z.string().min(1).max(200),
	code: z.string().max(20).default('')
});

/** Words of the report and names of those in its log; nothing of either before results are released to the asker. */
export const load: PageServerLoad = async (event) => {
	const { session, role } = await sessionFor(event, event.params.session);
	const lab = getLab();
	const state = await lab.events.stateOf(session.id);
	const isWithheld = areResultsWithheld(role, state);
	const people = isWithheld ? [] : await lab.accounts.directory.list();
	return {
		written: {
			names: namesIn(await lab.events.allEvents(session.id), people),
			words: (await reportTexts(lab, state)).report,
			hasSecondFactor: event.locals.who?.user.hasSecondFactor ?? false,
			software
		}
	};
};

/** Does something with the session of the page; a refusal becomes the form's answer. */
async function act<T>(
	event: RequestEvent & { params: { session: string } },
	work: (opened: Awaited<ReturnType<typeof sessionFor>>) => Promise<T>
) {
	const opened = await sessionFor(event, event.params.session);
	try {
		return await work(opened);
	} catch (error) {
		if (isLabError(error)) return failWith(event, error.code, error.details);
		throw error;
	}
}

const context = () => ({ ...getLab(), software, at: eventTimeNow() });

export const actions: Actions = {
	issue: (event) =>
		act(event, async ({ session, case: shell, actor }) => {
			await issueReport(context(), session.id, shell, actor);
			return { done: 'issued' as const };
		}),
	sign: (event) =>
		act(event, async ({ session, actor, role }) => {
			const { who } = event.locals;
			if (who === null) throw notFound();
			const fields = await readForm(event.request, signing);
			if (fields === null) return failWith(event, 'report/form');
			if (role !== 'tester' && role !== 'reviewer') return failWith(event, 'report/signer');
			const { version, sha256, ...secrets } = fields;
			// always at the act: a signature stands for a person, not for a session
			await reauthenticate(event, secrets);
			const { name, hasSecondFactor: secondFactor } = who.user;
			await signReport(
				context(),
				session.id,
				{ version, sha256, as: role, name, secondFactor },
				actor
			);
			return { done: 'signed' as const };
		})
};
