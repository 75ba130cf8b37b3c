/**
 * Showing sealed sheets: together, as soon as all that are asked for are there, with their comparison.
 *
 * @module
 */
import type { ErrorCode } from '#lib/core/errors.ts';
import type { EventData, ProposedEvent } from '#lib/core/session/event.ts';
import { listedQuestions } from '#lib/core/session/question-list.ts';
import type { CommittedSheet, SessionState } from '#lib/core/session/state.ts';
import { endedBy, openStep } from '#lib/core/session/steps.ts';
import { sheetPlaces } from '#lib/core/sheet/cells.ts';
import { scoringSeed } from '#lib/scoring/registry.ts';
import { compareSheets } from '#lib/scoring/sheet-comparison.ts';
import { sheetColumns } from '#lib/scoring/sheet-technique.ts';
import { addAuditEntry } from '../database/audit.ts';
import { derivedId } from '../events/derived-id.ts';
import { readSessionProtocols } from '../events/session-values.ts';
import { nowMs, SYSTEM, type ScoringContext } from './context.ts';
import { keptSheet, sheetRows, type KeptSheet } from './kept-sheet.ts';

/** Whether sheets that should be shown cannot be, and why; null = nothing is wrong. */
export interface RevealOutcome {
	readonly fault: ErrorCode | null;
}

const FINE: RevealOutcome = { fault: null };

/**
 * Shows every sheet that is due and compares all, in one transaction. Safe to repeat: what is in the log already is
 * left alone, so a crash is mended by the next call.
 *
 * A sheet that is not the one that was sealed keeps all of them hidden; the audit trail says so once.
 *
 * @returns the fault, for the page to show; never thrown, for whoever called has done their part
 */
export async function finishReveal(
	context: ScoringContext,
	sessionId: string
): Promise<RevealOutcome> {
	const { events, database } = context;
	const state = await events.stateOf(sessionId);
	if (!isDue(state)) return FINE;
	const kept: KeptSheet[] = [];
	for (const sheet of state.sheets) {
		if (sheet.revealed !== null) continue;
		const found = keptSheet(await sheetRows(database, sessionId, sheet), sheet);
		if (found === null) return report(context, state, sheet);
		kept.push(found);
	}
	if (kept.length > 0) await mark(context, kept);
	const hidden = kept.map(({ data }) => data);
	const compared = await comparison(context, state, hidden);
	const results = await events.append(
		sessionId,
		proposals(context, state, hidden, compared),
		SYSTEM
	);
	const after = await events.stateOf(sessionId);
	// refused because another request was faster is not a fault
	if (!isDue(after)) return FINE;
	const refused = results.find((result) => !result.ok);
	return { fault: (refused?.code ?? 'session/refused') as ErrorCode };
}

/** Both first sheets are there, and something is not shown or not compared yet. */
function isDue(state: SessionState): boolean {
	const { sheets, compared } = state;
	if (endedBy(state) !== null || openStep(state) !== 'chart-analysis') return false;
	const has = (seat: string) => sheets.some((sheet) => sheet.seat === seat);
	if (!has('first') || !has('second')) return false;
	return (
		sheets.some(({ revealed }) => revealed === null) || compared?.outcomes.length !== sheets.length
	);
}

/** Rows whose sealing was cut off by a crash before they were marked. */
async function mark(context: ScoringContext, kept: readonly KeptSheet[]): Promise<void> {
	await context.database.db
		.updateTable('score_sheet')
		.set({ committed_ms: nowMs(context) })
		.where(
			'task',
			'in',
			kept.map(({ row }) => row.task)
		)
		.where('committed_ms', 'is', null)
		.execute();
}

async function comparison(
	{ database, software }: ScoringContext,
	state: SessionState,
	hidden: readonly EventData<'sheet-revealed'>[]
): Promise<EventData<'sheets-compared'>> {
	const protocols = await readSessionProtocols(database.db, state);
	const shown = state.sheets.flatMap(({ revealed }) => (revealed === null ? [] : [revealed]));
	return {
		software,
		...compareSheets({
			sheets: [...shown, ...hidden],
			places: sheetPlaces(state),
			questions: listedQuestions(state),
			technique: protocols.one('technique'),
			columns: sheetColumns(state),
			agreement: protocols.one('scoring-procedure').agreement,
			seed: scoringSeed(state.charts)
		})
	};
}

function proposals(
	{ at }: ScoringContext,
	{ sheets }: SessionState,
	hidden: readonly EventData<'sheet-revealed'>[],
	compared: EventData<'sheets-compared'>
): ProposedEvent[] {
	// fingerprints are drawn with a nonce: no two sealings share one
	const of = (seat?: string) =>
		sheets.flatMap((sheet) =>
			seat === undefined || sheet.seat === seat ? [sheet.commitment] : []
		);
	return [
		...hidden.map((data) => ({
			id: derivedId('sheet-revealed', ...of(data.seat)),
			type: 'sheet-revealed' as const,
			...{ at, data }
		})),
		{
			id: derivedId('sheets-compared', ...of()),
			type: 'sheets-compared' as const,
			...{ at, data: compared }
		}
	];
}

/** Says once in the audit trail that a sealed sheet is not what it was. */
async function report(
	context: ScoringContext,
	state: SessionState,
	{ seat, commitment }: CommittedSheet
): Promise<RevealOutcome> {
	const fault = 'session/sheet-changed';
	const { db } = context.database;
	const act = { actorId: SYSTEM.id, action: 'scoring/sheet-changed', object: commitment };
	const known = await db
		.selectFrom('audit_entry')
		.select('seq')
		.where('action', '=', act.action)
		.where('object', '=', commitment)
		.executeTakeFirst();
	if (known === undefined) {
		const details = { sessionId: state.sessionId, seat };
		await db
			.transaction()
			.execute((transaction) => addAuditEntry(transaction, { ...act, details }, nowMs(context)));
	}
	return { fault };
}
