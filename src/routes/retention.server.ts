/**
 * What pages of retention are asked with.
 *
 * @module
 */
import type { RequestEvent } from '@sveltejs/kit';
import { isReadOnly, type RetentionName } from '#lib/core/retention/retention-act.ts';
import type { ErasureContext } from '#lib/server/keys/erase.ts';
import { getLab } from '#lib/server/lab.ts';
import type { RetentionContext } from '#lib/server/retention/retention-log.ts';
import { readOnlyRefusal } from '#lib/server/retention/visible.ts';
import { reauthenticate, type Secrets } from './reauthentication.server.ts';

/** Where records are destroyed: files, database, and what the stores of this process keep in memory. */
export function erasing(): Omit<ErasureContext, 'now' | 'newId'> {
	const { database, dataFolder, events, interviews, cases } = getLab();
	return {
		...{ database, dataFolder },
		forget: (records) => {
			for (const { id } of records.sessions) events.forget(id);
			for (const { id } of records.interviews) interviews.forget(id);
			if (records.isWholeCase) cases.boards.forget(records.caseId);
		}
	};
}

/** Cases, protocols and time. */
export function retentionContext(): RetentionContext {
	return getLab().cases;
}

/** The password at the act itself, whatever was confirmed before: none of this is done in passing. */
export async function again(event: RequestEvent, { password, code }: Secrets): Promise<void> {
	await reauthenticate(event, { password: password || ' ', code });
}

/** Where events are answered one by one: one that was written before is still said to be written. */
const ONE_BY_ONE = /[/]events$/;

/**
 * Refuses whatever writes in a case that is archived, sealed or destroyed.
 *
 * @throws {LabError} `retention/read-only`
 */
export function refuseWriting(
	{ request, route }: Pick<RequestEvent, 'request' | 'route'>,
	state: RetentionName
): void {
	if (request.method === 'GET' || ONE_BY_ONE.test(route.id ?? '')) return;
	if (isReadOnly(state)) throw readOnlyRefusal(state);
}

/** Names of accounts. */
export async function namesOfPeople(): Promise<(id: string) => string> {
	const people = await getLab().accounts.directory.list();
	const names = new Map(people.map(({ id, name }) => [id, name]));
	return (id) => names.get(id) ?? '—';
}
