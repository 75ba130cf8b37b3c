/**
 * The protocol files of a session or interview: kept in the database by hash, so that a later edit of a file changes
 * nothing in one that runs, and a sealed folder holds exactly what was used.
 *
 * @module
 */
import type { Transaction } from 'kysely';
import { LabError } from '#lib/core/errors.ts';
import { parseProtocol } from '#lib/core/protocols/parse.ts';
import type { EventData } from '#lib/core/session/event.ts';
import type { Procedure } from '#lib/core/session/procedure.ts';
import type { Schema } from '../database/schema.ts';

type Reader = Pick<Transaction<Schema>, 'selectFrom'>;

/** A protocol file: path below protocols/, hash of its bytes, its text (UTF-8). */
export interface ProtocolText {
	readonly name: string;
	readonly sha256: string;
	readonly text: string;
}

/** Keeps protocol files; those already kept stay as they are. */
export async function storeProtocols(
	transaction: Transaction<Schema>,
	files: readonly ProtocolText[]
): Promise<void> {
	for (const { name, sha256, text } of files)
		await transaction
			.insertInto('protocol_file')
			.values({ name, sha256, text })
			.onConflict((conflict) => conflict.column('sha256').doNothing())
			.execute();
}

/**
 * The protocol files a session or interview was opened with.
 *
 * @throws {LabError} `protocols/missing` when one is not in the database
 */
export async function protocolTexts(
	reader: Reader,
	opened: { readonly protocols: readonly Omit<ProtocolText, 'text'>[] }
): Promise<ProtocolText[]> {
	const texts: ProtocolText[] = [];
	for (const { name, sha256 } of opened.protocols) {
		const row = await reader
			.selectFrom('protocol_file')
			.select('text')
			.where('sha256', '=', sha256)
			.executeTakeFirst();
		if (row === undefined)
			throw new LabError('protocols/missing', `expected the text of ${name}, got none`);
		texts.push({ name, sha256, text: row.text });
	}
	return texts;
}

/**
 * The transition table a session was opened with.
 *
 * @param known tables read before, by hash; added to
 * @throws {LabError} `protocols/missing`, `protocols/invalid`
 */
export async function procedureOf(
	reader: Reader,
	{ opened }: { readonly opened: EventData<'session-opened'> | null },
	known: Map<string, Procedure>
): Promise<Procedure> {
	const file = opened?.protocols.find(({ name }) => /^(protocols\/)?procedure\//.test(name));
	if (opened === null || file === undefined)
		throw new LabError('protocols/missing', 'expected a session with a procedure, got none');
	const before = known.get(file.sha256);
	if (before !== undefined) return before;
	const [found] = await protocolTexts(reader, { protocols: [file] });
	const parsed = parseProtocol(file.name.replace(/^protocols\//, ''), found?.text ?? '');
	if ('problems' in parsed || parsed.kind !== 'procedure')
		throw new LabError('protocols/invalid', `expected a procedure in ${file.name}`);
	known.set(file.sha256, parsed.value);
	return parsed.value;
}
