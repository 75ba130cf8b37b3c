/**
 * The statement matrix: what each version of each subject says of each fact, and how independent it is (§4.4).
 *
 * @module
 */
import type { BoardSettings } from './board-settings.ts';
import { hadContact, independenceOf, type Independence, type Meeting } from './contamination.ts';
import type { BoardState, CodedStatement, KnowledgeSource, StatementCode } from './fact.ts';

/** One interview of a subject: a version of what they say. */
export interface Version {
	readonly interviewId: string;
	readonly subject: string;
	/** When it was opened, ISO 8601 UTC. */
	readonly at: string;
	/** When it was closed; null = it runs. */
	readonly until: string | null;
	/** Accounts of those who led it. */
	readonly interviewers: readonly string[];
}

/** A version with its number among those of its subject. */
export interface Column extends Version {
	/** 1, 2, 3 … by time. */
	readonly number: number;
}

/** What one version says of one fact. */
export interface MatrixCell {
	readonly factId: string;
	readonly subject: string;
	readonly interviewId: string;
	readonly version: number;
	readonly code: StatementCode;
	/** Of the last statement in that version; null = not asked. */
	readonly knowledge: KnowledgeSource | null;
	readonly ownWords: string;
	readonly saidAt: string | null;
	/** Said before or after the fact was shown or told to this person. */
	readonly timing: 'before' | 'after' | 'unknown' | null;
	readonly independence: Independence | null;
	/** Could have talked with another subject before it was said. */
	readonly contact: boolean;
	readonly ledToFind: boolean;
	/** Every statement on the fact in this version, oldest first. */
	readonly said: readonly CodedStatement[];
}

/** The columns: subjects by code, versions by time. */
export function columnsOf(versions: readonly Version[]): Column[] {
	const sorted = versions.toSorted(
		(a, b) =>
			compared(a.subject, b.subject) ||
			compared(a.at, b.at) ||
			compared(a.interviewId, b.interviewId)
	);
	return sorted.map((one, index) => ({
		...one,
		number: sorted.slice(0, index + 1).filter(({ subject }) => subject === one.subject).length
	}));
}

/** Codes sort by their characters, the same everywhere. */
export function compared(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

/** Who sat with whom. */
export function meetingsOf(versions: readonly Version[]): Meeting[] {
	return versions.flatMap(({ interviewers, subject, at, until }) =>
		interviewers.map((interviewer): Meeting => ({ interviewer, subject, from: at, until }))
	);
}

/** All cells, fact by fact in the order of the register, each over all columns. */
export function matrixOf(
	board: Pick<BoardState, 'facts' | 'coded' | 'exposures' | 'contacts'>,
	columns: readonly Column[],
	settings: BoardSettings
): MatrixCell[] {
	const meetings = meetingsOf(columns);
	return board.facts.flatMap(({ id }) =>
		columns.map((column) => cellOf(board, { column, factId: id, meetings }, settings))
	);
}

function cellOf(
	board: Pick<BoardState, 'coded' | 'exposures' | 'contacts'>,
	{
		column: { interviewId, subject, number: version },
		factId,
		meetings
	}: { readonly column: Column; readonly factId: string; readonly meetings: readonly Meeting[] },
	settings: BoardSettings
): MatrixCell {
	const said = board.coded
		.filter((one) => one.interviewId === interviewId && one.factId === factId)
		.toSorted((a, b) => a.statementSeq - b.statementSeq);
	const place = { factId, subject, interviewId, version, said };
	const last = said.at(-1);
	if (last === undefined || said.every(({ code }) => code === 'N'))
		return {
			...{ ...place, code: 'N', knowledge: null, ownWords: '', saidAt: null, timing: null },
			...{ independence: null, contact: false, ledToFind: false }
		};
	const { code, knowledge, ownWords, saidAt } = last;
	const beforeMs = Date.parse(saidAt);
	return {
		...{ ...place, code, knowledge, ownWords, saidAt },
		timing: timingOf(board, { subject, factId, beforeMs }),
		...independent(board, meetings, { subject, factId, beforeMs }, settings),
		contact: hadContact(board, subject, beforeMs),
		ledToFind: said.some((one) => one.ledToFind)
	};
}

function independent(
	board: Pick<BoardState, 'coded' | 'exposures' | 'contacts'>,
	meetings: readonly Meeting[],
	asked: { readonly subject: string; readonly factId: string; readonly beforeMs: number },
	settings: BoardSettings
): Pick<MatrixCell, 'independence'> {
	return { independence: independenceOf(board, meetings, asked, settings).independence };
}

function timingOf(
	{ exposures }: Pick<BoardState, 'exposures'>,
	asked: { readonly subject: string; readonly factId: string; readonly beforeMs: number }
): 'before' | 'after' | 'unknown' {
	const own = exposures.filter(
		({ kind, person, factId }) =>
			kind === 'subject' && person === asked.subject && factId === asked.factId
	);
	if (own.some(({ at }) => at !== null && Date.parse(at) < asked.beforeMs)) return 'after';
	return own.some(({ at }) => at === null) ? 'unknown' : 'before';
}
