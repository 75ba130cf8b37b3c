/**
 * A session folder measured and scored anew, from its log and its recordings.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readEventLines } from '#lib/core/audit/event-lines.ts';
import { LabError } from '#lib/core/errors.ts';
import { formalCharts } from '#lib/core/session/formal-charts.ts';
import { listedQuestions } from '#lib/core/session/question-list.ts';
import { reduce } from '#lib/core/session/reduce.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import { markedChart } from '#lib/core/signal/from-recording.ts';
import { measureChart, type MarkedChart } from '#lib/core/signal/measure.ts';
import type { MeasurementSettings } from '#lib/core/signal/measure/settings.ts';
import { measurementOf } from '#lib/core/technique/measurement-of.ts';
import { scoringSeed } from '#lib/scoring/registry.ts';
import { scoreTechnique, type TechniquePlan } from '#lib/scoring/session-technique.ts';
import { readAtRest } from '#lib/server/keys/read-rest.ts';
import { openProtocols, protocolOf, readProtocols, type Catalogue } from '#lib/server/protocols.ts';
import type { Analysis } from './differences.ts';

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
	return reduce(readEventLines((await readAtRest(path)).toString('utf8')));
}

/**
 * The sealed charts with their marks, read from the raw files.
 *
 * @throws {LabError} `score/no-recording`, `edf/…`
 */
export async function markedCharts(state: SessionState, folder: string): Promise<MarkedChart[]> {
	const charts: MarkedChart[] = [];
	for (const chart of formalCharts(state).filter(({ status }) => status === 'sealed')) {
		const file = join(folder, 'recordings', basename(chart.started.file));
		if (!existsSync(file))
			throw new LabError(
				'score/no-recording',
				`expected the recording of chart ${chart.chart} at ${file}`
			);
		charts.push(markedChart(chart, await readAtRest(file)));
	}
	return charts;
}

/** How a session was measured and scored. */
export interface SessionRules {
	readonly technique: TechniquePlan;
	readonly settings: MeasurementSettings;
}

/**
 * The analysis of a folder.
 *
 * @throws {LabError} what {@link markedCharts} and {@link rulesOf} throw
 */
export async function analysedSession(state: SessionState, folder: string): Promise<Analysis> {
	return analysisOf(state, await markedCharts(state, folder), rulesOf(state, folder));
}

/** The analysis of the charts, with what people took out and measured anew as the log has it. */
export function analysisOf(
	state: SessionState,
	charts: readonly MarkedChart[],
	{ technique, settings }: SessionRules
): Analysis {
	const measurements = charts.flatMap((chart) => measureChart(chart, settings));
	const { exclusions, overrides } = state;
	const session = { questions: listedQuestions(state), rows: measurements, exclusions, overrides };
	return { measurements, scores: scoreTechnique(session, technique, scoringSeed(state.charts)) };
}

/**
 * Technique and windows the session was measured with, kept in its folder; what it does not keep, of this installation.
 *
 * @throws {LabError} `protocols/missing`, `protocols/no-folder`, `protocols/invalid`
 */
export function rulesOf(state: SessionState, folder: string): SessionRules {
	const catalogue = protocolsIn(folder);
	const technique = protocolOf(catalogue, 'technique', state.opened?.technique);
	const windows = catalogue.files.find(({ kind }) => kind === 'comparison-measurement');
	const comparison = windows === undefined ? null : protocolOf(catalogue, 'comparison-measurement');
	const settings = measurementOf(technique, protocolOf(catalogue, 'measurement'), comparison);
	return { technique, settings };
}

/** The protocols a folder keeps; those of this installation where it keeps none. */
export function protocolsIn(folder: string): Catalogue {
	const kept = join(folder, 'protocols');
	return existsSync(kept) ? readProtocols(kept) : openProtocols();
}
