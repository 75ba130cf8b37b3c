/**
 * What a case's board holds: facts with one use each, every way somebody may have learned one, contacts between
 * subjects, compartments, and disclosures of one subject's words to another. Nothing here can hold the result of a test,
 * and nothing scores a person.
 *
 * Source of the shapes: interview reference §4, §6.1, §6.3–6.5.
 *
 * @module
 */

/** The seven elements 人机车物卡址视, by their names in `protocols/elements.yaml`. */
export const FACT_ELEMENTS = [
	'person',
	'phone',
	'vehicle',
	'object',
	'card',
	'address',
	'video'
] as const;
/** One of the seven elements. */
export type FactElement = (typeof FACT_ELEMENTS)[number];

/** How much a source is worth: A = physical or original record … D = hearsay or unknown. */
export const SOURCE_STRENGTHS = ['A', 'B', 'C', 'D'] as const;
/** Strength of a source. */
export type SourceStrength = (typeof SOURCE_STRENGTHS)[number];

/** What a fact may be kept for; `open` = for nothing yet, everybody may know it. */
export const FACT_USES = ['open', 'test', 'identification', 'hold-back', 'disclosure'] as const;
/** What a fact is kept for. */
export type FactUse = (typeof FACT_USES)[number];

/** How far a use has come; moves one way only (§6.3). `none` goes with `open`. */
export const USE_STAGES = ['none', 'reserved', 'shown', 'released', 'disclosed'] as const;
/** How far a use has come. */
export type UseStage = (typeof USE_STAGES)[number];

/** One fact of the register: atomic, can be checked, with its source. */
export interface BoardFact {
	readonly id: string;
	/** Short name used instead of the content: F07. Once in a case. */
	readonly code: string;
	readonly element: FactElement;
	/** What is the case; withheld (empty) in what a team may not read. */
	readonly text: string;
	/** The level above the detail ("a car" of "a grey van"); empty = none. */
	readonly category: string;
	readonly sourceStrength: SourceStrength;
	/** Where it is known from. */
	readonly source: string;
	/** Checked by whom, when and how; null = not yet. */
	readonly verified: { readonly by: string; readonly at: string; readonly how: string } | null;
	readonly use: FactUse;
	readonly stage: UseStage;
	/** Code of the subject whose words it comes from; null = not from a subject. */
	readonly sourceSubject: string | null;
	/** Speaks for a person. */
	readonly exculpatory: boolean;
	/** When and where it happened, in words; empty = unknown. */
	readonly time: string;
	readonly place: string;
	/** How sure the register is of the fact. */
	readonly confidence: 'high' | 'medium' | 'low';
	/** When it came to the register, ISO 8601 UTC. */
	readonly at: string;
	/** Number of the event that set the present words. */
	readonly seq: number;
}

/** Ways a fact may reach a person; the strengths stand in `protocols/grid/board.yaml` (§6.4). */
export const EXPOSURE_CHANNELS = [
	'exhibit',
	'named',
	'press',
	'file',
	'warrant',
	'search',
	'co-suspect',
	'witness',
	'cell-mate',
	'test-item',
	'other'
] as const;
/** A way a fact may reach a person. */
export type ExposureChannel = (typeof EXPOSURE_CHANNELS)[number];

/** A way in which somebody may have learned a fact. */
export interface FactExposure {
	readonly factId: string;
	/** Code of a subject, or the account of an interviewer. */
	readonly person: string;
	readonly kind: 'subject' | 'interviewer';
	readonly channel: ExposureChannel;
	/** How much of the fact came through, 0–1; times the channel's strength (§6.4). */
	readonly strength: number;
	/** When, ISO 8601 UTC; null = unknown, counts as before everything. */
	readonly at: string | null;
	readonly basis: string;
	readonly seq: number;
}

/** Two subjects could talk: same cell, car or waiting room (MS-05). */
export interface SubjectContact {
	readonly subjects: readonly [string, string];
	/** ISO 8601 UTC. */
	readonly from: string;
	/** [min] */
	readonly minutes: number;
	readonly where: string;
	readonly seq: number;
}

/** A wish to tell one subject what another said, and what a supervisor made of it (MS-01). */
export interface CrossDisclosure {
	readonly id: string;
	/** Whose words. */
	readonly sourceSubject: string;
	/** Who is to hear them. */
	readonly toSubject: string;
	readonly factIds: readonly string[];
	/** Exactly what will be said. */
	readonly text: string;
	/** How it is known to be true, why it is needed, why not less would do. */
	readonly truth: string;
	readonly necessity: string;
	readonly minimality: string;
	readonly requestedBy: string;
	readonly requestedAt: string;
	readonly decision: {
		readonly approved: boolean;
		readonly by: string;
		readonly at: string;
		readonly reason: string;
	} | null;
}

