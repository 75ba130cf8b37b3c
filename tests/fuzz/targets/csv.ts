/** Tables of numbers and pasted choices. */
import { isLabError } from '#lib/core/errors.ts';
import { readChoices } from '#lib/core/technique/panel.ts';
import { columnsIn } from '../../../src/cli/analysis/csv-columns.ts';
import { openSignalsHeader } from '../../../src/cli/analysis/open-signals.ts';
import { encodingOf, linesOf } from '../../../src/cli/analysis/text-lines.ts';
import { expected } from '../oracle.ts';

/** @throws when a promise of the reader is broken */
export async function fuzz(bytes: Uint8Array): Promise<void> {
	const size = 1 + (bytes.length % 61);
	const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
		bytes.subarray(i * size, (i + 1) * size)
	);
	const [whole, cut] = [await read([bytes]), await read(chunks)];
	// in pieces a fault of the first line is met before bytes behind it that are no text
	const areRefused = typeof whole === 'string' && typeof cut === 'string';
	expected(areRefused || JSON.stringify(whole) === JSON.stringify(cut), 'the same in pieces');
	const typed = new TextDecoder().decode(bytes);
	const { chosen, unread } = readChoices(typed, ['红色', 'blue, dark', '3']);
	expected(
		chosen.every((one) => one >= 0 && one < 3),
		'only items there are are chosen'
	);
	expected(chosen.length + unread.length <= typed.length, 'no more choices than characters');
}

async function read(chunks: readonly Uint8Array[]): Promise<unknown> {
	try {
		const { names, columns, notes } = await columnsIn(linesOf(chunks, encodingOf(joined(chunks))));
		openSignalsHeader(notes);
		const lengths = new Set(columns.map(({ length }) => length));
		expected(names.length === columns.length && lengths.size === 1, 'columns of one length');
		expected(
			columns.every((column) => column.every((value) => Math.abs(value) !== Infinity)),
			'numbers are finite or missing'
		);
		return { names, columns: columns.map((column) => [...column]) };
	} catch (error) {
		if (isLabError(error) && error.code === 'analyse/csv') return error.message;
		throw error;
	}
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
	return new Uint8Array(Buffer.concat(chunks));
}
