/**
 * A laboratory's calibrations: computed, adopted, withdrawn. What was computed is never changed.
 *
 * @module
 */
import type { Transaction } from 'kysely';
import { setImmediate as afterOthers } from 'node:timers/promises';
import { LabError } from '#lib/core/errors.ts';
import {
	calibrationReport,
	itemAgreements,
	weightsOf,
	type CalibrationBasis
} from '#lib/core/grid/calibration-report.ts';
import { calibrationGaps } from '#lib/core/grid/instrument-status.ts';
import type { ItemAgreement } from '#lib/core/grid/item-agreement.ts';
import type { Role } from '#lib/core/roles.ts';
import { addAuditEntry } from '../database/audit.ts';
import type { LabDatabase } from '../database/open.ts';
import type { Schema } from '../database/schema.ts';
import type { InterviewStore } from '../interviews/interview-store.ts';
import { calibrationInputs } from './coded-interviews.ts';
import {
	readCalibration,
	type CalibrationParameters,
	type KeptCalibration
} from './read-calibrations.ts';

/** Where calibrations are, and who may change them. */
export interface CalibrationContext {
	readonly database: Pick<LabDatabase, 'db'>;
	readonly interviews: Pick<InterviewStore, 'eventsAfter'>;
	readonly basis: CalibrationBasis;
	readonly now: () => number;
	readonly newId: () => string;
}

/** Who acts. */
export interface CalibrationActor {
	readonly id: string;
	readonly role: Role;
}

/** Calibrating is for supervisors: they answer for what a laboratory claims. */
function onlySupervisors({ role }: CalibrationActor): void {
	if (role !== 'supervisor')
		throw new LabError('calibration/role', `expected a supervisor, got ${role}`);
}

/**
 * Computes a calibration from all closed interviews and keeps it. Nothing uses it before it is adopted.
 *
 * @returns its id
 * @throws {LabError} `calibration/role`
 */
export async function computeCalibration(
	{ database, interviews, basis, now, newId }: CalibrationContext,
	actor: CalibrationActor
): Promise<string> {
	onlySupervisors(actor);
	const inputs = await calibrationInputs(database, interviews);
	const items: ItemAgreement[] = [];
	for (const item of itemAgreements(inputs.interviews, basis)) {
		items.push(item);
		// what sends samples to the screens comes in between
		await afterOthers();
	}
	const report = calibrationReport(inputs.interviews, basis, items);
	const { counts, tables, faults, agreement, validation } = report;
	const parameters: CalibrationParameters = {
		...{ counts, tables, faults },
		reliabilities: weightsOf(items)
	};
	const id = newId();
	await database.db.transaction().execute(async (transaction) => {
		await transaction
			.insertInto('grid_calibration')
			.values({
				...{ id, made_ms: now(), made_by: actor.id, inputs: inputs.sha256 },
				...{ segments: counts.segments, persons: counts.persons },
				parameters: JSON.stringify(parameters),
				agreement: JSON.stringify(agreement),
				validation: JSON.stringify(validation),
				gaps: JSON.stringify(calibrationGaps(agreement, validation, basis.rules))
			})
			.execute();
		const details = { inputs: inputs.sha256, segments: counts.segments, persons: counts.persons };
		const act = { actorId: actor.id, action: 'calibration/computed', object: id, details };
		await addAuditEntry(transaction, act, now());
	});
	return id;
}

/**
 * Takes a calibration into use for interviews opened from now on, or ends its use.
 *
 * @throws {LabError} `calibration/role`; `calibration/not-found`; `calibration/faulty` when its tables would break the
 * model; `calibration/no-data` when it rests on nothing; `calibration/state` when it is in use already, or not in use
 */
export async function decideCalibration(
	{ database, now }: Pick<CalibrationContext, 'database' | 'now'>,
	{
		id,
		act,
		reason
	}: { readonly id: string; readonly act: 'adopted' | 'withdrawn'; readonly reason: string },
	actor: CalibrationActor
): Promise<void> {
	onlySupervisors(actor);
	await database.db.transaction().execute(async (transaction) => {
		const found = await readCalibration(transaction, id);
		if (found === null)
			throw new LabError('calibration/not-found', `expected a calibration, got ${id}`);
		const isUsed = found.standing === 'adopted';
		if (isUsed === (act === 'adopted'))
			throw new LabError('calibration/state', `expected a calibration that can be ${act}`);
		if (act === 'adopted') usable(found);
		await write(transaction, { id, act, reason, by: actor.id, at: now() });
	});
}

function usable({ parameters: { faults }, segments, agreement }: KeptCalibration): void {
	if (faults.length > 0)
		throw new LabError('calibration/faulty', `expected sound tables, got ${faults.join(', ')}`);
	if (segments === 0 && agreement.segments === 0)
		throw new LabError(
			'calibration/no-data',
			'expected labelled or double-coded segments, got none'
		);
}

interface Act {
	readonly id: string;
	readonly act: 'adopted' | 'withdrawn';
	readonly reason: string;
	readonly by: string;
	readonly at: number;
}

async function write(
	transaction: Transaction<Schema>,
	{ id, act, reason, by, at }: Act
): Promise<void> {
	const last = await transaction
		.selectFrom('grid_calibration_act')
		.select('seq')
		.orderBy('seq', 'desc')
		.limit(1)
		.executeTakeFirst();
	const seq = (last?.seq ?? 0) + 1;
	await transaction
		.insertInto('grid_calibration_act')
		.values({ seq, calibration_id: id, act, at_ms: at, by_id: by, reason })
		.execute();
	const entry = { actorId: by, action: `calibration/${act}`, object: id, details: { reason } };
	await addAuditEntry(transaction, entry, at);
}
