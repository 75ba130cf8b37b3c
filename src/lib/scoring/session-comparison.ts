/**
 * A series of a session as a table: every presentation in the order of asking, with its values on every channel.
 *
 * @module
 */
import type { Cell } from '#lib/core/score-table/cell.ts';
import type { TableOf } from '#lib/core/score-table/tables.ts';
import {
	standingMeasurements,
	type StandingMeasurement
} from '#lib/core/session/standing-measurements.ts';
import { isFeatureId } from '#lib/core/signal/features.ts';
import type { ItemRole } from '#lib/core/session/question.ts';
import type { ListedQuestion, MeasuredSession } from './session-channels.ts';
import { cells, sensors } from './session-table.ts';

type Table = TableOf<'comparison'>;
type Role = Table['charts'][number]['presentations'][number]['role'];

/** Types of the table; a symptomatic question is nothing to compare with, a buffer is never scored. */
const ROLES: Readonly<Record<ItemRole, Role>> = {
	...{ relevant: 'relevant', comparison: 'comparison', neutral: 'neutral' },
	...{ sacrifice: 'sacrifice', symptomatic: 'neutral' },
	...{ buffer: 'sacrifice', key: 'neutral', foil: 'neutral', item: 'neutral' }
};

/** One presentation with its rows, one for each channel. */
export interface Asked {
	readonly presentation: number;
	readonly itemId: string;
	readonly rows: readonly StandingMeasurement[];
}

/**
 * What was asked of a question in each chart, in the order of asking.
 *
 * A presentation that was taken back and read out again at once counts once; one that was taken back for good keeps its
 * place without values, so that what stands around it is not taken for neighbours.
 */
export function askedOf(
	session: MeasuredSession,
	questionId: string
): { readonly chart: number; readonly asked: readonly Asked[] }[] {
	const rows = standingMeasurements(session.rows, session).filter(
		(row) => row.questionId === questionId && row.exclusion !== 'not-asked'
	);
	const charts = [...new Set(rows.map(({ chart }) => chart))].toSorted((a, b) => a - b);
	return charts.map((chart) => {
		const own = rows.filter((row) => row.chart === chart);
		const places = [...new Set(own.map(({ presentation }) => presentation))].toSorted(
			(a, b) => a - b
		);
		const asked = places.map((presentation): Asked => {
			const found = own.filter((row) => row.presentation === presentation);
			return { presentation, itemId: found[0]?.itemId ?? '', rows: found };
		});
		const isAgain = (one: Asked, i: number): boolean =>
			asked[i + 1]?.itemId === one.itemId && one.rows.every((row) => row.exclusion === 'voided');
		return { chart, asked: asked.filter((one, i) => !isAgain(one, i)) };
	});
}

/**
 * The table of one series; its questions are named by the ids of the items.
 *
 * @param how of the technique
 * @returns null when nothing of the series was measured
 */
export function seriesTable(
	session: MeasuredSession,
	series: ListedQuestion,
	how: Pick<Table, 'issue' | 'rule'>
): Table | null {
	const cellOf = cells(session);
	const roleOf = (itemId: string): Role =>
		ROLES[series.items.find((item) => item.itemId === itemId)?.role ?? 'neutral'];
	const charts = askedOf(session, series.questionId).map(({ chart, asked }) => ({
		chart,
		presentations: asked.map(({ itemId, rows }) => ({
			questionId: itemId,
			role: roleOf(itemId),
			values: Object.fromEntries(rows.map((row): [string, Cell] => [row.channel, cellOf(row)]))
		}))
	}));
	const found = sensorsOf(session, series.questionId);
	if (charts.length === 0 || found.length === 0) return null;
	// no prior is assumed: ½
	return { form: 'comparison', sensors: found, charts, prior: 0.5, alpha: 0.05, ...how };
}

/** The channels a series was measured on. */
export function sensorsOf({ rows }: MeasuredSession, questionId: string): Table['sensors'] {
	const own = rows.filter((row) => row.questionId === questionId);
	const names = [...new Set(own.map(({ channel }) => channel))];
	return names.flatMap((channel) => {
		const feature = own.find((row) => row.channel === channel)?.feature ?? '';
		return isFeatureId(feature) ? [{ channel, sensor: sensors[feature] }] : [];
	});
}
