/**
 * The made-up board as events in one language.
 *
 * @module
 */
import { inLocale, type BilingualText, type Locale } from '../text.ts';
import type { BoardData, BoardEventType, ProposedBoardEvent } from './board-event.ts';
import type { DemonstrationBoard } from './demonstration-board.ts';

/** A statement of the made-up interviews, as it stands in their log. */
export interface DemonstrationStatement {
	readonly interviewId: string;
	readonly subject: string;
	readonly seq: number;
	readonly at: string;
}

/** What somebody proposes: the interviewer, or the supervisor. */
export interface DemonstrationBoardStep {
	readonly by: 'lead' | 'supervisor';
	readonly event: { readonly [K in 'type' | 'data']: ProposedBoardEvent[K] };
}

/**
 * The board in the order in which it is written.
 *
 * @param statements of the interviews that are there, each subject's oldest first; codings of others are left out
 */
export function demonstrationBoardSteps(
	board: DemonstrationBoard,
	statements: readonly DemonstrationStatement[],
	locale: Locale
): DemonstrationBoardStep[] {
	const say = (text: BilingualText): string => inLocale(text, locale);
	const step = <T extends BoardEventType>(
		type: T,
		data: BoardData<T>,
		by: DemonstrationBoardStep['by'] = 'lead'
	) => ({ by, event: { type, data } }) as DemonstrationBoardStep;
	const idOf = (code: string): string => `demo-${code.toLowerCase()}`;
	return [
		...board.facts.flatMap((fact) => factSteps(fact, { say, step, factId: idOf(fact.code) })),
		...board.exposures.map(({ fact, subject: person, channel, strength, basis }) =>
			step('exposure-recorded', {
				...{ factId: idOf(fact), person, kind: 'subject', channel, strength, at: null },
				basis: say(basis)
			})
		),
		...board.coded.flatMap(({ subject, statement, fact, code, knowledge, ownWords }) => {
			const said = statements.filter((one) => one.subject === subject)[statement - 1];
			if (said === undefined) return [];
			const { interviewId, seq: statementSeq, at: saidAt } = said;
			const words = { ownWords: say(ownWords), ledToFind: false };
			const place = { interviewId, statementSeq, subject, saidAt, factId: idOf(fact) };
			return [step('statement-coded', { ...place, code, knowledge, ...words })];
		}),
		...board.defences.map(({ subject, text, check, owner }, index) =>
			step('defence-recorded', {
				...{ defenceId: `demo-${String(index)}`, subject, text: say(text) },
				...{ check: say(check), owner: say(owner) }
			})
		),
		...board.disclosures.flatMap((one, index) => disclosureSteps(one, index, { say, step, idOf })),
		...Object.entries(board.nextSteps).map(([subject, text]) =>
			step('next-step-set', { subject, text: say(text) })
		)
	];
}

type Step = <T extends BoardEventType>(
	type: T,
	data: BoardData<T>,
	by?: DemonstrationBoardStep['by']
) => DemonstrationBoardStep;
type Say = (text: BilingualText) => string;

function factSteps(
	fact: DemonstrationBoard['facts'][number],
	{ say, step, factId }: { readonly say: Say; readonly step: Step; readonly factId: string }
): DemonstrationBoardStep[] {
	const { verified, use, sourceSubject, text, source, time, place, ...words } = fact;
	return [
		step('fact-registered', {
			...{ factId, ...words, sourceSubject: sourceSubject ?? null },
			...{ text: say(text), source: say(source), time: say(time), place: say(place) }
		}),
		...(verified === undefined ? [] : [step('fact-verified', { factId, how: say(verified) })]),
		...(use === undefined
			? []
			: [step('fact-use-set', { factId, use, stage: 'reserved', persons: [], reason: 'DEMO' })])
	];
}

function disclosureSteps(
	{ from, to, facts, approval, ...words }: DemonstrationBoard['disclosures'][number],
	index: number,
	{
		say,
		step,
		idOf
	}: { readonly say: Say; readonly step: Step; readonly idOf: (code: string) => string }
): DemonstrationBoardStep[] {
	const requestId = `demo-${String(index)}`;
	const { text, truth, necessity, minimality } = words;
	return [
		step('cross-disclosure-requested', {
			...{ requestId, sourceSubject: from, toSubject: to, factIds: facts.map(idOf) },
			...{ text: say(text), truth: say(truth), necessity: say(necessity) },
			minimality: say(minimality)
		}),
		step('cross-disclosure-approved', { requestId, reason: say(approval) }, 'supervisor')
	];
}
