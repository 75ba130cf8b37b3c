/**
 * The protocol files of a session or interview: kept in the database by hash, so that a later edit of a file changes
 * nothing in one that runs, and a sealed folder holds exactly what was used.
 *
 * @module
 */
import type { Transaction } from 'kysely';
import { LabError } from '#lib/core/errors.ts';
import { kindOf } from '#lib/core/protocols/kinds.ts';
import type { Protocol } from '#lib/core/protocols/parse.ts';
import type { EventData } from '#lib/core/session/event.ts';
import { procedureFor } from '#lib/core/session/procedure-of-technique.ts';
import type { Procedure } from '#lib/core/session/procedure.ts';
import type { Schema } from '../database/schema.ts';
import { parsedProtocol } from '../parsed-protocols.ts';

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
	if (files.length === 0) return;
	await transaction
		.insertInto('protocol_file')
		.values(files.map(({ name, sha256, text }) => ({ name, sha256, text })))
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
	if (opened.protocols.length === 0) return [];
	const hashes = opened.protocols.map(({ sha256 }) => sha256);
	const rows = await reader
		.selectFrom('protocol_file')
		.select(['sha256', 'text'])
		.where('sha256', 'in', hashes)
		.execute();
	const found = new Map(rows.map(({ sha256, text }) => [sha256, text]));
	return opened.protocols.map(({ name, sha256 }) => {
		const text = found.get(sha256);
		if (text !== undefined) return { name, sha256, text };
		throw new LabError('protocols/missing', `expected the text of ${name}, got none`);
	});
}

/**
 * The transition table a session was opened with, as its technique needs it.
 *
 * @param known tables read before, by hashes; added to
 * @throws {LabError} `protocols/missing`, `protocols/invalid`
 */
export async function procedureOf(
	reader: Reader,
	{ opened }: { readonly opened: EventData<'session-opened'> | null },
	known: Map<string, Procedure>
): Promise<Procedure> {
	const files = ['procedure', 'technique'].map((kind) =>
		opened?.protocols.find(({ name }) => kindOf(name.replace(/^protocols\//, '')) === kind)
	);
	const [file, techniqueFile] = files;
	if (file === undefined)
		throw new LabError('protocols/missing', 'expected a session with a procedure, got none');
	const key = files.map((one) => one?.sha256 ?? '').join('/');
	const before = known.get(key);
	if (before !== undefined) return before;
	const parsed = await parsedFile(reader, file);
	if (parsed.kind !== 'procedure')
		throw new LabError('protocols/invalid', `expected a procedure in ${file.name}`);
	const technique = techniqueFile === undefined ? null : await parsedFile(reader, techniqueFile);
	const table =
		technique?.kind === 'technique' ? procedureFor(parsed.value, technique.value) : parsed.value;
	known.set(key, table);
	return table;
}

async function parsedFile(reader: Reader, file: Omit<ProtocolText, 'text'>): Promise<Protocol> {
	const [found] = await protocolTexts(reader, { protocols: [file] });
	const parsed = parsedProtocol(file.name.replace(/^protocols\//, ''), found?.text ?? '');
	if ('kind' in parsed) return parsed;
	throw new LabError('protocols/invalid', `expected a valid file in ${file.name}`);
}
