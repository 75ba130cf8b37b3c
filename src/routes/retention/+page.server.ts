import { z } from 'zod';
import { readForm } from '#lib/server/http.ts';
import { listCertificates } from '#lib/server/keys/erase.ts';
import {
	carryOut,
	dropProposal,
	proposeCase,
	waitingProposals
} from '#lib/server/retention/destruction.ts';
import { answerOpening, listOpenings, requestOpening } from '#lib/server/retention/openings.ts';
import { failWith, orFail } from '../caller.server.ts';
import { askerOf } from '../interview.server.ts';
import { secrets } from '../reauthentication.server.ts';
import { again, erasing, namesOfPeople, retentionContext } from '../retention.server.ts';
import type { Actions, PageServerLoad } from './$types';

const byNumber = secrets.extend({
	caseNumber: z.string().trim().min(1).max(80),
	reason: z.string().trim().max(2000),
	orderRef: z.string().trim().max(200).default('')
});
const one = secrets.extend({ id: z.string().min(1).max(64) });
const answer = one.extend({ act: z.enum(['approve-opening', 'refuse-opening', 'end-opening']) });

export const load: PageServerLoad = async (event) => {
	const user = askerOf(event);
	const context = retentionContext();
	const nameOf = await namesOfPeople();
	const seesDestructions = user.role === 'supervisor' || user.role === 'admin';
	return {
		role: user.role,
		hasSecondFactor: event.locals.who?.user.hasSecondFactor ?? false,
		openings: (await listOpenings(context, user)).map((opening) => ({
			...{ id: opening.id, atMs: opening.atMs, isStanding: opening.isStanding },
			...{ caseNumber: opening.caseNumber, reason: opening.reason, orderRef: opening.orderRef },
			untilMs: opening.decision?.untilMs ?? null,
			by: nameOf(opening.by),
			isMine: opening.by === user.id,
			// the way in is for whoever it was opened to
			caseId: opening.isStanding && opening.by === user.id ? opening.caseId : null
		})),
		proposals: seesDestructions
			? (await waitingProposals(context)).map((proposal) => ({
					...{ id: proposal.id, caseId: proposal.caseId, atMs: proposal.atMs },
					...{ subjectCode: proposal.subjectCode, reason: proposal.reason },
					by: nameOf(proposal.by)
				}))
			: [],
		certificates: seesDestructions
			? (await listCertificates(context.db)).map(({ id, caseId, subjectCode, executedAt }) => ({
					...{ id, caseId, subjectCode, executedAt }
				}))
			: []
	};
};

export const actions: Actions = {
	request: async (event) => {
		const fields = await readForm(event.request, byNumber);
		if (fields === null) return failWith(event, 'accounts/form');
		return orFail(event, async () => {
			await again(event, fields);
			await requestOpening(retentionContext(), fields, askerOf(event));
			return { done: 'request-opening' as const };
		});
	},
	answer: async (event) => {
		const fields = await readForm(event.request, answer);
		if (fields === null) return failWith(event, 'accounts/form');
		return orFail(event, async () => {
			// nobody need prove who they are to stop reading
			if (fields.act !== 'end-opening') await again(event, fields);
			await answerOpening(retentionContext(), fields, askerOf(event));
			return { done: fields.act };
		});
	},
	propose: async (event) => {
		const fields = await readForm(event.request, byNumber);
		if (fields === null) return failWith(event, 'accounts/form');
		return orFail(event, async () => {
			await again(event, fields);
			await proposeCase(retentionContext(), fields, askerOf(event));
			return { done: 'propose-destruction' as const };
		});
	},
	drop: async (event) => {
		const fields = await readForm(event.request, one);
		if (fields === null) return failWith(event, 'accounts/form');
		return orFail(event, async () => {
			await dropProposal(retentionContext(), fields.id, askerOf(event));
			return { done: 'refuse-destruction' as const };
		});
	},
	destroy: async (event) => {
		const fields = await readForm(event.request, one);
		if (fields === null) return failWith(event, 'accounts/form');
		return orFail(event, async () => {
			await again(event, fields);
			const context = { ...retentionContext(), erasing: erasing() };
			const { id } = await carryOut(context, fields.id, askerOf(event));
			return { done: 'destroy' as const, certificate: id };
		});
	}
};
