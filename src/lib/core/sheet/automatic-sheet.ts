/**
 * The automatic sheet: positions from measured values by the limits of the laboratory.
 *
 * It is a proposal to compare one's own judgement with. What a person scores is seen in the trace.
 *
 * @module
 */
import {
	standingMeasurements,
	type StandingMeasurement
} from '../session/standing-measurements.ts';
import type { SessionState } from '../session/state.ts';
import { features, isFeatureId, type FeatureId } from '../signal/features.ts';
import { cellKey, type SheetPlace } from './cells.ts';
import type { ScoringProcedure } from './scoring-procedure.ts';
import { scales, type ScoreSheet, type SheetCell } from './sheet.ts';

/** Longest note of a cell. */
const LONGEST_NOTE = 400;
/** Relative difference that is rounding: 0.3 ÷ 0.24 reaches 1.25. */
const ROUNDING = 1e-9;

/**
 * The automatic sheet of a session.
 *
 * A value is compared with the mean of the other scored items of its question on the same channel and chart: as a
 * ratio for skin conductance (larger is stronger) and line length (shorter is stronger), as a difference in beats per
 * minute for the heart rate (lower is stronger). The position is the number of limits that are reached, below zero when
 * the response is the weaker one by as much.
 *
 * A cell without value is null and its note says why: an exclusion code of `chart-measured`, a person's reason,
 * `not-measured`, or `nothing-to-compare` when no other item of the question has a value.
 *
 * @param state overrides and exclusions count
 * @param places the cells, see `sheetPlaces`
 * @param procedure scale and limits of the laboratory
 */
export function automaticSheet(
	state: Pick<SessionState, 'measured' | 'exclusions' | 'overrides'>,
	places: readonly SheetPlace[],
	procedure: ScoringProcedure
): ScoreSheet {
	const rows = standingMeasurements(state.measured?.measurements ?? [], state);
	const byCell = new Map(rows.map((row) => [cellKey(row), row]));
	const cells = places.map((place): SheetCell => {
		const { chart, presentation, channel } = place;
		const row = byCell.get(cellKey(place));
		const others = places
			.filter((other) => isCompared(place, other))
			.flatMap((other) => byCell.get(cellKey(other))?.value ?? []);
		return { chart, presentation, channel, ...judgedAgainst(row, others, procedure) };
	});
	return { scale: procedure.scale, cells, remark: '' };
}

/** Other items of the question; the same item read out again is not compared with itself. */
function isCompared(place: SheetPlace, other: SheetPlace): boolean {
	return (
		other.chart === place.chart &&
		other.channel === place.channel &&
		other.questionId === place.questionId &&
		other.itemId !== place.itemId
	);
}

/** Whose limits the features of comparison tests have in a sheet where items are compared with others. */
const LIMITS_OF = {
	...{
		'scr-amplitude': 'scr-amplitude',
		'eda-rise': 'scr-amplitude',
		'cardio-rise': 'scr-amplitude'
	},
	...{
		'line-length': 'line-length',
		'line-excursion': 'line-length',
		'pulse-ratio': 'line-length'
	},
	'heart-rate-change': 'heart-rate-change'
} as const satisfies Readonly<Record<FeatureId, keyof ScoringProcedure['thresholds']>>;

/**
 * What one value is against others, as a position of the scale.
 *
 * @param others values it is compared with
 */
export function judgedAgainst(
	row: StandingMeasurement | undefined,
	others: readonly number[],
	procedure: ScoringProcedure
): Pick<SheetCell, 'score' | 'note'> {
	if (row === undefined) return { score: null, note: 'not-measured' };
	const { value, feature, excluded, exclusion } = row;
	if (value === null || !isFeatureId(feature)) {
		const note = [excluded, exclusion].find((reason) => reason !== '') ?? 'not-measurable';
		return { score: null, note: note.slice(0, LONGEST_NOTE) };
	}
	if (others.length === 0) return { score: null, note: 'nothing-to-compare' };
	const mean = others.reduce((sum, other) => sum + other, 0) / others.length;
	const most = scales[procedure.scale].at(-1) ?? 0;
	const position = positionOf(feature, value, mean, procedure.thresholds[LIMITS_OF[feature]]);
	return { score: Math.min(most, Math.max(-most, position)), note: '' };
}

/** −3 … 3; 0 below the first limit. */
function positionOf(
	feature: FeatureId,
	value: number,
	mean: number,
	limits: readonly number[]
): number {
	if (feature === 'heart-rate-change') {
		const reached = (lower: number): number =>
			limits.filter((limit) => lower >= limit * (1 - ROUNDING)).length;
		return reached(mean - value) || -reached(value - mean) || 0;
	}
	const isSmaller = features[feature].stronger === 'smaller';
	const [stronger, weaker] = isSmaller ? [mean, value] : [value, mean];
	// multiplied, not divided: a response against none reaches every limit, none against none reaches no limit
	const reached = (more: number, less: number): number =>
		more <= 0 ? 0 : limits.filter((limit) => more >= limit * less * (1 - ROUNDING)).length;
	return reached(stronger, weaker) || -reached(weaker, stronger) || 0;
}
