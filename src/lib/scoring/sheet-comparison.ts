/**
 * Several people's sheets of the same charts: what each comes to alone, how far they agree, and whether that is enough.
 *
 * @module
 */
import type { Estimate } from '#lib/core/agreement/estimate.ts';
import { intraclass21 } from '#lib/core/agreement/intraclass.ts';
import { cohenKappa, quadratic } from '#lib/core/agreement/kappa.ts';
import { percentAgreement } from '#lib/core/agreement/percent.ts';
import { isLabError } from '#lib/core/errors.ts';
import type { EventData } from '#lib/core/session/event.ts';
import type { SheetPlace } from '#lib/core/sheet/cells.ts';
import type { ScoringProcedure } from '#lib/core/sheet/scoring-procedure.ts';
import { seats, type ScoreSheet, type Seat } from '#lib/core/sheet/sheet.ts';
import type { OrderableQuestion } from '#lib/core/technique/order.ts';
import type { TechniquePlan } from './session-technique.ts';
import { sheetAlone } from './sheet-alone.ts';
import { judgedPlaces } from './sheet-scores.ts';
import type { SheetColumn } from './sheet-technique.ts';

type Comparison = Omit<EventData<'sheets-compared'>, 'software'>;
type Alone = Comparison['outcomes'][number];
type Pair = Comparison['pairs'][number];
type Figure = NonNullable<Pair['percent']>;

/** What is compared, and by which rules. */
export interface SheetComparison {
	/** One of each scorer. */
	readonly sheets: readonly { readonly seat: Seat; readonly sheet: ScoreSheet }[];
	/** Every cell of the session. */
	readonly places: readonly SheetPlace[];
	/** The locked question list. */
	readonly questions: readonly OrderableQuestion[];
	/** Which rule leads to which outcome. */
	readonly technique: TechniquePlan;
	/** Kinds of sensors of the charts, see `sheetColumns`. */
	readonly columns: readonly SheetColumn[];
	readonly agreement: ScoringProcedure['agreement'];
	/** For methods that draw permutations, 0…2³²−1. */
	readonly seed: number;
}

/**
 * Compares sheets: payload of `sheets-compared` but for the software.
 *
 * @throws {LabError} `scoring/unknown-method` when the laboratory's method of agreement is none of ours
 */
export function compareSheets(given: SheetComparison): Comparison {
	const sheets = seats.flatMap((seat) => given.sheets.filter((one) => one.seat === seat));
	const outcomes = sheets.map(({ seat, sheet }) => ({ seat, ...sheetAlone({ ...given, sheet }) }));
	const pairs = sheets.flatMap((a, i) => sheets.slice(i + 1).map((b) => pairOf(a, b, given)));
	const agreedOutcome = pairs.find((pair) => agrees(pair, outcomes, given.agreement));
	return {
		outcomes,
		pairs,
		agreedOutcome: agreedOutcome === undefined ? null : outcomeOf(agreedOutcome.seats[0], outcomes)
	};
}

function pairOf(
	a: SheetComparison['sheets'][number],
	b: SheetComparison['sheets'][number],
	{ places }: SheetComparison
): Pair {
	const others = judgedPlaces({ sheet: b.sheet, places });
	const both = judgedPlaces({ sheet: a.sheet, places }).flatMap((one, i) => {
		const other = others[i]?.score ?? null;
		return one.score === null || other === null
			? []
			: [{ ...one, pair: [one.score, other] as const }];
	});
	const scores = both.map(({ pair }) => pair);
	return {
		seats: [a.seat, b.seat],
		cells: both.length,
		percent: figure(() => percentAgreement(scores)),
		weightedKappa: figure(() => cohenKappa(scores, quadratic)),
		intraclass: figure(() => intraclass21(sums(both)))
	};
}

/** Sum of each scorer over the cells both scored, by question and channel, shape [question × channel][2]. */
function sums(
	cells: readonly (SheetPlace & { readonly pair: readonly [number, number] })[]
): (readonly [number, number])[] {
	const totals = new Map<string, readonly [number, number]>();
	for (const { questionId, channel, pair } of cells) {
		const key = `${questionId}\n${channel}`;
		const [a, b] = totals.get(key) ?? [0, 0];
		totals.set(key, [a + pair[0], b + pair[1]]);
	}
	return [...totals.values()];
}

/** null where a figure is not defined: too few cells, or nothing that varies. */
function figure(compute: () => Estimate): Figure | null {
	try {
		const { value, interval } = compute();
		const [low, high] = interval.map((bound) => (Number.isFinite(bound) ? bound : null));
		return Number.isFinite(value) ? { value, low: low ?? null, high: high ?? null } : null;
	} catch (error) {
		if (isLabError(error) && error.code.startsWith('agreement/')) return null;
		throw error;
	}
}

/** The same outcome, from sheets that agree cell by cell as far as the laboratory asks. */
function agrees(
	{ seats: [a, b], cells, percent, weightedKappa }: Pair,
	outcomes: readonly Alone[],
	{ leastWeightedKappa }: ScoringProcedure['agreement']
): boolean {
	if (outcomeOf(a, outcomes) !== outcomeOf(b, outcomes)) return false;
	if (weightedKappa !== null) return weightedKappa.value >= leastWeightedKappa;
	// both gave every cell the same one score: kappa is not defined, and they do agree
	return cells >= 2 && percent?.value === 1;
}

function outcomeOf(seat: Seat, outcomes: readonly Alone[]): Alone['outcome'] | null {
	return outcomes.find((one) => one.seat === seat)?.outcome ?? null;
}
