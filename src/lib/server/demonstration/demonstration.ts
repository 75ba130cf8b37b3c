/**
 * Opens the demonstration laboratory: made-up people, one made-up case, one session ready to begin, two interviews
 * and the board of the case.
 *
 * Safe to repeat: what is there already is left alone, what is missing is made.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { demonstrationContent, type Demonstration } from '../../core/casework/demonstration.ts';
import { LabError, type ErrorCode } from '../../core/errors.ts';
import type { EventData, EventType, ProposedEvent } from '../../core/session/event.ts';
import type { Locale } from '../../core/text.ts';
import { inLocale } from '../../core/text.ts';
import type { Account, Directory } from '../accounts/directory.ts';
import { assignMember } from '../cases/assignments.ts';
import { createCase, listCases, membersOf, type CaseUser } from '../cases/cases.ts';
import { listSessions, openSession } from '../cases/sessions.ts';
import type { EventStore } from '../events/event-store.ts';
import type { BoardContext } from '../board/boards.ts';
import type { LabDatabase } from '../database/open.ts';
import type { LaboratoryStore } from '../laboratory/laboratory-store.ts';
import type { Catalogue } from '../protocols.ts';
import { keepGrant, listGrants } from '../access/duties.ts';
import { demonstrationAccounts, demonstrationDuties } from './accounts.ts';
import { openDemonstrationBoard } from './board.ts';
import { openDemonstrationInterviews } from './interviews.ts';
import { openDemonstrationLaboratory } from './laboratory.ts';
import { openDemonstrationPlan } from './plan.ts';

/** What is needed of the laboratory. */
export interface Demonstrable {
	readonly accounts: { readonly directory: Directory };
	readonly cases: BoardContext & { readonly events: EventStore };
	readonly database: LabDatabase;
	readonly laboratory: LaboratoryStore;
}

/** The technique that is demonstrated. */
const TECHNIQUE = 'cit';
const REASON = '演示 demonstration';

/**
 * Makes the demonstration in one language.
 *
 * @throws {LabError} `accounts/already-set-up` when real people have accounts here; `protocols/missing` when the
 * laboratory's protocols hold no demonstration case
 */
export async function openDemonstration(lab: Demonstrable, locale: Locale): Promise<void> {
	const story = storyOf(lab.cases.catalogue);
	const accounts = await lab.accounts.directory.createDemonstration(demonstrationAccounts);
	await openDuties(lab, accounts);
	const [supervisor, tester] = [userOf(accounts, 'supervisor'), userOf(accounts, 'tester')];
	const { events, catalogue, now } = lab.cases;
	const laboratory = { ...lab, events, catalogue, now };
	await openDemonstrationLaboratory(laboratory, { supervisor, tester }, locale);
	const title = inLocale(story.title, locale);
	const cases = await listCases(lab.cases, supervisor);
	const shell =
		cases.find(({ number }) => number === story.caseNumber) ??
		(await createCase(lab.cases, { number: story.caseNumber, title }, supervisor));
	const members = await membersOf(lab.cases, shell.id);
	for (const { userName } of demonstrationAccounts) {
		const user = userOf(accounts, userName.replace('-demo', ''));
		// the reviewer stays outside the case: somebody has to be able to score it blind
		const isOutside = user.role === 'admin' || user.role === 'reviewer';
		if (!isOutside && !members.some(({ userId }) => userId === user.id))
			await assignMember(lab.cases, { caseId: shell.id, user, reason: REASON }, supervisor);
	}
	const raters = { lead: userOf(accounts, 'interviewer'), second: supervisor };
	await openDemonstrationInterviews(lab.cases, shell.id, raters, locale);
	await openDemonstrationBoard(lab.cases, shell.id, { lead: raters.lead, supervisor }, locale);
	await openDemonstrationPlan(lab.cases, shell.id, raters, locale);
	if ((await listSessions(lab.cases, tester, shell.id)).length > 0) return;
	await prepareSession(lab, shell.id, tester, story, locale);
}

/** The two administrators beside the first. */
async function openDuties({ cases }: Demonstrable, accounts: readonly Account[]): Promise<void> {
	const granted = await listGrants(cases);
	const by = userOf(accounts, 'admin').id;
	for (const [userName, { duty }] of Object.entries(demonstrationDuties)) {
		const user = userOf(accounts, userName.replace('-demo', ''));
		if (!granted.some(({ user_id: id }) => id === user.id))
			await keepGrant(cases, user, duty, { by, needed: 0 });
	}
}

/** One more session of the demonstration case, as far prepared as the first one was. */
async function prepareSession(
	{ cases }: Demonstrable,
	caseId: string,
	tester: CaseUser,
	story: Demonstration,
	locale: Locale
): Promise<void> {
	const at = { utc: new Date(cases.now()).toISOString(), monotonicS: null };
	const sessionId = await openSession(
		cases,
		{ caseId, subjectCode: story.subject.code, technique: TECHNIQUE, demonstration: true, at },
		tester
	);
	const propose = <T extends EventType>(type: T, data: EventData<T>) =>
		({ id: randomUUID(), type, at, data }) as unknown as ProposedEvent;
	const { subject, facts, hypotheses, law } = demonstrationContent(story, locale);
	const proposals = [
		propose('subject-described', subject),
		...facts.map((fact) => propose('fact-recorded', fact)),
		...hypotheses.map((hypothesis) => propose('hypothesis-recorded', hypothesis)),
		...(law === null
			? []
			: [propose('law-answered', law.answers), propose('law-times-recorded', law.times)])
	];
	const results = await cases.events.append(sessionId, proposals, {
		id: tester.id,
		role: 'tester'
	});
	for (const result of results)
		if (!result.ok) throw new LabError(result.code as ErrorCode, result.message);
}

/** The first demonstration case of the catalogue. */
export function storyOf({ files }: Catalogue): Demonstration {
	for (const file of files) if (file.kind === 'demonstration') return file.value;
	throw new LabError('protocols/missing', 'expected a demonstration case in protocols, got none');
}

function userOf(accounts: readonly Account[], name: string): CaseUser {
	const account = accounts.find(({ userName }) => userName === `${name}-demo`);
	if (!account) throw new LabError('accounts/unknown', `expected the account ${name}-demo`);
	return { id: account.id, role: account.role };
}
