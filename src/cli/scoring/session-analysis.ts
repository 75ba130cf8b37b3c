/**
 * A session folder measured and scored anew, from its log and its recordings.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readEventLines } from '#lib/core/audit/event-lines.ts';
import { LabError } from '#lib/core/errors.ts';
import { listedQuestions } from '#lib/core/session/question-list.ts';
import { reduce } from '#lib/core/session/reduce.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import { markedChart } from '#lib/core/signal/from-recording.ts';
import { measureChart, type MarkedChart } from '#lib/core/signal/measure.ts';
import {
	parseMeasurementSettings,
	type MeasurementSettings
} from '#lib/core/signal/measure/settings.ts';
import { scoreSession, scoringSeed } from '#lib/scoring/registry.ts';
import { protocolsFolder } from '#lib/server/protocols.ts';
import type { Analysis } from './differences.ts';

/** Measurement settings below a folder of protocols. */
const SETTINGS = join('scoring', 'cit-measures.yaml');

/**
 * The state of a session folder.
 *
 * @throws {LabError} `score/no-session`, `audit/event-line`
 */
export async function sessionState(folder: string): Promise<SessionState> {
	const path = join(folder, 'events.jsonl');
	if (!existsSync(path))
		throw new LabError(
			'score/no-session',
			`expected a session folder with events.jsonl, got ${folder}`
		);
	return reduce(readEventLines(await readFile(path, 'utf8')));
}

/**
 * The sealed charts with their marks, read from the raw files.
 *
 * @throws {LabError} `score/no-recording`, `edf/…`
 */
export async function markedCharts(state: SessionState, folder: string): Promise<MarkedChart[]> {
	const charts: MarkedChart[] = [];
	for (const chart of state.charts.filter(({ status }) => status === 'sealed')) {
		const file = join(folder, 'recordings', basename(chart.started.file));
		if (!existsSync(file))
			throw new LabError(
				'score/no-recording',
				`expected the recording of chart ${chart.chart} at ${file}`
			);
		charts.push(markedChart(chart, await readFile(file)));
	}
	return charts;
}

/**
 * The analysis of a folder.
 *
 * @throws {LabError} what {@link markedCharts} and {@link settingsOf} throw
 */
export async function analysedSession(state: SessionState, folder: string): Promise<Analysis> {
	return analysisOf(state, await markedCharts(state, folder), await settingsOf(folder));
}

/** The analysis of the charts, with what people took out and measured anew as the log has it. */
export function analysisOf(
	state: SessionState,
	charts: readonly MarkedChart[],
	settings: MeasurementSettings
): Analysis {
	const measurements = charts.flatMap((chart) => measureChart(chart, settings));
	const { exclusions, overrides } = state;
	const scores = scoreSession({
		questions: listedQuestions(state),
		rows: measurements,
		...{ exclusions, overrides },
		seed: scoringSeed(state.charts)
	});
	return { measurements, scores };
}

/**
 * The settings the session was measured with, kept in its folder; else those of this installation.
 *
 * @throws {LabError} `signal/settings`
 */
export async function settingsOf(folder: string): Promise<MeasurementSettings> {
	const kept = join(folder, 'protocols', SETTINGS);
	const path = existsSync(kept) ? kept : join(protocolsFolder(), SETTINGS);
	return parseMeasurementSettings(await readFile(path, 'utf8'));
}
