/**
 * What the report of a session is made from on the server.
 *
 * @module
 */
import type { ReportContext, ReportSource, ReportTexts } from '#lib/core/report/source.ts';
import type { SessionEvent } from '#lib/core/session/event.ts';
import { reduce } from '#lib/core/session/reduce.ts';
import { wordingOf } from '#lib/core/technique/wording-of.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import { methodTexts } from '#lib/scoring/registry-texts.ts';
import { reportSensitivity } from '#lib/scoring/session-report-sensitivity.ts';
import type { Account } from '../accounts/directory.ts';
import type { LabDatabase } from '../database/open.ts';
import type { EventStore } from '../events/event-store.ts';
import { readSessionProtocols } from '../events/session-values.ts';
import { protocolOf, type Catalogue } from '../protocols.ts';

/** Where a report's parts are. */
export interface ReportPlaces {
	readonly database: LabDatabase;
	readonly events: EventStore;
	readonly catalogue: Catalogue;
	readonly dataFolder: string;
	readonly accounts: { readonly directory: { list(): Promise<readonly Account[]> } };
	/** Name and version of this program. */
	readonly software: string;
}

/**
 * The texts of the versions a session was opened with; the words of the report are the laboratory's of today when the
 * session was opened before there were any.
 *
 * @throws {LabError} `protocols/missing`
 */
export async function reportTexts(
	{ database, catalogue }: Pick<ReportPlaces, 'database' | 'catalogue'>,
	state: Pick<SessionState, 'opened'>
): Promise<ReportTexts> {
	const { one, maybe } = await readSessionProtocols(database.db, state);
	return {
		report: maybe('report') ?? protocolOf(catalogue, 'report'),
		technique: one('technique'),
		rights: one('rights'),
		fitness: one('fitness'),
		artifacts: one('artifacts'),
		legal: one('legal'),
		wording: wordingOf(one('wording'), one('technique'))
	};
}

/**
 * A session with all that its report tells, as it stands now.
 *
 * @throws {LabError} `session/not-found`, `protocols/missing`
 */
export async function readReportSource(
	places: ReportPlaces,
	sessionId: string,
	shell: ReportContext['case']
): Promise<ReportSource> {
	const events = await places.events.allEvents(sessionId);
	const state = reduce(events, sessionId);
	const people = await places.accounts.directory.list();
	return {
		...{
			state,
			events,
			methods: methodTexts(),
			sensitivityOf: reportSensitivity,
			software: places.software
		},
		case: { number: shell.number, title: shell.title },
		names: namesIn(events, people),
		texts: await reportTexts(places, state)
	};
}

/** What those are called whom the log names, in order of their ids. */
export function namesIn(
	events: readonly SessionEvent[],
	people: readonly Pick<Account, 'id' | 'name'>[]
): ReportContext['names'] {
	const acted = new Set(events.map(({ actor }) => actor.id));
	return people
		.filter(({ id }) => acted.has(id))
		.map(({ id, name }) => ({ id, name }))
		.sort((a, b) => (a.id < b.id ? -1 : 1));
}
