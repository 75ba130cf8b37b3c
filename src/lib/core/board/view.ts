/**
 * A board as one person sees it: the matrix and what follows from it, computed from what that person may know.
 *
 * @module
 */
import type { BoardSettings } from './board-settings.ts';
import { sharedInterviewers, type BoardViewer } from './compartment.ts';
import {
	contradictionsOf,
	nearIdentical,
	type Contradiction,
	type NearIdentical
} from './contradictions.ts';
import type { BoardState, FactExposure } from './fact.ts';
import { leakProbability } from './leak.ts';
import { columnsOf, matrixOf, type Column, type MatrixCell, type Version } from './matrix.ts';
import { interviewOrder, type OrderPlace } from './order.ts';
import { agreementShares, readingOf, type AgreementShare, type FactReading } from './reading.ts';
import { knownBoard, type KnownBoard } from './redact.ts';

/** Something to be looked at, by the rule that says so (interview reference §5.2). */
export interface BoardWarning {
	readonly rule: 'MS-02' | 'MS-05';
	/** Accounts (MS-02) or subjects (MS-05). */
	readonly who: readonly string[];
	/** Minutes in which the two could talk (MS-05). */
	readonly minutes: number;
}

/** How likely a fact has reached a subject; shown beside facts only, never added up over a person. */
export interface FactLeak {
	readonly subject: string;
	readonly factId: string;
	/** 0–1 */
	readonly probability: number;
}

/** What a page of the board gets. */
export interface BoardView extends Omit<KnownBoard, 'facts' | 'versions'> {
	/** Whether compartments are set at all. */
	readonly hasCompartments: boolean;
	readonly columns: readonly Column[];
	readonly cells: readonly MatrixCell[];
	/** Empty for those who see only some subjects: a count would tell what others said. */
	readonly readings: readonly FactReading[];
	readonly agreement: readonly AgreementShare[];
	readonly contradictions: readonly Contradiction[];
	readonly alike: readonly NearIdentical[];
	readonly places: readonly OrderPlace[];
	readonly leaks: readonly FactLeak[];
	readonly warnings: readonly BoardWarning[];
}

type FactWay = Pick<FactExposure, 'channel' | 'strength'>;

/** The board for one viewer. */
export function boardView(
	board: BoardState,
	versions: readonly Version[],
	viewer: BoardViewer,
	settings: BoardSettings
): BoardView {
	const known = knownBoard(board, versions, viewer);
	const { facts, versions: seen, ...rest } = known;
	const columns = columnsOf(seen);
	const cells = matrixOf(known, columns, settings);
	return {
		...rest,
		hasCompartments: board.compartments.length > 0,
		...{ columns, cells },
		readings: known.restricted ? [] : facts.map(({ id }) => readingOf(id, cells)),
		agreement: known.restricted ? [] : agreementShares(cells),
		contradictions: facts.flatMap((fact) => contradictionsOf(fact, cells)),
		alike: nearIdentical(known.coded, settings.similarity),
		places: interviewOrder(known.order, settings),
		leaks: leaksOf(known, settings),
		warnings: warningsOf(known)
	};
}

function leaksOf(
	{ facts, subjects, exposures, contacts }: KnownBoard,
	settings: BoardSettings
): FactLeak[] {
	const seen = subjects.flatMap(({ code, withheld }) => (withheld ? [] : [code]));
	// one way for each other person somebody could talk with: what those know is not asked
	const talked = (subject: string): FactWay[] => {
		const own = contacts.filter(
			({ subjects: two, minutes }) => minutes > 0 && two.includes(subject)
		);
		const others = own.flatMap(({ subjects: two }) => two.filter((one) => one !== subject));
		return [...new Set(others)].map(() => ({ channel: 'co-suspect', strength: 1 }));
	};
	return facts.flatMap(({ id: factId }) =>
		seen.map((subject): FactLeak => {
			const own = exposures.filter(
				({ kind, person, factId: about }) =>
					kind === 'subject' && person === subject && about === factId
			);
			const probability = leakProbability([...own, ...talked(subject)], settings);
			return { subject, factId, probability };
		})
	);
}

function warningsOf({ compartments, versions, contacts }: KnownBoard): BoardWarning[] {
	const crossed = versions.flatMap(({ subject, interviewers }) =>
		interviewers.filter((one) =>
			compartments.some((team) => team.subject !== subject && team.interviewers.includes(one))
		)
	);
	const readers = [...new Set([...sharedInterviewers({ compartments, leads: [] }), ...crossed])];
	const met = contacts.filter(({ minutes }) => minutes > 0);
	return [
		...(readers.length > 0 ? [{ rule: 'MS-02' as const, who: readers.sort(), minutes: 0 }] : []),
		...met.map(({ subjects, minutes }) => ({ rule: 'MS-05' as const, who: subjects, minutes }))
	];
}
