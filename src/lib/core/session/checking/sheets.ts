/**
 * Whether what the events of manual scoring say fits what is known: who scores, what is committed, when it is shown.
 *
 * @module
 */
import { sheetPlaces, sheetProblem } from '../../sheet/cells.ts';
import { sheetCommitment, type Seat } from '../../sheet/sheet.ts';
import type { Actor, EventData } from '../event.ts';
import { formalCharts } from '../formal-charts.ts';
import type { SessionState } from '../state.ts';
import { firstRefusal, refuse, type Checks, type Refusal } from './check.ts';

/** The events of manual scoring. */
type SheetEvent =
	| 'scorer-named'
	| 'scorer-withdrawn'
	| 'sheet-committed'
	| 'sheet-revealed'
	| 'sheets-compared'
	| 'disagreement-settled';

const sheetOf = (state: SessionState, seat: Seat) =>
	state.sheets.find((sheet) => sheet.seat === seat);

/** Whether two sheets were compared, do not agree, and nobody settled it. */
function isDisputed({ compared, settled }: SessionState): boolean {
	return compared !== null && compared.agreedOutcome === null && settled === null;
}

function nameable(
	state: SessionState,
	{ seat, scorerId }: EventData<'scorer-named'>
): Refusal | null {
	if (formalCharts(state).length === 0 || state.charts.some(({ status }) => status !== 'sealed'))
		return refuse('session/chart-not-sealed', 'expected sealed charts before a scorer is named');
	if (state.scorers.some((scorer) => scorer.seat === seat))
		return refuse('session/scorer-named', `expected the ${seat} seat to be free`);
	if (seat === 'third' && !isDisputed(state))
		return refuse('session/no-disagreement', 'expected sheets that disagree before a third scorer');
	const isTaken =
		state.scorers.some((scorer) => scorer.scorerId === scorerId) ||
		state.sheets.some((sheet) => sheet.scorerId === scorerId);
	if (!isTaken) return null;
	return refuse('session/scorer-repeated', 'expected somebody who has not scored these charts');
}

function committable(
	state: SessionState,
	{ seat }: EventData<'sheet-committed'>,
	actor: Actor
): Refusal | null {
	if (sheetOf(state, seat) !== undefined)
		return refuse('session/sheet-committed', `expected one ${seat} sheet, got another`);
	const named = state.scorers.find((scorer) => scorer.scorerId === actor.id);
	if (seat === 'first')
		return actor.role === 'tester' && named === undefined
			? null
			: refuse('session/not-the-scorer', 'expected the tester of the case');
	if (named?.seat === seat) return null;
	return refuse('session/not-the-scorer', `expected the person named as ${seat} scorer`);
}

/** Sheets are shown together: the first and the second when both are there, the third at once. */
function revealable(state: SessionState, data: EventData<'sheet-revealed'>): Refusal | null {
	const { seat, nonce, sheet } = data;
	const committed = sheetOf(state, seat);
	if (committed === undefined || committed.revealed !== null)
		return refuse('session/nothing-to-reveal', `expected a committed ${seat} sheet not yet shown`);
	if (sheetOf(state, 'first') === undefined || sheetOf(state, 'second') === undefined)
		return refuse(
			'session/sheet-missing',
			'expected both sheets to be committed before one is shown'
		);
	if (sheetCommitment(nonce, sheet) !== committed.commitment)
		return refuse('session/sheet-changed', `expected the ${seat} sheet that was committed`);
	const problem = sheetProblem(sheet, sheetPlaces(state), sheet.scale);
	return problem === null ? null : refuse('session/sheet-incomplete', problem);
}

function comparable(
	state: SessionState,
	{ outcomes }: EventData<'sheets-compared'>
): Refusal | null {
	const shown = state.sheets.filter(({ revealed }) => revealed !== null);
	if (shown.length < 2 || shown.length < state.sheets.length)
		return refuse('session/sheet-missing', 'expected every committed sheet to be shown');
	const isSame =
		outcomes.length === shown.length &&
		shown.every(({ seat }) => outcomes.some((one) => one.seat === seat));
	if (isSame) return null;
	return refuse('session/sheet-missing', 'expected an outcome for each sheet');
}

export const sheetChecks: Checks<SheetEvent> = {
	'scorer-named': nameable,
	'scorer-withdrawn': (state, { task }) => {
		const scorer = state.scorers.find((one) => one.task === task);
		if (scorer === undefined)
			return refuse('session/unknown-scorer', 'expected the task of a named scorer');
		if (sheetOf(state, scorer.seat) === undefined) return null;
		return refuse('session/sheet-committed', 'expected a scorer whose sheet is not committed');
	},
	'sheet-committed': (state, data, { actor }) =>
		firstRefusal(
			() =>
				formalCharts(state).some(({ status }) => status === 'sealed')
					? null
					: refuse('session/chart-not-sealed', 'expected sealed charts before they are scored'),
			() => committable(state, data, actor)
		),
	'sheet-revealed': revealable,
	'sheets-compared': comparable,
	'disagreement-settled': (state) =>
		isDisputed(state)
			? null
			: refuse('session/no-disagreement', 'expected sheets that disagree, got none')
};
