/**
 * Fault tests write down here what they measured; `tests/faults/run.ts` makes the table of it.
 *
 * @module
 */
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** What one test measured of one fault. */
export interface FaultRecord {
	/** `F01` … `F30`. */
	readonly id: `F${string}`;
	/** How often the fault was made to happen. */
	readonly runs: number;
	/** What is counted: samples of each channel, marks, events, files … */
	readonly unit: string;
	/** What the injection takes away, known from the injector. */
	readonly lostExpected: number;
	/** Produced, but absent: what the source made minus what the file or log holds, never a counter of the product's own. */
	readonly lostActual: number;
	/** What the product says is lost. */
	readonly declared: number;
	/** How far the three may lie apart, where no counter spans the loss and only a clock tells; 0 = exact. */
	readonly tolerance?: number;
	/** Figures and limits, in a few words. */
	readonly note?: string;
}

/** Names the folder where records go; without it nothing is written. */
const FOLDER = 'JINGWEI_FAULT_RECORDS';

/** Whether the three numbers agree. */
export function isAccounted(record: FaultRecord): boolean {
	const { lostExpected, lostActual, declared, tolerance = 0 } = record;
	return [lostExpected, declared].every((one) => Math.abs(one - lostActual) <= tolerance);
}

/**
 * Writes a record down, pass or fail.
 *
 * @throws {Error} when lost, expected and declared do not agree: the test fails
 */
export function recordFault(record: FaultRecord): void {
	const folder = process.env[FOLDER];
	if (folder !== undefined && folder !== '') {
		mkdirSync(folder, { recursive: true });
		appendFileSync(
			join(folder, `${record.id}-${process.pid}.jsonl`),
			`${JSON.stringify(record)}\n`
		);
	}
	if (isAccounted(record)) return;
	const { id, unit, lostExpected, lostActual, declared, tolerance = 0 } = record;
	throw new Error(
		`${id}: expected ${lostExpected} ${unit} lost and declared (±${tolerance}), ` +
			`got ${lostActual} lost, ${declared} declared`
	);
}
