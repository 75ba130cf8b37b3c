import { fail } from '@sveltejs/kit';
import { z } from 'zod';
import { printedCode, readPrintedCode } from '#lib/core/integrity/tree-head.ts';
import { readForm } from '#lib/server/http.ts';
import { checkDatabase } from '#lib/server/integrity/check-database.ts';
import { lastHead } from '#lib/server/integrity/heads.ts';
import { getLab } from '#lib/server/lab.ts';
import type { Actions, PageServerLoad } from './$types';

/** The newest head, and where heads are kept. */
export const load: PageServerLoad = async () => {
	const { integrity, database } = getLab();
	const head = await lastHead(database.db);
	return { head, code: head === null ? null : printedCode(head), places: integrity.places() };
};

const given = z.object({ code: z.string().trim().max(400) });

/** One check at a time: it reads every record. */
let running: ReturnType<typeof checkDatabase> | null = null;

export const actions: Actions = {
	check: async (event) => {
		const form = await readForm(event.request, given);
		const printed = form?.code ? readPrintedCode(form.code) : null;
		if (form === null || (form.code !== '' && printed === null))
			return fail(400, { isNoCode: true, report: null });
		const { integrity, database } = getLab();
		await integrity.headNow();
		const anchors = printed === null ? [] : [{ ...printed, headHash: null, where: 'printed code' }];
		const check = (): ReturnType<typeof checkDatabase> => checkDatabase(database.db, anchors);
		const before = running;
		const mine: ReturnType<typeof checkDatabase> = (before?.then(check, check) ?? check()).finally(
			() => {
				if (running === mine) running = null;
			}
		);
		running = mine;
		return { isNoCode: false, report: await mine };
	}
};
