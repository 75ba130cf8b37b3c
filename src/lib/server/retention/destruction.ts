/**
 * Destroying the records of one person, or of a whole case: proposed by a supervisor, carried out by an administrator
 * who sees ids only. Both have given their passwords before this.
 *
 * @module
 */
import type { Transaction } from 'kysely';
import { LabError } from '#lib/core/errors.ts';
import { retentionAct } from '#lib/core/retention/retention-act.ts';
import type { Proposal } from '#lib/core/retention/retention-state.ts';
import type { CaseUser } from '../cases/cases.ts';
import type { Schema } from '../database/schema.ts';
import { eraseSubject, type ErasureCertificate, type ErasureContext } from '../keys/erase.ts';
import { caseOfAct, sealedCaseOf } from './openings.ts';
import {
	actOnCase,
	decided,
	readRetention,
	writeAct,
	type RetentionContext
} from './retention-log.ts';

/** A proposal that waits. */
export interface WaitingProposal extends Proposal {
	readonly caseId: string;
}

/**
 * Proposes the destruction of a sealed case, by its number.
 *
 * @throws {LabError} `retention/unknown`; `retention/…`
 */
export async function proposeCase(
	context: RetentionContext,
	given: { readonly caseNumber: string; readonly reason: string; readonly orderRef: string },
	user: CaseUser
): Promise<string> {
	const caseId = await sealedCaseOf(context, given.caseNumber, user);
	const { reason, orderRef } = given;
	const act = retentionAct({ act: 'propose-destruction', reason, orderRef });
	return actOnCase(context, caseId, act, user);
}

/** Proposals that wait, the oldest first. */
export async function waitingProposals({
	db
}: Pick<RetentionContext, 'db'>): Promise<WaitingProposal[]> {
	const rows = await db
		.selectFrom('retention_act')
		.select('case_id')
		.distinct()
		.where('act', '=', 'propose-destruction')
		.execute();
	const found: WaitingProposal[] = [];
	for (const { case_id: caseId } of rows)
		for (const one of (await readRetention(db, caseId)).proposals)
			if (one.outcome === null) found.push({ ...one, caseId });
	return found.toSorted((a, b) => a.atMs - b.atMs);
}

/**
 * Takes a proposal back, or refuses it.
 *
 * @throws {LabError} `retention/…`
 */
export async function dropProposal(
	context: RetentionContext,
	id: string,
	user: CaseUser
): Promise<void> {
	const caseId = await caseOfAct(context, id);
	const act = user.role === 'admin' ? 'refuse-destruction' : 'withdraw-destruction';
	await actOnCase(context, caseId, retentionAct({ act, about: id }), user);
}

/**
 * Carries a proposal out: keys and salts go, the number of the case is free, and the act stands exactly when they are gone.
 *
 * @throws {LabError} `retention/…`; `keys/running`, `keys/destroyed`
 */
export async function carryOut(
	context: RetentionContext & { readonly erasing: Omit<ErasureContext, 'now' | 'newId'> },
	id: string,
	user: CaseUser
): Promise<ErasureCertificate> {
	const caseId = await caseOfAct(context, id);
	const proposal = (await readRetention(context.db, caseId)).proposals.find(
		(one) => one.id === id && one.outcome === null
	);
	if (proposal === undefined)
		throw new LabError('retention/proposal-first', 'expected a proposal that waits');
	const { subjectCode, reason, by } = proposal;
	const name = subjectCode === null ? ('destroy' as const) : ('erase' as const);
	const given = { caseId, act: retentionAct({ act: name, about: id, subjectCode }), actor: user };
	await decided(context.db, context, given);
	const along = async (transaction: Transaction<Schema>): Promise<void> => {
		// asked again where nobody can come between
		const state = await decided(transaction, context, given);
		await writeAct(transaction, context, { ...given, state });
		if (subjectCode === null) await forgetNumber(transaction, caseId);
	};
	const { now, newId, erasing } = context;
	const order = { caseId, subjectCode, reason, along };
	const proposedBy: CaseUser = { id: by, role: 'supervisor' };
	return eraseSubject({ ...erasing, now, newId }, { ...order, proposedBy, executedBy: user });
}

/** The fingerprint of a number would answer whoever guesses it. */
async function forgetNumber(transaction: Transaction<Schema>, caseId: string): Promise<void> {
	await transaction
		.updateTable('lab_case')
		.set({ number_index: `destroyed:${caseId}` })
		.where('id', '=', caseId)
		.execute();
}
