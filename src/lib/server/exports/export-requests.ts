/**
 * Asking to take something out, and deciding on it. Every step is in the audit trail.
 *
 * @module
 */
import type { Transaction } from 'kysely';
import { LabError } from '#lib/core/errors.ts';
import { itemText, readItem } from '#lib/core/exporting/export-item.ts';
import {
	EXPORT_LASTS_MS,
	exportNumber,
	exportYear,
	mayDecide,
	SHORTEST_PURPOSE,
	standingOf
} from '#lib/core/exporting/export-rules.ts';
import type { CaseUser } from '../cases/cases.ts';
import { addAuditEntry } from '../database/audit.ts';
import type { ExportActTable } from '../database/export-tables.ts';
import type { Schema } from '../database/schema.ts';
import { whenFree } from '../database/when-free.ts';
import { lockTree } from '../integrity/leaves.ts';
import { cellSealer } from '../keys/seal-cells.ts';
import type { ExportContext } from './context.ts';
import { readExport, type ExportRecord } from './read-exports.ts';
import { whatThereIs, type ExportSource } from './what-there-is.ts';

/** What is asked for. */
export interface ExportWish extends ExportSource {
	/** `itemText` */
	readonly item: string;
	readonly purpose: string;
	readonly recipient: string;
	readonly office: string;
}

type Context = Pick<ExportContext, 'cases' | 'database'>;

/**
 * Asks to take something out.
 *
 * @returns id of the request
 * @throws {LabError} `exports/purpose`, `exports/recipient`, `exports/item`; `case/not-found` for what is none of theirs
 */
export async function requestExport(
	{ cases, database }: Context,
	wish: ExportWish,
	user: CaseUser
): Promise<string> {
	const [purpose, recipient, office] = [wish.purpose, wish.recipient, wish.office].map((one) =>
		one.trim()
	) as [string, string, string];
	// an urgent access opens nothing here, whatever request it came with
	const asker = { id: user.id, role: user.role };
	const { caseId, subjectCode, items } = await whatThereIs({ cases }, wish, asker);
	if ([...purpose].length < SHORTEST_PURPOSE)
		throw new LabError('exports/purpose', `expected at least ${SHORTEST_PURPOSE} characters`);
	if (recipient === '' || office === '')
		throw new LabError('exports/recipient', 'expected name and office of the recipient');
	if (readItem(wish.item) === null || !items.some((one) => itemText(one) === wish.item))
		throw new LabError('exports/item', `expected something there is to take out, got ${wish.item}`);
	const id = cases.newId();
	const { item, source } = wish;
	await whenFree(() =>
		database.db.transaction().execute(async (transaction) => {
			const seal = await cellSealer(transaction, { caseId, subjectCode });
			await transaction
				.insertInto('export_request')
				.values({
					...{ id, case_id: caseId, subject_code: subjectCode, source, source_id: wish.id, item },
					...{ purpose: seal(purpose), recipient: seal(recipient), office: seal(office) },
					...{ requested_by: user.id, role: user.role, at_ms: cases.now() }
				})
				.execute();
			const details = { caseId, item, sourceId: wish.id };
			const act = { actorId: user.id, action: 'export/requested', object: id, details };
			await addAuditEntry(transaction, act, cases.now());
		})
	);
	return id;
}

/**
 * Agrees or refuses. Who decides has given the password before this.
 *
 * @returns the number, when it is approved
 * @throws {LabError} `exports/decider` for anybody but a supervisor who did not ask for it; `exports/unknown`,
 * `exports/decided`; `exports/reason` for a refusal without one
 */
export async function decideExport(
	context: Context,
	given: { readonly id: string; readonly approve: boolean; readonly reason: string },
	by: CaseUser
): Promise<string | null> {
	const reason = given.reason.trim();
	if (!given.approve && reason === '')
		throw new LabError('exports/reason', 'expected why it is refused');
	return decided(context, given.id, async (transaction, record) => {
		if (!mayDecide(by, record.requestedBy))
			throw new LabError('exports/decider', 'expected a supervisor who did not ask for it');
		const nowMs = context.cases.now();
		const number = given.approve ? await nextNumber(transaction, record.id, nowMs) : null;
		return {
			...{ act: given.approve ? 'approved' : 'refused', by: by.id, reason, number },
			untilMs: given.approve ? nowMs + EXPORT_LASTS_MS : null
		};
	});
}

/**
 * Takes back a request nobody decided on.
 *
 * @throws {LabError} `exports/unknown` when it is not theirs; `exports/decided`
 */
export async function withdrawExport(context: Context, id: string, user: CaseUser): Promise<void> {
	await decided(context, id, async (_, record) => {
		if (record.requestedBy !== user.id) throw unknownExport();
		return { act: 'withdrawn', by: user.id, reason: '', number: null, untilMs: null };
	});
}

/** The answer about a request that is not there or none of the asker's business. */
export function unknownExport(): LabError {
	return new LabError('exports/unknown', 'expected a request to take something out, got none');
}

interface Decision {
	readonly act: Exclude<ExportActTable['act'], 'fetched'>;
	readonly by: string;
	readonly reason: string;
	readonly number: string | null;
	readonly untilMs: number | null;
}

/** One decision on a request: whoever decides at the same time waits, and finds it decided. */
async function decided(
	{ cases, database }: Context,
	id: string,
	decide: (transaction: Transaction<Schema>, record: ExportRecord) => Promise<Decision>
): Promise<string | null> {
	return whenFree(() =>
		database.db.transaction().execute(async (transaction) => {
			await lockTree(transaction);
			const record = await readExport(transaction, id);
			if (record === null) throw unknownExport();
			const nowMs = cases.now();
			if (standingOf(record, nowMs) !== 'waiting')
				throw new LabError('exports/decided', `expected a waiting request, got ${record.decision}`);
			const { act, by, reason, number, untilMs } = await decide(transaction, record);
			const owner = { caseId: record.caseId, subjectCode: record.subjectCode };
			const seal = reason === '' ? String : await cellSealer(transaction, owner);
			await transaction
				.insertInto('export_act')
				.values({
					...{ id: `${id}/decision`, request_id: id, act, by, at_ms: nowMs },
					...{ requested_by: record.requestedBy, reason: seal(reason), until_ms: untilMs }
				})
				.execute();
			const details = { caseId: record.caseId, item: record.item, number };
			const entry = { actorId: by, action: `export/${act}`, object: id, details };
			await addAuditEntry(transaction, entry, nowMs);
			return number;
		})
	);
}

/** The next number of the year; the transaction holds the lock of the log, so nobody else takes it. */
async function nextNumber(
	transaction: Transaction<Schema>,
	requestId: string,
	nowMs: number
): Promise<string> {
	const year = exportYear(nowMs);
	const { last } = await transaction
		.selectFrom('export_number')
		.select((eb) => eb.fn.max<number | null>('running').as('last'))
		.where('year', '=', year)
		.executeTakeFirstOrThrow();
	const running = (last ?? 0) + 1;
	const number = exportNumber(year, running);
	await transaction
		.insertInto('export_number')
		.values({ number, year, running, request_id: requestId })
		.execute();
	return number;
}
