import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { itemText } from '#lib/core/exporting/export-item.ts';
import { mayDecide, standingOf } from '#lib/core/exporting/export-rules.ts';
import {
	decideExport,
	requestExport,
	withdrawExport
} from '#lib/server/exports/export-requests.ts';
import { listExports, type ExportRecord } from '#lib/server/exports/read-exports.ts';
import { whatThereIs } from '#lib/server/exports/what-there-is.ts';
import { readForm } from '#lib/server/http.ts';
import { getLab } from '#lib/server/lab.ts';
import { failWith, orFail } from '../caller.server.ts';
import { askerOf } from '../interview.server.ts';
import { reauthenticate, secrets } from '../reauthentication.server.ts';
import type { Actions, PageServerLoad } from './$types';

const id = z.string().min(1).max(64);
const requestForm = z.object({
	...{ source: z.enum(['session', 'interview']), id, item: z.string().max(60) },
	...{ purpose: z.string().max(500), recipient: z.string().max(80), office: z.string().max(120) }
});
const idForm = secrets.extend({ id });
const decideForm = idForm.extend({
	answer: z.enum(['approve', 'refuse']),
	reason: z.string().max(500).default('')
});

/** What can be asked for of the test or interview in the address. */
async function choiceOf(event: RequestEvent) {
	for (const source of ['session', 'interview'] as const) {
		const given = event.url.searchParams.get(source);
		if (given === null) continue;
		const found = await whatThereIs(getLab(), { source, id: given }, askerOf(event));
		const { caseNumber, subjectCode } = found;
		const items = found.items.map(itemText);
		const asked = event.url.searchParams.get('item') ?? '';
		const item = items.find((one) => one === asked) ?? items[0] ?? '';
		return { source, id: given, caseNumber, subjectCode, items, item };
	}
	return null;
}

export const load: PageServerLoad = async (event) => {
	const user = askerOf(event);
	const { accounts, database, cases } = getLab();
	const people = await accounts.directory.list();
	const nameOf = (one: string | null): string => people.find((it) => it.id === one)?.name ?? '—';
	const shown = ({ requestedBy, decidedBy, ...one }: ExportRecord) => ({
		...{ id: one.id, item: one.item, caseNumber: one.caseNumber, subjectCode: one.subjectCode },
		...{ purpose: one.purpose, recipient: one.recipient, office: one.office, atMs: one.atMs },
		...{ number: one.number, untilMs: one.untilMs, copies: one.copies, reason: one.reason },
		...{ requestedBy: nameOf(requestedBy), isMine: requestedBy === user.id },
		...{ decidedBy: decidedBy === null ? null : nameOf(decidedBy), decidedMs: one.decidedMs },
		mayDecide: mayDecide(user, requestedBy),
		standing: standingOf(one, cases.now())
	});
	const { who } = event.locals;
	return {
		choice: await choiceOf(event),
		isSupervisor: user.role === 'supervisor',
		hasSecondFactor: who?.user.hasSecondFactor ?? false,
		isConfirmed: who !== null && accounts.signIn.isConfirmed(who),
		exports: (await listExports(database.db, user, cases.now())).map(shown)
	};
};

export const actions: Actions = {
	request: async (event) => {
		const fields = await readForm(event.request, requestForm);
		if (fields === null) return failWith(event, 'accounts/form');
		return orFail(event, async () => {
			await requestExport(getLab(), fields, askerOf(event));
			return { done: 'requested' as const };
		});
	},
	withdraw: async (event) => {
		const fields = await readForm(event.request, idForm);
		if (fields === null) return failWith(event, 'accounts/form');
		return orFail(event, async () => {
			await withdrawExport(getLab(), fields.id, askerOf(event));
			return { done: 'withdrawn' as const };
		});
	},
	confirm: async (event) => {
		const fields = await readForm(event.request, idForm);
		if (fields === null) return failWith(event, 'accounts/form');
		return orFail(event, async () => {
			await reauthenticate(event, { password: fields.password || ' ', code: fields.code });
			return { done: 'confirmed' as const };
		});
	},
	decide: async (event) => {
		const fields = await readForm(event.request, decideForm);
		if (fields === null) return failWith(event, 'accounts/form');
		return orFail(event, async () => {
			// at the act, whatever was confirmed before: this is not done in passing
			await reauthenticate(event, { password: fields.password || ' ', code: fields.code });
			const approve = fields.answer === 'approve';
			const given = { id: fields.id, approve, reason: fields.reason };
			await decideExport(getLab(), given, askerOf(event));
			return { done: approve ? ('approved' as const) : ('refused' as const) };
		});
	}
};