/** A = affirms, D = denies, P = in part, U = says unknown, N = not asked (§4.4). */
export const STATEMENT_CODES = ['A', 'D', 'P', 'U', 'N'] as const;
/** What a statement says of a fact. */
export type StatementCode = (typeof STATEMENT_CODES)[number];

/** How a person says to know it. */
export const KNOWLEDGE_SOURCES = [
	'saw',
	'did',
	'heard',
	'inferred',
	'told-here',
	'unknown'
] as const;
/** How a person says to know it. */
export type KnowledgeSource = (typeof KNOWLEDGE_SOURCES)[number];

/** What one statement says of one fact, as somebody coded it; a later coding replaces an earlier one. */
export interface CodedStatement {
	readonly interviewId: string;
	/** Number of the `statement-recorded` event in the interview's log. */
	readonly statementSeq: number;
	readonly subject: string;
	/** When it was said, ISO 8601 UTC. */
	readonly saidAt: string;
	readonly factId: string;
	readonly code: StatementCode;
	readonly knowledge: KnowledgeSource;
	/** The person's own words on this fact. */
	readonly ownWords: string;
	/** The words led to something found that was not known before. */
	readonly ledToFind: boolean;
	readonly seq: number;
}

/** Which interviewers (account ids) work with a subject. */
export interface Compartment {
	readonly subject: string;
	readonly interviewers: readonly string[];
}

/** Something a person says for themselves; each is checked (CPL 52, PR 176). */
export interface Defence {
	readonly id: string;
	readonly subject: string;
	readonly text: string;
	/** What will be looked at, and by whom. */
	readonly check: string;
	readonly owner: string;
	/** What came out of it; null = not checked yet. */
	readonly outcome: string | null;
}

/** Who asks about a contradiction, with which neutral question, and what came of it. */
export interface Clarification {
	/** Of the contradiction, see `contradictions.ts`. */
	readonly key: string;
	readonly question: string;
	readonly owner: string;
	/** null = still open. */
	readonly settled: string | null;
}

/** What may keep an interview from being next; set by the lead (§4.3, hard constraints first). */
export const ORDER_CONSTRAINTS = ['clock', 'safeguards', 'fitness', 'counsel', 'evidence'] as const;
/** One of them. */
export type OrderConstraint = (typeof ORDER_CONSTRAINTS)[number];
/** What may decide the order of interviews; nothing else may (MS-03). */
export const ORDER_INPUTS = ['information', 'independence', 'ready', 'decay'] as const;
/** One of them. */
export type OrderInput = (typeof ORDER_INPUTS)[number];

/** What the lead typed of one subject for the order of interviews. */
export interface OrderEntry {
	readonly subject: string;
	/** `due`: a legal clock runs out; `hold`: must wait. Absent = nothing against it. */
	readonly constraints: Readonly<Partial<Record<OrderConstraint, 'hold' | 'due'>>>;
	/** 0–1 each. */
	readonly inputs: Readonly<Record<OrderInput, number>>;
	readonly basis: string;
}

/** The board of one case: its events folded (`board-state.ts`). */
export interface BoardState {
	readonly caseId: string;
	readonly seq: number;
	readonly lastHash: string;
	readonly facts: readonly BoardFact[];
	readonly exposures: readonly FactExposure[];
	readonly contacts: readonly SubjectContact[];
	/** Empty = no compartments are set: every assigned person sees all. */
	readonly compartments: readonly Compartment[];
	/** Interviewers (account ids) who see all subjects, and plan the order of interviews. */
	readonly leads: readonly string[];
	/** Requests to tell one subject what another said. */
	readonly approvals: readonly CrossDisclosure[];
	readonly coded: readonly CodedStatement[];
	readonly defences: readonly Defence[];
	readonly clarifications: readonly Clarification[];
	readonly order: readonly OrderEntry[];
	/** What a human wants to do next, by subject. */
	readonly nextSteps: Readonly<Record<string, string>>;
}

/** Whether a fact may be shown in an interview as far as its use goes: reserved for something else = no (§6.5). */
export function mayBeDisclosed({ use, stage }: Pick<BoardFact, 'use' | 'stage'>): boolean {
	return use === 'open' || use === 'disclosure' || stage === 'released' || stage === 'disclosed';
}

/**
 * The approved disclosure that lets a subject hear a fact known from another subject's words; null = there is none and
 * it may not be shown (MS-01). Facts that come from nobody's words, or from this subject's own, need none.
 */
export function approvedDisclosure(
	board: Pick<BoardState, 'approvals'>,
	factId: string,
	toSubject: string
): CrossDisclosure | null {
	return (
		board.approvals.find(
			(one) =>
				one.toSubject === toSubject &&
				one.factIds.includes(factId) &&
				one.decision?.approved === true
		) ?? null
	);
}
