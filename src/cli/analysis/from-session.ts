/**
 * A recording from one chart of a session folder, with its questions as events.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { markedChart } from '#lib/core/signal/from-recording.ts';
import { isAnalysedKind } from '#lib/core/signal/analysis/recording-channel.ts';
import { usageError } from '../arguments.ts';
import { sessionState } from '../scoring/session-analysis.ts';
import type { ColumnMeaning } from './channel-map.ts';
import { chosen, type Asked, type Column, type Recording } from './columns.ts';

/**
 * Reads a chart, the first one unless told otherwise.
 *
 * @throws {LabError} `cli/usage` when it has no such chart; `score/no-session`, `audit/event-line`, `edf/…`
 */
export async function fromSession(folder: string, asked: Asked): Promise<Recording> {
	const state = await sessionState(folder);
	const charts = state.charts.map((one) => one.chart);
	const chart = state.charts.find((one) => asked.chart === null || one.chart === asked.chart);
	if (chart === undefined)
		throw usageError(
			`expected a chart of ${charts.join(', ') || 'none'}, got ${asked.chart ?? 'none'}`
		);
	const file = join(folder, 'recordings', basename(chart.started.file));
	const marked = markedChart(chart, await readFile(file));
	const { rateHz } = marked;
	const columns = marked.channels.map(({ name, unit, values, limits }): Column => ({
		...{ name, heading: name, unit, rateHz, values: () => values, limits }
	}));
	const own = new Map<string, ColumnMeaning>();
	for (const { name, kind, unit } of marked.channels)
		if (isAnalysedKind(kind)) own.set(name, { kind, unit });
	const events = marked.presentations.flatMap((one) =>
		one.askedSample === null || one.voided
			? []
			: [
					{
						time: one.askedSample / rateHz,
						answer: one.answerSample === null ? null : one.answerSample / rateHz,
						...{ questionId: one.questionId, itemId: one.itemId, presentation: one.presentation }
					}
				]
	);
	const map = asked.map.size > 0 ? asked.map : own;
	return { ...chosen(columns, { ...asked, map }), events, chart: { chart: chart.chart, charts } };
}
