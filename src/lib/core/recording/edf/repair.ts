/**
 * What makes a file valid again that was being written when the power or the process went.
 *
 * @module
 */
import { isLabError } from '../../errors.ts';
import { readLists } from './annotation-lists.ts';
import { countField } from './encode-header.ts';
import type { EdfLayout } from './header.ts';
import { planReading } from './reader.ts';

/** What to do: cut the file to `truncateTo` bytes, write `count` at `COUNT_OFFSET`, sync. */
export interface Repair {
	readonly kind: 'repair';
	/** False when the file is valid as it is; doing the repair again changes nothing. */
	readonly needed: boolean;
	/** Whole records kept. */
	readonly records: number;
	/** Size to cut the file to [bytes]. */
	readonly truncateTo: number;
	/** The 8 bytes of the count field. */
	readonly count: Uint8Array;
	readonly layout: EdfLayout;
}

/** Why nothing can be made valid. */
export interface RepairRefusal {
	readonly kind: 'refusal';
	readonly code: 'not-edf' | 'no-record';
	/** English, what was expected and what came. */
	readonly message: string;
}

/**
 * Plans a repair. No record is invented: the last, incomplete one is cut off.
 *
 * @param header at least the whole header
 * @param fileBytes size of the file
 * @param wholeRecords keep at most so many records, when trailing ones were found unwritten (`isWrittenRecord`)
 */
export function planRepair(
	header: Uint8Array,
	fileBytes: number,
	wholeRecords = Number.POSITIVE_INFINITY
): Repair | RepairRefusal {
	try {
		const plan = planReading(header, fileBytes);
		const { layout } = plan;
		const records = Math.min(plan.records, wholeRecords);
		if (records < 1)
			return { kind: 'refusal', code: 'no-record', message: 'expected a whole record, got none' };
		const truncateTo = layout.headerBytes + records * layout.recordBytes;
		const needed = truncateTo !== fileBytes || plan.header.records !== records;
		return { kind: 'repair', needed, records, truncateTo, count: countField(records), layout };
	} catch (error) {
		if (!isLabError(error)) throw error;
		return { kind: 'refusal', code: 'not-edf', message: error.message };
	}
}

/**
 * Whether a record of a + file was really written: after a power cut the end of a file can be zeros, and a
 * record of zeros has no time. Look from the last record backwards and repair with what is left.
 */
export function isWrittenRecord(layout: EdfLayout, record: Uint8Array): boolean {
	const slot = layout.slots.find((each) => each.isAnnotation);
	if (slot === undefined) return true;
	const { lists } = readLists(record.subarray(slot.offset, slot.offset + slot.bytes));
	return lists[0]?.texts[0] === '';
}
