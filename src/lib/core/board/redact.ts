/**
 * The part of a board somebody may know. Everything a page shows is computed from this part alone, so that not even a
 * count or a colour tells what another subject said (§4.2, §4.6).
 *
 * @module
 */
import { isRestricted, mayKnowSubject, type BoardViewer } from './compartment.ts';
import { mayBeDisclosed, type BoardFact, type BoardState, type CrossDisclosure } from './fact.ts';
import { compared, type Version } from './matrix.ts';

/** A fact of which somebody knows the code only: held back, or from another subject's words. */
export interface WithheldFact {
	readonly withheld: true;
	readonly id: string;
	readonly code: string;
}
/** A fact as somebody sees it. */
export type ViewFact = WithheldFact | (BoardFact & { readonly withheld: false });

/** A subject of the case as somebody sees it. */
export interface ViewSubject {
	readonly code: string;
	/** Nothing but the code is known to this viewer. */
	readonly withheld: boolean;
}

/** What somebody may know of a board, its facts in the order of the register. */
export type KnownBoard = Omit<BoardState, 'facts' | 'seq' | 'lastHash'> & {
	readonly facts: readonly BoardFact[];
	readonly allFacts: readonly ViewFact[];
	readonly subjects: readonly ViewSubject[];
	readonly versions: readonly Version[];
	readonly restricted: boolean;
};

/** Leaves out what the viewer may not know. */
export function knownBoard(
	board: BoardState,
	versions: readonly Version[],
	viewer: BoardViewer
): KnownBoard {
	const restricted = isRestricted(board, viewer);
	const mayKnow = (subject: string): boolean => mayKnowSubject(board, viewer, subject);
	const allFacts = board.facts.map((fact): ViewFact => {
		const isHeld = !mayBeDisclosed(fact);
		const isOthers = fact.sourceSubject !== null && !mayKnow(fact.sourceSubject);
		const { id, code } = fact;
		return restricted && (isHeld || isOthers)
			? { withheld: true, id, code }
			: { withheld: false, ...fact };
	});
	const subjects = subjectsOf(board, versions).map((code) => ({ code, withheld: !mayKnow(code) }));
	const all = { caseId: board.caseId, allFacts, subjects, restricted };
	if (!restricted) {
		const { seq: _seq, lastHash: _hash, ...rest } = board;
		return { ...rest, ...all, versions };
	}
	const facts = allFacts.flatMap((fact) => (fact.withheld ? [] : [fact]));
	return { ...all, facts, ...ownOnly(board, { facts, versions, viewer, mayKnow }) };
}

function ownOnly(
	board: BoardState,
	{
		facts,
		versions,
		viewer,
		mayKnow
	}: {
		readonly facts: readonly BoardFact[];
		readonly versions: readonly Version[];
		readonly viewer: BoardViewer;
		readonly mayKnow: (subject: string) => boolean;
	}
): Omit<KnownBoard, 'caseId' | 'facts' | 'allFacts' | 'subjects' | 'restricted'> {
	const readable = new Set(facts.map(({ id }) => id));
	const codes = new Set([...readable].map((id) => `${id}:`));
	return {
		versions: versions.filter(({ subject }) => mayKnow(subject)),
		coded: board.coded.filter(({ subject, factId }) => mayKnow(subject) && readable.has(factId)),
		exposures: board.exposures.filter(
			({ kind, person, factId }) =>
				readable.has(factId) && (kind === 'subject' ? mayKnow(person) : person === viewer.id)
		),
		contacts: board.contacts.filter(({ subjects }) => subjects.some(mayKnow)),
		compartments: board.compartments.filter(({ subject }) => mayKnow(subject)),
		leads: [],
		approvals: board.approvals.flatMap((one) => (mayKnow(one.toSubject) ? approved(one) : [])),
		defences: board.defences.filter(({ subject }) => mayKnow(subject)),
		// a question about several persons is the lead's
		clarifications: board.clarifications.filter(
			({ key }) => !key.includes('between-persons') && isOwnKey(key, codes, mayKnow)
		),
		order: [],
		nextSteps: Object.fromEntries(
			Object.entries(board.nextSteps).filter(([subject]) => mayKnow(subject))
		)
	};
}

/** Keys read `fact:type:kind:subject…:`; the subject of a person's own contradiction stands fourth. */
function isOwnKey(
	key: string,
	codes: ReadonlySet<string>,
	mayKnow: (subject: string) => boolean
): boolean {
	const [fact = '', , , subject = ''] = key.split(':');
	return codes.has(`${fact}:`) && mayKnow(subject);
}

/** What was approved to be said, word for word; why is for those who know both subjects. */
function approved(one: CrossDisclosure): CrossDisclosure[] {
	if (one.decision?.approved !== true) return [];
	const decision = { ...one.decision, reason: '' };
	return [{ ...one, truth: '', necessity: '', minimality: '', decision }];
}

function subjectsOf(board: BoardState, versions: readonly Version[]): string[] {
	const all = [
		...versions.map(({ subject }) => subject),
		...board.compartments.map(({ subject }) => subject),
		...board.coded.map(({ subject }) => subject),
		...board.defences.map(({ subject }) => subject),
		...Object.keys(board.nextSteps)
	];
	return [...new Set(all)].sort(compared);
}
