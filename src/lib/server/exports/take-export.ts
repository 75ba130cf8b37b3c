/**
 * Fetching what was approved: counted, noted and signed before the first byte is given.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import { itemText, readItem, type ExportItem } from '#lib/core/exporting/export-item.ts';
import { MOST_COPIES, standingOf } from '#lib/core/exporting/export-rules.ts';
import type { CaseUser } from '../cases/cases.ts';
import { addAuditEntry } from '../database/audit.ts';
import { whenFree } from '../database/when-free.ts';
import { lockTree } from '../integrity/leaves.ts';
import type { ExportContext } from './context.ts';
import { unknownExport } from './export-requests.ts';
import { makeExport, type MadeExport } from './make-export.ts';
import { readExport, type ExportRecord, type TakenExport } from './read-exports.ts';
import { whatThereIs } from './what-there-is.ts';

/**
 * Gives what was approved to whoever asked for it. Their password was given before this. Every try counts: what fails
 * afterwards was fetched all the same.
 *
 * @throws {LabError} `exports/unknown` when it is not theirs; `exports/not-approved`, `exports/expired`,
 * `exports/used-up`; `exports/item` when it is no longer theirs to have; what the making of it throws
 */
export async function takeExport(
	context: ExportContext,
	id: string,
	user: CaseUser
): Promise<MadeExport> {
	const asker = { id: user.id, role: user.role };
	const record = await readExport(context.database.db, id);
	if (record?.requestedBy !== user.id) throw unknownExport();
	const item = await stillThere(context, record, asker);
	const taken = await counted(context, id);
	return makeExport(context, taken, item);
}

/** Whoever lost the assignment, the role or the subject meanwhile gets nothing. */
async function stillThere(
	context: ExportContext,
	{ source, sourceId, item: text }: ExportRecord,
	user: CaseUser
): Promise<ExportItem> {
	const { items } = await whatThereIs(context, { source, id: sourceId }, user);
	const item = readItem(text);
	if (item === null || !items.some((one) => itemText(one) === text))
		throw new LabError('exports/item', `expected something there is to take out, got ${text}`);
	return item;
}

async function counted({ cases, database }: ExportContext, id: string): Promise<TakenExport> {
	return whenFree(() =>
		database.db.transaction().execute(async (transaction) => {
			await lockTree(transaction);
			const record = await readExport(transaction, id);
			if (record === null) throw unknownExport();
			const nowMs = cases.now();
			const standing = standingOf(record, nowMs);
			const { number, requestedBy, copies } = record;
			if (standing === 'expired' || standing === 'used-up')
				throw new LabError(`exports/${standing}`, `expected an approval that stands, ${standing}`, {
					details: { most: MOST_COPIES }
				});
			if (standing !== 'approved' || number === null)
				throw new LabError('exports/not-approved', `expected an approved request, got ${standing}`);
			const copy = copies + 1;
			await transaction
				.insertInto('export_act')
				.values({
					...{ id: `${id}/${copy}`, request_id: id, act: 'fetched', by: requestedBy },
					...{ requested_by: requestedBy, at_ms: nowMs, reason: '', until_ms: null }
				})
				.execute();
			const details = { caseId: record.caseId, item: record.item, number, copy };
			const entry = { actorId: requestedBy, action: 'export/fetched', object: id, details };
			await addAuditEntry(transaction, entry, nowMs);
			return { ...record, number, copy, copies: copy, takenMs: nowMs };
		})
	);
}
