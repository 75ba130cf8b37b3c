/**
 * A session as a table of measurements, for methods that take all channels together.
 *
 * @module
 */
import type { Cell, Sensor } from '#lib/core/score-table/cell.ts';
import type { TableOf } from '#lib/core/score-table/tables.ts';
import {
	standingMeasurements,
	type StandingMeasurement
} from '#lib/core/session/standing-measurements.ts';
import { features, isFeatureId, type FeatureId } from '#lib/core/signal/features.ts';
import type { MeasuredSession } from './session-channels.ts';

/** The sensor a feature comes from; channels of one sensor share its weight. */
export const sensors = {
	...{ 'scr-amplitude': 'eda', 'line-length': 'respiration', 'heart-rate-change': 'cardio' },
	...{ 'eda-rise': 'eda', 'line-excursion': 'respiration', 'cardio-rise': 'cardio' },
	'pulse-ratio': 'pulse'
} as const satisfies Readonly<Record<FeatureId, Sensor>>;

/**
 * The table of a concealed-information test.
 *
 * A value a person took out stays in the table with its reason; one measured anew counts as measured; what could not
 * be measured is null.
 *
 * @returns null when nothing was measured on a scored item
 */
export function sessionTable(session: MeasuredSession): TableOf<'details'> | null {
	const rows = standingMeasurements(session.rows, session);
	const names = [...new Set(rows.map(({ channel }) => channel))];
	const channels = names.flatMap((channel) => {
		const own = rows.filter((row) => row.channel === channel);
		const feature = own[0]?.feature ?? '';
		if (!isFeatureId(feature)) return [];
		const questions = questionRows(own, session);
		if (questions.length === 0) return [];
		const { stronger } = features[feature];
		return [{ channel, sensor: sensors[feature], stronger, questions }];
	});
	return channels.length === 0 ? null : { form: 'details', channels };
}

function questionRows(
	rows: readonly StandingMeasurement[],
	session: MeasuredSession
): TableOf<'details'>['channels'][number]['questions'] {
	const charts = [...new Set(rows.map(({ chart }) => chart))].toSorted((a, b) => a - b);
	const cellOf = cells(session);
	return charts.flatMap((chart) =>
		session.questions.flatMap(({ questionId, items }) => {
			const own = rows.filter((row) => row.chart === chart && row.questionId === questionId);
			const scored = items.filter(({ role }) => role !== 'buffer');
			if (own.length === 0) return [];
			const values = scored.map(({ itemId }) => {
				const read = own.filter((row) => row.itemId === itemId);
				// an item read out again after a void counts with its last scorable presentation
				return cellOf(read.findLast(({ value }) => value !== null) ?? read.at(-1));
			});
			const keyIndex = scored.findIndex(({ role }) => role === 'key');
			return [{ questionId, chart, values, keyIndex }];
		})
	);
}

/** A row as a cell; for one that was taken out with the value it would have had. */
export function cells({
	rows
}: Pick<MeasuredSession, 'rows'>): (row: StandingMeasurement | undefined) => Cell {
	const measured = (row: StandingMeasurement): number | null =>
		rows.find(
			(one) =>
				one.chart === row.chart &&
				one.presentation === row.presentation &&
				one.channel === row.channel
		)?.value ?? null;
	return (row) => {
		if (row === undefined || row.excluded === '') return row?.value ?? null;
		const value = measured(row);
		return value === null ? null : { value, excluded: row.excluded };
	};
}
