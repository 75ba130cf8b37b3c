/**
 * The automatic sheet of any technique: a proposal to compare one's own judgement with.
 *
 * @module
 */
import { contrastsOf } from '#lib/core/comparison/contrasts.ts';
import { listedQuestions } from '#lib/core/session/question-list.ts';
import { standingMeasurements } from '#lib/core/session/standing-measurements.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import { automaticSheet, judgedAgainst } from '#lib/core/sheet/automatic-sheet.ts';
import { cellKey, sheetPlaces, type SheetPlace } from '#lib/core/sheet/cells.ts';
import type { ScoringProcedure } from '#lib/core/sheet/scoring-procedure.ts';
import type { ScoreSheet, SheetCell } from '#lib/core/sheet/sheet.ts';
import type { MeasuredSession } from './session-channels.ts';
import { askedOf, seriesTable } from './session-comparison.ts';
import type { TechniquePlan } from './session-technique.ts';
import { methodByHand, sheetScale } from './sheet-technique.ts';

type PlanOf<K extends TechniquePlan['kind']> = Extract<TechniquePlan, { kind: K }>;

/**
 * The automatic sheet of a session.
 *
 * Details and searches: against the other items of the question, see `automaticSheet`. Comparison tests: the position
 * the method gives the ratio to the stronger adjacent comparison question. Relevant-irrelevant tests: against the mean of
 * the irrelevant questions of the chart, the first one left out. A cell without a position has a note that says why, see
 * `automaticSheet`.
 */
export function automaticSheetOf(
	state: SessionState,
	procedure: ScoringProcedure,
	plan: TechniquePlan
): ScoreSheet {
	const places = sheetPlaces(state);
	if (plan.kind !== 'comparison' && plan.kind !== 'relevant-irrelevant')
		return automaticSheet(state, places, procedure);
	const session: MeasuredSession = {
		questions: listedQuestions(state),
		rows: state.measured?.measurements ?? [],
		exclusions: state.exclusions,
		overrides: state.overrides
	};
	const found =
		plan.kind === 'comparison'
			? comparedCells(session, plan)
			: describedCells(session, places, procedure);
	const rows = new Map(
		standingMeasurements(session.rows, session).map((row) => [cellKey(row), row])
	);
	const cells = places.map((place): SheetCell => {
		const { chart, presentation, channel } = place;
		const key = cellKey(place);
		// without a comparison the note says why: what was taken out, not measured, or has nothing beside it
		const judged = found.get(key) ?? judgedAgainst(rows.get(key), [], procedure);
		return { chart, presentation, channel, ...judged };
	});
	return { scale: sheetScale(plan, procedure), cells, remark: '' };
}

type Judged = Pick<SheetCell, 'score' | 'note'>;

function comparedCells(session: MeasuredSession, plan: PlanOf<'comparison'>): Map<string, Judged> {
	const { byHand } = methodByHand(plan);
	const found = new Map<string, Judged>();
	for (const series of session.questions) {
		const table = seriesTable(session, series, { issue: plan.issue });
		if (table === null) continue;
		const asked = askedOf(session, series.questionId);
		for (const contrast of contrastsOf(table, 'stronger-adjacent').contrasts) {
			const { chart, channel } = contrast;
			const one = asked.find((each) => each.chart === chart)?.asked[contrast.place];
			if (one === undefined) continue;
			const score = byHand.positionOf(contrast);
			const judged =
				score === null ? { score, note: 'not-scored' } : { score: score || 0, note: '' };
			found.set(cellKey({ chart, channel, presentation: one.presentation }), judged);
		}
	}
	return found;
}

function describedCells(
	session: MeasuredSession,
	places: readonly SheetPlace[],
	procedure: ScoringProcedure
): Map<string, Judged> {
	const rows = standingMeasurements(session.rows, session);
	const neutral = new Set(
		session.questions.flatMap(({ items }) =>
			items.filter(({ role }) => role === 'neutral').map(({ itemId }) => itemId)
		)
	);
	return new Map(
		places.map((place) => {
			const { chart, channel, questionId } = place;
			const own = rows.filter((row) => row.chart === chart && row.channel === channel);
			const series = own.filter((row) => row.questionId === questionId);
			const first = Math.min(...series.map(({ presentation }) => presentation));
			const others = series
				.filter((row) => neutral.has(row.itemId) && row.presentation !== first)
				.flatMap(({ value }) => value ?? []);
			const row = own.find(({ presentation }) => presentation === place.presentation);
			return [cellKey(place), judgedAgainst(row, others, procedure)];
		})
	);
}
