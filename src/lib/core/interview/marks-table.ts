/**
 * Marks as rows of a table, for a spreadsheet or another program. The names of the columns are the same in every
 * language.
 *
 * @module
 */
import type { Mark, NamedRecording } from './coding.ts';
import { sliceAt, type SliceSource } from './coding-slices.ts';

/** Names of the columns; times in seconds, `_s` of the interview, `file_s` of the recording. */
export const markColumns = [
	...['coder', 'item', 'value', 'slice', 'at_s', 'until_s', 'file_s'],
	...['note', 'alternative', 'withdrawn', 'recording_sha256']
] as const;

/** One row for each mark, in the order of the recording; “could not be seen” is `NA`, never empty or 0. */
export function markRows(
	source: SliceSource,
	marks: readonly Mark[],
	{ offsetS, sha256 }: Pick<NamedRecording, 'offsetS' | 'sha256'>,
	names: Readonly<Record<string, string>>
): (string | number | null)[][] {
	const rounded = (seconds: number): number => Math.round(1000 * seconds) / 1000;
	return marks
		.toSorted((a, b) => a.atS - b.atS || a.seq - b.seq)
		.map(({ coder, item, value, atS, untilS, note, alternative, withdrawn }) => [
			...[names[coder] ?? coder, item, value ?? 'NA', sliceAt(source, atS)],
			...[rounded(atS), untilS === null ? null : rounded(untilS), rounded(atS - offsetS)],
			...[note, alternative, withdrawn ?? '', sha256]
		]);
}
