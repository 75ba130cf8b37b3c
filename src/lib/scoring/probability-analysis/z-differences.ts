/**
 * Mean z-differences between relevant and comparison questions, sensor by sensor.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import { exclusionReason, usable } from '#lib/core/score-table/cell.ts';
import type { TableOf } from '#lib/core/score-table/tables.ts';
import { WEIGHTS } from './model.ts';

type Table = TableOf<'comparison'>;
type Used = keyof typeof WEIGHTS;

/** z beyond this is an outlier and is left out. */
const LARGEST_Z = 4;

interface Value {
	readonly questionId: string;
	readonly role: string;
	readonly chart: number;
	readonly value: number;
}

const mean = (values: readonly number[]): number =>
	values.reduce((sum, value) => sum + value, 0) / values.length;

/** Values of one channel of relevant and comparison questions. */
function valuesOf(table: Table, channel: string): Value[] {
	return table.charts.flatMap(({ chart, presentations }) =>
		presentations.flatMap(({ questionId, role, values }) => {
			const value = usable(values[channel]);
			const counts = (role === 'relevant' || role === 'comparison') && value !== null;
			return counts ? [{ questionId, role, chart, value }] : [];
		})
	);
}

/** Mean over questions of the mean over charts; null without a value. */
function meanOfQuestions(
	values: readonly { readonly questionId: string; readonly z: number }[]
): number | null {
	const ids = [...new Set(values.map(({ questionId }) => questionId))];
	if (ids.length === 0) return null;
	return mean(
		ids.map((id) => mean(values.filter(({ questionId }) => questionId === id).map(({ z }) => z)))
	);
}

/** z-difference of one channel, positive = stronger response to the relevant questions; null = cannot be told. */
function channelDifference(values: readonly Value[], sensor: Used): number | null {
	if (values.length < 3) return null;
	const center = mean(values.map(({ value }) => value));
	const sd = Math.sqrt(
		values.reduce((sum, { value }) => sum + (value - center) ** 2, 0) / (values.length - 1)
	);
	if (!(sd > 0)) return 0;
	const sign = sensor === 'respiration' ? -1 : 1;
	const zs = values
		.map((one) => ({ ...one, z: (sign * (one.value - center)) / sd }))
		.filter(({ z }) => Math.abs(z) < LARGEST_Z);
	const relevant = meanOfQuestions(zs.filter(({ role }) => role === 'relevant'));
	const comparison = meanOfQuestions(zs.filter(({ role }) => role === 'comparison'));
	return relevant === null || comparison === null ? null : relevant - comparison;
}

/**
 * The discriminant score and what it is made of. Two belts are averaged.
 *
 * @throws {LabError} `scoring/too-few-items` when no sensor has relevant and comparison questions
 */
export function differences(table: Table) {
	const sensors = table.sensors.filter((one): one is typeof one & { sensor: Used } =>
		Object.hasOwn(WEIGHTS, one.sensor)
	);
	const found = sensors.map(({ channel, sensor }) => ({
		channel,
		sensor,
		difference: channelDifference(valuesOf(table, channel), sensor)
	}));
	const known = found.flatMap((one) =>
		one.difference === null ? [] : [{ ...one, difference: one.difference }]
	);
	if (known.length === 0)
		throw new LabError(
			'scoring/too-few-items',
			'expected relevant and comparison questions on one channel, got none'
		);
	const parts = known.map(({ channel, sensor, difference }) => {
		const sharing = known.filter((one) => one.sensor === sensor).length;
		return { channel, sensor, difference, part: (WEIGHTS[sensor] * difference) / sharing };
	});
	const used = valuesOf(table, known[0]?.channel ?? '');
	return {
		score: parts.reduce((sum, { part }) => sum + part, 0),
		bySensor: parts.map(({ channel, difference }) => ({ channel, difference })),
		perChannel: table.sensors.map(({ channel }) => ({
			channel,
			contribution: parts.find((one) => one.channel === channel)?.part ?? null
		})),
		questions: [
			...new Set(used.filter(({ role }) => role === 'relevant').map((one) => one.questionId))
		],
		charts: new Set(used.map(({ chart }) => chart)).size,
		excluded: table.charts.flatMap(({ chart, presentations }) =>
			presentations
				.filter(({ role }) => role === 'relevant' || role === 'comparison')
				.flatMap(({ questionId, values }) =>
					table.sensors.flatMap(({ channel }) => {
						const reason = exclusionReason(values[channel] ?? null);
						const where = `chart ${chart} ${questionId} ${channel}`;
						return reason === null ? [] : [{ where, reason }];
					})
				)
		)
	};
}
