/**
 * The protocols of a session as values: of the versions it was opened with, whatever the files say now.
 *
 * @module
 */
import type { Transaction } from 'kysely';
import { LabError } from '#lib/core/errors.ts';
import type { ProtocolKind, ProtocolValue } from '#lib/core/protocols/kinds.ts';
import type { EventData } from '#lib/core/session/event.ts';
import type { Schema } from '../database/schema.ts';
import { parsedProtocol } from '../parsed-protocols.ts';
import { protocolTexts } from './session-protocols.ts';

/** Looks protocols up by kind. */
export interface SessionProtocols {
	/** null = the session was opened without one. */
	readonly maybe: <K extends ProtocolKind>(kind: K) => ProtocolValue<K> | null;
	/** @throws {LabError} `protocols/missing` when the session was opened without one */
	readonly one: <K extends ProtocolKind>(kind: K) => ProtocolValue<K>;
}

/**
 * Reads the protocols of a session.
 *
 * @param state whose `opened` names them
 * @throws {LabError} `session/not-found` before a session is opened; `protocols/missing` when a text is not kept
 */
export async function readSessionProtocols(
	reader: Pick<Transaction<Schema>, 'selectFrom'>,
	{ opened }: { readonly opened: EventData<'session-opened'> | null }
): Promise<SessionProtocols> {
	if (opened === null) throw new LabError('session/not-found', 'expected an opened session');
	const parsed = (await protocolTexts(reader, opened)).map(({ name, text }) =>
		parsedProtocol(name.replace(/^protocols\//, ''), text)
	);
	const maybe = <K extends ProtocolKind>(kind: K): ProtocolValue<K> | null => {
		for (const protocol of parsed)
			if ('kind' in protocol && protocol.kind === kind) return protocol.value as ProtocolValue<K>;
		return null;
	};
	return {
		maybe,
		one: (kind) => {
			const found = maybe(kind);
			if (found !== null) return found;
			throw new LabError('protocols/missing', `expected ${kind} among the session's protocols`);
		}
	};
}
