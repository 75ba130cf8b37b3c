/**
 * Calibrations as they are kept, and the one in use.
 *
 * @module
 */
import { canonicalJson } from '#lib/core/audit/canonical.ts';
import { sha256Hex } from '#lib/core/audit/hash.ts';
import { instrumentStatus, type InstrumentStatus } from '#lib/core/grid/instrument-status.ts';
import type {
	AgreementReport,
	CalibrationReport,
	GridLocal,
	ValidationReport
} from '#lib/core/grid/local-calibration.ts';
import type { GridCalibrationTable } from '../database/calibration-tables.ts';
import type { LogReader } from '../events/logs.ts';
import type { ProtocolText } from '../events/session-protocols.ts';

/** Counts, tables, what stands against them, and weights of indicators. */
export type CalibrationParameters = Pick<CalibrationReport, 'counts' | 'tables' | 'faults'> &
	Pick<GridLocal, 'reliabilities'>;

/** A calibration with what was decided about it. */
export interface KeptCalibration {
	readonly id: string;
	readonly madeMs: number;
	readonly madeBy: string;
	readonly segments: number;
	readonly persons: number;
	readonly inputs: string;
	readonly parameters: CalibrationParameters;
	readonly agreement: AgreementReport;
	readonly validation: ValidationReport;
	readonly gaps: readonly string[];
	/** `replaced` = adopted once, another since. */
	readonly standing: 'computed' | 'adopted' | 'replaced' | 'withdrawn';
	readonly acts: readonly CalibrationAct[];
}

/** Something decided about a calibration. */
export interface CalibrationAct {
	readonly calibration: string;
	readonly act: 'adopted' | 'withdrawn';
	readonly atMs: number;
	readonly by: string;
	readonly reason: string;
}

/** All calibrations, the newest first. */
export async function readCalibrations(reader: LogReader): Promise<KeptCalibration[]> {
	const acts = await readActs(reader);
	const rows = await reader
		.selectFrom('grid_calibration')
		.selectAll()
		.orderBy('made_ms', 'desc')
		.orderBy('id')
		.execute();
	return rows.map((row) => kept(row, acts));
}

/** One calibration; null = there is none with this id. */
export async function readCalibration(
	reader: LogReader,
	id: string
): Promise<KeptCalibration | null> {
	const row = await reader
		.selectFrom('grid_calibration')
		.selectAll()
		.where('id', '=', id)
		.executeTakeFirst();
	return row === undefined ? null : kept(row, await readActs(reader));
}

/** The calibration in use; null = none. */
export async function adoptedCalibration(reader: LogReader): Promise<KeptCalibration | null> {
	const last = (await readActs(reader)).at(-1);
	return last?.act === 'adopted' ? readCalibration(reader, last.calibration) : null;
}

async function readActs(reader: LogReader): Promise<CalibrationAct[]> {
	const rows = await reader.selectFrom('grid_calibration_act').selectAll().orderBy('seq').execute();
	return rows.map((row) => ({
		...{ calibration: row.calibration_id, act: row.act, atMs: row.at_ms },
		...{ by: row.by_id, reason: row.reason }
	}));
}

function kept(row: GridCalibrationTable, all: readonly CalibrationAct[]): KeptCalibration {
	const acts = all.filter(({ calibration }) => calibration === row.id);
	const last = acts.at(-1);
	const isLatest = last !== undefined && all.at(-1) === last;
	return {
		...{ id: row.id, madeMs: row.made_ms, madeBy: row.made_by },
		...{ segments: row.segments, persons: row.persons, inputs: row.inputs, acts },
		parameters: JSON.parse(row.parameters) as CalibrationParameters,
		agreement: JSON.parse(row.agreement) as AgreementReport,
		validation: JSON.parse(row.validation) as ValidationReport,
		gaps: JSON.parse(row.gaps) as string[],
		standing:
			last === undefined
				? 'computed'
				: last.act === 'withdrawn'
					? 'withdrawn'
					: isLatest
						? 'adopted'
						: 'replaced'
	};
}

/** The file an interview keeps of the calibration it is opened with. */
export function localFile(one: KeptCalibration): ProtocolText {
	const { id, madeMs, inputs, segments, persons, gaps, parameters } = one;
	const { tables, reliabilities } = parameters;
	const value = { id, madeMs, inputs, segments, persons, gaps, tables, reliabilities };
	const text = canonicalJson(value);
	return { name: 'grid/local-calibration.json', sha256: sha256Hex(text), text };
}

/**
 * What the grid may be used for, by the calibration an interview was opened with.
 *
 * @param local null = it was opened without one
 */
export async function statusWith(
	reader: LogReader,
	local: GridLocal | null
): Promise<InstrumentStatus> {
	if (local === null) return instrumentStatus(null);
	const standing = (await readCalibration(reader, local.id))?.standing;
	return instrumentStatus(local.gaps, standing === 'withdrawn' || standing === undefined);
}

/** What the grid may be used for in interviews opened now. */
export async function statusNow(reader: LogReader): Promise<InstrumentStatus> {
	const adopted = await adoptedCalibration(reader);
	return instrumentStatus(adopted === null ? null : adopted.gaps);
}
