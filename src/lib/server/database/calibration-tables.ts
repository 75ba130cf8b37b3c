/**
 * The tables of a laboratory's calibrations: what was computed, and what was decided about it. Rows are only added.
 *
 * @module
 */
import { sql, type Kysely } from 'kysely';
import { postgresTableAppendOnly, sqliteTableAppendOnly } from './append-only.ts';

/** A calibration as it was computed. */
export interface GridCalibrationTable {
	id: string;
	made_ms: number;
	made_by: string;
	/** Labelled segments. */
	segments: number;
	/** Persons these come from. */
	persons: number;
	/** SHA-256 (hex) of the data it was made from. */
	inputs: string;
	/** JSON of counts, tables, what stands against them, and weights of indicators. */
	parameters: string;
	/** JSON of `AgreementReport`. */
	agreement: string;
	/** JSON of `ValidationReport`. */
	validation: string;
	/** JSON of what is missing for more than training. */
	gaps: string;
}

/** What was decided about a calibration. */
export interface GridCalibrationActTable {
	/** 1, 2, 3 … over all calibrations. */
	seq: number;
	calibration_id: string;
	act: 'adopted' | 'withdrawn';
	at_ms: number;
	by_id: string;
	reason: string;
}

/** Makes the tables and the triggers that keep them. */
export async function calibrationTables(
	db: Kysely<unknown>,
	kind: 'sqlite' | 'postgres'
): Promise<void> {
	const text = (name: string) => [name, 'text'] as const;
	let made = db.schema
		.createTable('grid_calibration')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('made_ms', 'bigint', (column) => column.notNull())
		.addColumn('segments', 'integer', (column) => column.notNull())
		.addColumn('persons', 'integer', (column) => column.notNull());
	for (const [name, type] of [
		'made_by',
		'inputs',
		'parameters',
		'agreement',
		'validation',
		'gaps'
	].map(text))
		made = made.addColumn(name, type, (column) => column.notNull());
	await made.execute();
	await db.schema
		.createTable('grid_calibration_act')
		.addColumn('seq', 'integer', (column) => column.primaryKey().check(sql`seq >= 1`))
		.addColumn('calibration_id', 'text', (column) =>
			column.notNull().references('grid_calibration.id')
		)
		.addColumn('act', 'text', (column) =>
			column.notNull().check(sql`act in ('adopted', 'withdrawn')`)
		)
		.addColumn('at_ms', 'bigint', (column) => column.notNull())
		.addColumn('by_id', 'text', (column) => column.notNull())
		.addColumn('reason', 'text', (column) => column.notNull())
		.execute();
	for (const [table, key] of [
		['grid_calibration', 'id'],
		['grid_calibration_act', 'seq']
	] as const)
		await (kind === 'sqlite'
			? sqliteTableAppendOnly(db, table, key)
			: postgresTableAppendOnly(db, table));
}
